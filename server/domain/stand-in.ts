import { addDays, daysBetween, type BusinessDay } from './business-day.ts'

/** Both ends lie inside. */
export type StandInDays = { firstDay: BusinessDay; lastDay: BusinessDay }

const LONGEST_DAYS = 31
const FARTHEST_DAYS = 90

type Fault =
  | { code: 'stand-in/range'; facts: { days: number; ahead: number } }
  | { code: 'stand-in/overlap'; facts: StandInDays }

/** Why somebody cannot stand in on these days; `others` are the lead's own stand-ins that still hold. */
export function standInFault(span: StandInDays, today: BusinessDay, others: readonly StandInDays[]): Fault | null {
  const { firstDay, lastDay } = span
  const isOrdered = today <= firstDay && firstDay <= lastDay
  const isNear = daysBetween(firstDay, lastDay) < LONGEST_DAYS && firstDay <= addDays(today, FARTHEST_DAYS)
  if (!isOrdered || !isNear) return { code: 'stand-in/range', facts: { days: LONGEST_DAYS, ahead: FARTHEST_DAYS } }
  const other = others.find((one) => one.firstDay <= lastDay && firstDay <= one.lastDay)
  return other ? { code: 'stand-in/overlap', facts: { firstDay: other.firstDay, lastDay: other.lastDay } } : null
}

export const standInStates = ['planned', 'active', 'over', 'ended'] as const
export type StandInState = (typeof standInStates)[number]

export function standInState(standIn: StandInDays & { endedAt: Date | null }, today: BusinessDay): StandInState {
  if (standIn.endedAt) return 'ended'
  if (standIn.lastDay < today) return 'over'
  return standIn.firstDay <= today ? 'active' : 'planned'
}
