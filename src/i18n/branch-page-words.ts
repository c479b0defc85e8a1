import { computed, type ComputedRef } from 'vue'
import { branchPage as english } from './en/branch-page.ts'
import { currentLocale, useWords } from './locale.ts'
import { branchPage as chinese } from './zh/branch-page.ts'

/** The words of the branch page, in both languages: they travel with it, not with the first view. */
export function useBranchPageWords(): ComputedRef<typeof chinese> {
  const shown = useWords()
  return computed(() => (shown.value && currentLocale() === 'en' ? english : chinese))
}
