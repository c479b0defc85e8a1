import { branchPage as english } from './en/branch-page.ts'
import { inBoth } from './locale.ts'
import { branchPage as chinese } from './zh/branch-page.ts'

/** The words of the branch page, in both languages: they travel with it, not with the first view. */
export const useBranchPageWords = inBoth(chinese, english)
