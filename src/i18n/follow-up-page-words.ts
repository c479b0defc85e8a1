import { followUpPage as english } from './en/follow-up-page.ts'
import { inBoth } from './locale.ts'
import { followUpPage as chinese } from './zh/follow-up-page.ts'

/** The words of follow-ups that are not wanted for the first view, in both languages. */
export const useFollowUpPageWords = inBoth(chinese, english)
