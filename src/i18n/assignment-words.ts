import { computed, type ComputedRef } from 'vue'
import { assignment as english } from './en/assignment.ts'
import { currentLocale, useWords } from './locale.ts'
import { assignment as chinese } from './zh/assignment.ts'

export type AssignmentWords = typeof chinese

/** The words of assigning to many, in both languages: they travel with its page, not with the first view. */
export function useAssignmentWords(): ComputedRef<AssignmentWords> {
  const shown = useWords()
  return computed(() => (shown.value && currentLocale() === 'en' ? english : chinese))
}
