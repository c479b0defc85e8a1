import { computed, type ComputedRef } from 'vue'
import { closing as english } from './en/closing.ts'
import { currentLocale, useWords } from './locale.ts'
import { closing as chinese } from './zh/closing.ts'

export type ClosingWords = typeof chinese

/** The words of closed months, in both languages: they travel with their page, not with the first view. */
export function useClosingWords(): ComputedRef<ClosingWords> {
  const shown = useWords()
  return computed(() => (shown.value && currentLocale() === 'en' ? english : chinese))
}
