import { computed, type ComputedRef } from 'vue'
import { policy as english } from './en/policy.ts'
import { currentLocale, useWords } from './locale.ts'
import { policy as chinese, type PolicyWords } from './zh/policy.ts'

/** The words of the settings of targets, in both languages: they travel with their page, not with the first view. */
export function usePolicyWords(): ComputedRef<PolicyWords> {
  const shown = useWords()
  return computed(() => (shown.value && currentLocale() === 'en' ? english : chinese))
}
