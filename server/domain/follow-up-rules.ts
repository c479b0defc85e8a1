import type { EmployeeActor } from './employee.ts'
import type { FollowUpChange, FollowUpKind, FollowUpOrigin, FollowUpState } from './follow-up.ts'

const FARTHEST_DUE_MS = 366 * 86_400_000
/** The last moment that anything may be due: what lies beyond is put off for ever. */
export const lastDue = (now: Date): Date => new Date(now.getTime() + FARTHEST_DUE_MS)

/** How long a completion can be taken back. */
const UNDO_MS = 10_000

/** The legal edges; completed and cancelled are final but for `reopened` (undo). */
const edges: Record<FollowUpState, Partial<Record<FollowUpChange, FollowUpState>>> = {
  open: { completed: 'completed', closedItself: 'completed', postponed: 'open', cancelled: 'cancelled', moved: 'open' },
  completed: { reopened: 'open' },
  cancelled: {},
}

/** The state after a change, or null when the change is not possible. */
export function stateAfter(state: FollowUpState, change: FollowUpChange): FollowUpState | null {
  return edges[state][change] ?? null
}

type Standing = {
  state: FollowUpState
  assigneeId: string
  assigneeBranchId: string
  createdBy: string
  dueAt: Date
  closedAt: Date | null
  closedItself: boolean
}

export function isOverdue({ state, dueAt }: Pick<Standing, 'state' | 'dueAt'>, now: Date): boolean {
  return state === 'open' && dueAt < now
}

type Closed = { kind: FollowUpKind; state: FollowUpState; closedItself: boolean }

/** Somebody has talked with the contact: done by a person, and more than to prompt once more. */
export const isConversation = ({ kind, state, closedItself }: Closed): boolean =>
  state === 'completed' && !closedItself && kind !== 'promptAgain'

export type FollowUpMay = { complete: boolean; postpone: boolean; cancel: boolean; assign: boolean; undo: boolean }

/** The assignee does the work; the lead of the assignee's branch may move it, call it off or give it to somebody else. */
export function followUpMay(actor: EmployeeActor, followUp: Standing, now: Date): FollowUpMay {
  const open = followUp.state === 'open'
  const isAssignee = followUp.assigneeId === actor.id
  const isLead = actor.scope.includes(followUp.assigneeBranchId)
  return {
    complete: open && isAssignee,
    postpone: open && (isAssignee || isLead),
    cancel: open && (isLead || (isAssignee && followUp.createdBy === actor.id)),
    assign: open && isLead,
    undo: isAssignee && canBeUndone(followUp, now),
  }
}

function canBeUndone({ state, closedAt, closedItself }: Standing, now: Date): boolean {
  return state === 'completed' && !closedItself && closedAt !== null && now.getTime() - closedAt.getTime() <= UNDO_MS
}

export function originOf(actor: EmployeeActor, assigneeId: string): FollowUpOrigin {
  return actor.id === assigneeId ? 'employee' : 'lead'
}
