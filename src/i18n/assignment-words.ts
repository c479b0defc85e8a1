import { assignment as english } from './en/assignment.ts'
import { inBoth } from './locale.ts'
import { assignment as chinese } from './zh/assignment.ts'

export type AssignmentWords = typeof chinese

/** The words of assigning to many, in both languages: they travel with its page, not with the first view. */
export const useAssignmentWords = inBoth(chinese, english)
