import type { FollowUp } from '#contract/follow-up.ts'

/** What one has to know of a follow-up to call it off. */
export type Cancellable = Pick<FollowUp, 'id' | 'title' | 'dueAt' | 'assignee' | 'repeats'>
