import { addDays, businessDayOf, startOfDay, type BusinessDay } from './business-day.ts'
import type { CohortPlace, FunnelStep, Horizon } from './funnel.ts'
import { WORKING_DAY_HORIZON, type HoursOn } from './working-hours.ts'

/** `undoing` until the last of what is taken back is cancelled; `stopped` when whoever made it lost the right to. */
export const assignmentStates = ['running', 'done', 'stopped', 'undoing', 'undone'] as const
export type AssignmentState = (typeof assignmentStates)[number]

/** Where the verification of a contact stands, as one filters by it. */
export const followedStates = ['awaiting', 'notPrompted', 'prompted', 'opened', 'verified', 'declined'] as const
export type FollowedState = (typeof followedStates)[number]

/** An add is held by a review that nobody has decided, or its rejection is appealed against. */
export const contestedStates = ['open', 'appeal'] as const
export type ContestedState = (typeof contestedStates)[number]

/** What is chosen from among what contacts have. */
export const filterChoices = ['tag', 'channel'] as const
export type FilterChoice = (typeof filterChoices)[number]

/** How many contacts one assignment can have. */
export const MOST_CONTACTS = 10_000
/** Up to so many contacts, named one by one, are done before the answer. */
export const AT_ONCE = 50
const UNDO_MS = 10 * 60_000
const MINUTE_MS = 60_000
const SOONEST_MS = 120 * MINUTE_MS
const LATER_CHOICES = 4
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

/** What one filters contacts by; all that is named has to hold. Days of the add are half-open. */
export type AssignmentFilter = {
  state?: FollowedState | undefined
  days?: number | undefined
  quiet?: number | undefined
  uncared?: true | undefined
  /** Of the funnel: who reached the step within so many days of the add, or who could go it next. */
  step?: FunnelStep | undefined
  which?: CohortPlace['which'] | undefined
  horizon?: Horizon | undefined
  review?: ContestedState | undefined
  tag?: string | undefined
  channel?: string | undefined
  employee?: string | undefined
  branch?: string | undefined
  addedFrom?: BusinessDay | undefined
  addedTo?: BusinessDay | undefined
}

/** Of all that is made for a contact by leads and rules one of the same is open; of what employees make for themselves, one each. */
export const onceIn = (actor: { id: string; scope: readonly string[] }): string =>
  actor.scope.length > 0 ? '*' : actor.id

/** The end of the working hours of today, where two hours are left, and of the next working days. */
export function dueChoices(now: Date, hoursOn: HoursOn): Date[] {
  const today = businessDayOf(now)
  const endOf = (day: BusinessDay): Date[] => {
    const hours = hoursOn(day)
    return hours ? [new Date(startOfDay(day).getTime() + hours.to * MINUTE_MS)] : []
  }
  const soonest = now.getTime() + SOONEST_MS
  const later = Array.from({ length: WORKING_DAY_HORIZON }, (_, ahead) => addDays(today, ahead + 1)).flatMap(endOf)
  return [...endOf(today).filter((end) => end.getTime() >= soonest), ...later.slice(0, LATER_CHOICES)]
}
