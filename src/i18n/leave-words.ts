import { computed, type ComputedRef } from 'vue'
import { leave as english } from './en/leave.ts'
import { currentLocale, useWords } from './locale.ts'
import { leave as chinese } from './zh/leave.ts'

export type LeaveWords = typeof chinese

/** The words of leave, in both languages: they travel with the pages that show it, not with the first view. */
export function useLeaveWords(): ComputedRef<LeaveWords> {
  const shown = useWords()
  return computed(() => (shown.value && currentLocale() === 'en' ? english : chinese))
}
