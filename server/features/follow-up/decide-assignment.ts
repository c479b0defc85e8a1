import { businessDayOf, addDays } from '../../domain/business-day.ts'
import type { AssignmentFilter } from '../../domain/assignment.ts'
import { leftByLeave } from '../../domain/calendar.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { FollowUpKind, FollowUpPriority } from '../../domain/follow-up.ts'
import { assign, type Assignment, type ContactCase } from '../../domain/follow-up-assignment.ts'
import { Problem } from '../../domain/problem.ts'
import type { Repetition } from '../../domain/recurrence.ts'
import type { Reader } from '../../ports.ts'
import { readLeaves } from '../../working-hours-store.ts'
import { findWithoutSeat } from './seat-store.ts'
import { countOpen, findReachableEmployees, readBranchesBelow, readCases, type Within } from './assignment-store.ts'

/** What is assigned, to whom it may go, and of which contacts; `filter` is null for contacts named by id. */
export type AssignmentTerms = {
  filter: AssignmentFilter | null
  /** Who may be chosen; null leaves each contact with whoever has the relation. */
  assigneeIds: string[] | null
  includeOnLeave: boolean
  kind: FollowUpKind
  title: string
  reason: string
  dueAt: Date
  priority: FollowUpPriority
  talkScriptId: string | null
  /** How often it comes again once it is completed; null, or nothing, for once. */
  repeats?: Repetition | null
}
export type Decided = Assignment & {
  cases: ContactCase[]
  /** Of all who are related with one of the contacts: who is on leave, and how many follow-ups each has open. */
  away: ReadonlySet<string>
  open: ReadonlyMap<string, number>
}

/** Who would get which of the contacts as things are now; contacts nobody within reach was ever related with are missing in `cases`. */
export async function decideAssignment(
  reader: Reader,
  actor: EmployeeActor,
  terms: AssignmentTerms,
  { contactIds, now }: { contactIds: readonly string[]; now: Date },
): Promise<Decided> {
  const { kind, assigneeIds, includeOnLeave, dueAt } = terms
  const within = await withinOf(reader, actor, terms.filter)
  const cases = await readCases(reader, actor, contactIds, terms, within)
  const everybody = [...new Set(cases.flatMap(({ candidates }) => candidates.map(({ employeeId }) => employeeId)))]
  const open = await countOpen(reader, everybody)
  const days = [businessDayOf(now), businessDayOf(dueAt)]
  const away = await findAway(
    reader,
    everybody.filter((id) => id !== actor.id),
    days,
  )
  const seatless = await findWithoutSeat(reader, everybody)
  const decided = assign(cases, { kind, assigneeIds, seatless, away: includeOnLeave ? new Set() : away, load: open })
  return { ...decided, cases, away, open }
}

/** Throws Problem('branch/not-found' or 'follow-up/assignee-not-found') for what is out of the actor's reach. */
export async function withinOf(reader: Reader, actor: EmployeeActor, filter: AssignmentFilter | null): Promise<Within> {
  const employeeId = filter?.employee?.toLowerCase()
  if (employeeId) await requireReachable(reader, actor, [employeeId])
  if (!filter?.branch) return { employeeId }
  const branchIds = await readBranchesBelow(reader, actor, filter.branch)
  if (branchIds.length === 0) throw new Problem('branch/not-found')
  return { employeeId, branchIds }
}

export async function requireReachable(reader: Reader, actor: EmployeeActor, ids: string[]): Promise<void> {
  const found = await findReachableEmployees(reader, actor, ids)
  if (found.length < ids.length) throw new Problem('follow-up/assignee-not-found')
}

/** Throws Problem('follow-up/assignee-without-seat') where none of those who are named has a seat; who has one among others gets it all. */
export async function requireSeat(reader: Reader, employeeIds: string[]): Promise<void> {
  const seatless = await findWithoutSeat(reader, employeeIds)
  if (seatless.size === employeeIds.length) throw new Problem('follow-up/assignee-without-seat')
}

/** On leave all of one of the days. */
export async function findAway(reader: Reader, employeeIds: string[], days: string[]): Promise<ReadonlySet<string>> {
  const [first = '', last = first] = days.toSorted()
  const leaves = await readLeaves(reader, employeeIds, { from: first, to: addDays(last, 1) })
  return new Set([...leaves].filter(([, spans]) => days.some((day) => leftByLeave(spans, day) === 0)).map(([id]) => id))
}
