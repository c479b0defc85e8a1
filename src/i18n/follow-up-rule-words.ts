import { computed, type ComputedRef } from 'vue'
import { followUpRule as english } from './en/follow-up-rule.ts'
import { currentLocale, useWords } from './locale.ts'
import { followUpRule as chinese, type FollowUpRuleWords } from './zh/follow-up-rule.ts'

/** The words of the rules' settings, in both languages: they travel with their page, not with the first view. */
export function useFollowUpRuleWords(): ComputedRef<FollowUpRuleWords> {
  const shown = useWords()
  return computed(() => (shown.value && currentLocale() === 'en' ? english : chinese))
}
