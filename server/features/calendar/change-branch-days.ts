import { addDays, daysBetween, firstOpenDay } from '../../domain/business-day.ts'
import { daysIn } from '../../domain/calendar.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports, Tx } from '../../ports.ts'
import * as store from './branch-day-store.ts'
import { findEmployeesBelow } from './calendar-store.ts'
import { viewBranchDay, type BranchDayView } from './read-branch-days.ts'
import { requireOperator } from './require-operator.ts'

const MOST_DAYS = 62

/** Opens or closes a branch with all below it; a nearer branch's own entry beats it. Replaces what stood there for these days. */
export async function saveBranchDays(
  actor: EmployeeActor,
  ports: Ports,
  { weight, note, ...span }: store.DaySpan & { weight: number; note: string },
): Promise<BranchDayView[]> {
  const now = ports.clock.now()
  check(actor, span, now)
  return await ports.database.write(async (tx) => {
    if (!(await store.isBranch(tx, span.branchId))) throw new Problem('branch/not-found')
    const before = await store.readDaysIn(tx, span)
    const days = daysIn(span.firstDay, addDays(span.lastDay, 1))
    const entry = { branchId: span.branchId, weight, note, enteredBy: actor.id, enteredAt: now }
    const rows = days.map((day) => ({ ...entry, day }))
    await store.saveBranchDays(tx, span, rows, now)
    const facts = { ...factsOf(span), weight, note, before: termsOf(before) }
    await ports.audit(tx, actor, 'calendar/branch-days-saved', { kind: 'branch', id: span.branchId }, facts)
    await tell(tx, ports, span.branchId)
    return (await store.readDaysIn(tx, span)).map((row) => viewBranchDay(row, actor.name, span.firstDay))
  })
}

/** The calendar, or the branch above, holds again. */
export async function removeBranchDays(
  actor: EmployeeActor,
  ports: Ports,
  span: store.DaySpan,
): Promise<{ removed: number }> {
  const now = ports.clock.now()
  check(actor, span, now)
  return await ports.database.write(async (tx) => {
    const before = await store.readDaysIn(tx, span)
    if (before.length === 0) return { removed: 0 }
    await store.removeBranchDays(tx, span, now)
    const facts = { ...factsOf(span), before: termsOf(before) }
    await ports.audit(tx, actor, 'calendar/branch-days-removed', { kind: 'branch', id: span.branchId }, facts)
    await tell(tx, ports, span.branchId)
    return { removed: before.length }
  })
}

function check(actor: EmployeeActor, { firstDay, lastDay }: store.DaySpan, now: Date): void {
  requireOperator(actor)
  const days = daysBetween(firstDay, lastDay) + 1
  if (days < 1 || days > MOST_DAYS) throw new Problem('calendar/range-wrong', { days: MOST_DAYS })
  const open = firstOpenDay(now)
  if (firstDay < open) throw new Problem('calendar/day-closed', { day: firstDay, open })
}

async function tell(tx: Tx, ports: Ports, branchId: string): Promise<void> {
  await ports.liveUpdates.changed(tx, await findEmployeesBelow(tx, branchId), 'my-day')
}

const factsOf = ({ firstDay, lastDay }: store.DaySpan) => ({ firstDay, lastDay })
const termsOf = (days: readonly store.BranchDayRow[]): string | null =>
  days.length === 0 ? null : days.map(({ day, weight }) => `${day} ${weight}`).join(', ')
