import { addDays, daysBetween, type BusinessDay } from './business-day.ts'
import { isEmployed, type Employment, type LeaveSpan } from './calendar.ts'
import type { EmployeeActor } from './employee.ts'

export const halves = ['morning', 'afternoon'] as const

const LONGEST_DAYS = 400
const FARTHEST_DAYS = 400

const begin = ({ firstDay, firstHalf }: LeaveSpan): string => `${firstDay} ${firstHalf === 'morning' ? 1 : 2}`
const end = ({ lastDay, lastHalf }: LeaveSpan): string => `${lastDay} ${lastHalf === 'morning' ? 1 : 2}`

/** Whether two leave share half a day. */
export const overlap = (a: LeaveSpan, b: LeaveSpan): boolean => begin(a) <= end(b) && begin(b) <= end(a)

export type LeaveFault =
  | { code: 'leave/end-before-start' }
  | { code: 'leave/too-long'; facts: { days: number } }
  | { code: 'leave/day-closed'; facts: { day: BusinessDay; open: BusinessDay } }
  | { code: 'leave/not-employed' }
  | { code: 'leave/overlap'; facts: { firstDay: BusinessDay; lastDay: BusinessDay } }

/** What the employee's leave is judged by; `firstOpen` is the first day that has not closed yet. */
export type LeaveGround = { firstOpen: BusinessDay; employment: Employment; others: readonly LeaveSpan[] }

/** The first reason why a leave cannot be entered; null when it can. */
export function faultOf(span: LeaveSpan, { firstOpen, employment, others }: LeaveGround): LeaveFault | null {
  const { firstDay, lastDay } = span
  if (end(span) < begin(span)) return { code: 'leave/end-before-start' }
  if (daysBetween(firstDay, lastDay) >= LONGEST_DAYS || daysBetween(firstOpen, firstDay) > FARTHEST_DAYS)
    return { code: 'leave/too-long', facts: { days: LONGEST_DAYS } }
  if (firstDay < firstOpen) return { code: 'leave/day-closed', facts: { day: firstDay, open: firstOpen } }
  if (!isEmployed(employment, firstDay) || !isEmployed(employment, lastDay)) return { code: 'leave/not-employed' }
  const other = others.find((one) => overlap(one, span))
  if (other) return { code: 'leave/overlap', facts: { firstDay: other.firstDay, lastDay: other.lastDay } }
  return null
}

/** The part of a leave that lies on closed days and stays when it is cancelled; null when all of it is still open. */
export function closedPart(span: LeaveSpan, firstOpen: BusinessDay): LeaveSpan | null {
  if (span.firstDay >= firstOpen) return null
  if (span.lastDay < firstOpen) return span
  return { ...span, lastDay: addDays(firstOpen, -1), lastHalf: 'afternoon' }
}

/** Nobody enters their own leave; a lead's is entered by a lead above them or by an operator. Out of scope the employee does not exist. */
export function whoEnters(
  actor: Pick<EmployeeActor, 'id' | 'roles' | 'scope'>,
  employee: { id: string; branchId: string; scope: readonly string[] },
): 'actor' | 'lead-above' | 'unknown' {
  if (employee.id === actor.id) return 'lead-above'
  if (actor.roles.includes('operator')) return 'actor'
  if (!actor.scope.includes(employee.branchId)) return 'unknown'
  const isAbove = employee.scope.length < actor.scope.length && employee.scope.every((id) => actor.scope.includes(id))
  return isAbove ? 'actor' : 'lead-above'
}
