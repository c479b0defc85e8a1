import { addDays, businessDayOf, type BusinessDay } from '../../domain/business-day.ts'
import { monthOf } from '../../domain/calendar.ts'
import { dayFigures } from '../../domain/day-figures.ts'
import type { TargetBook } from '../../domain/target-book.ts'
import type { Ports } from '../../ports.ts'
import type { MemberRow } from './branch-store.ts'
import { readFrozenDays } from './branch-target-store.ts'

export type MemberTarget = {
  book: TargetBook
  target: number | null
  /** What a closed day's target would be by what is known today, where that differs. */
  correction: number | null
  monthTarget: number | null
}
type Moment = { day: BusinessDay; now: Date }

/** What these employees are asked for on the day and in its month, by id; a closed day keeps the target it was judged by. */
export async function readMemberTargets(
  { database: { read }, targets }: Ports,
  members: MemberRow[],
  { day, now }: Moment,
): Promise<Map<string, MemberTarget>> {
  const ids = members.map(({ id }) => id)
  const frozen = day < businessDayOf(now) ? await readFrozenDays(read, ids, day) : []
  const frozenOf = new Map(frozen.map((row) => [row.employeeId, row]))
  const books = await targets.books(read, members, { from: day, to: addDays(day, 1) }, { asOf: now })
  const told = [...books].map(([id, book]): [string, MemberTarget] => {
    const { target, correction } = dayFigures(book, day, { gained: 0, lost: 0 }, frozenOf.get(id) ?? null)
    return [id, { book, target, correction, monthTarget: book.month(monthOf(day)).target }]
  })
  return new Map(told)
}
