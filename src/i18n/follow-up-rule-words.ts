import { followUpRule as english } from './en/follow-up-rule.ts'
import { inBoth } from './locale.ts'
import { followUpRule as chinese } from './zh/follow-up-rule.ts'

/** The words of the rules' settings, in both languages: they travel with their page, not with the first view. */
export const useFollowUpRuleWords = inBoth(chinese, english)
