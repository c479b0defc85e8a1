import { leave as english } from './en/leave.ts'
import { inBoth } from './locale.ts'
import { leave as chinese } from './zh/leave.ts'

export type LeaveWords = typeof chinese

/** The words of leave, in both languages: they travel with the pages that show it, not with the first view. */
export const useLeaveWords = inBoth(chinese, english)
