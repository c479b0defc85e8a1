import { computed, type ComputedRef } from 'vue'
import { profile as english } from './en/profile.ts'
import { currentLocale, useWords } from './locale.ts'
import { profile as chinese } from './zh/profile.ts'

/** The words of the profile, in both languages: they travel with its tab, not with the first view. */
export function useProfileWords(): ComputedRef<typeof chinese> {
  const shown = useWords()
  return computed(() => (shown.value && currentLocale() === 'en' ? english : chinese))
}
