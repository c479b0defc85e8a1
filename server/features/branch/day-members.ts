import { addDays, type BusinessDay } from '../../domain/business-day.ts'
import type { Member } from '../../domain/branch.ts'
import { monthOf } from '../../domain/calendar.ts'
import type { Ports } from '../../ports.ts'
import * as store from './branch-store.ts'

export type DayMember = Member & { monthTarget: number | null }

/** What a lead sees of each employee of these branches, and what each employee is shown of it. */
export async function readDayMembers(
  ports: Ports,
  branchIds: string[],
  day: BusinessDay,
  now: Date,
): Promise<DayMember[]> {
  const { read } = ports.database
  const rows = await store.readMembers(read, branchIds)
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const effective = countsOf(await store.sumCredits(read, ids, day))
  const awaiting = countsOf(await store.countAwaiting(read, ids))
  const overdue = countsOf(await store.countOverdue(read, ids, now))
  const books = await ports.targets.books(read, rows, { from: day, to: addDays(day, 1) }, { asOf: now })
  return rows.map(({ id, name }) => {
    const book = books.get(id)
    const own = book?.on(day)
    return {
      id,
      name,
      target: own?.target ?? null,
      monthTarget: book?.month(monthOf(day)).target ?? null,
      effective: effective.get(id) ?? 0,
      awaiting: awaiting.get(id) ?? 0,
      overdue: overdue.get(id) ?? 0,
      onLeave: own !== undefined && own.present < own.standard,
    }
  })
}

const countsOf = (counts: { employeeId: string; count: number }[]): Map<string, number> =>
  new Map(counts.map(({ employeeId, count }) => [employeeId, count]))

/** The row of the branch's page. */
export const memberOf = ({ monthTarget: _month, ...member }: DayMember): Member => member
