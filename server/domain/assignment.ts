/** `undoing` until the last of what is taken back is cancelled; `stopped` when whoever made it lost the right to. */
export const assignmentStates = ['running', 'done', 'stopped', 'undoing', 'undone'] as const
export type AssignmentState = (typeof assignmentStates)[number]

/** Where the verification of a contact stands, as one filters by it. */
export const followedStates = ['awaiting', 'notPrompted', 'prompted', 'opened', 'verified', 'declined'] as const
export type FollowedState = (typeof followedStates)[number]

/** Up to so many contacts, named one by one, are done before the answer. */
export const AT_ONCE = 50
const UNDO_MS = 10 * 60_000
/** How many follow-ups one lead can assign on one day. */
export const DAILY_QUOTA = 20_000

export type AssignmentStanding = {
  state: AssignmentState
  createdBy: string
  branchId: string
  finishedAt: Date | null
}

/** Until when it can be undone: all the while it runs, and ten minutes more. Null once it is over. */
export function undoUntil({ state, finishedAt }: AssignmentStanding, now: Date): Date | null {
  if (state === 'undoing' || state === 'undone') return null
  const until = new Date((finishedAt ?? now).getTime() + UNDO_MS)
  return now <= until ? until : null
}
