import * as contract from '../../contract/calendar.ts'
import { toShanghaiIso } from '../../domain/business-day.ts'
import { holidayName } from '../../domain/calendar-words.ts'
import { faultSentence } from '../../domain/file-table.ts'
import { forEmployee } from '../../http/route.ts'
import type { Route } from '../../http/route.ts'
import { removeBranchDays, saveBranchDays } from './change-branch-days.ts'
import { importCalendar, previewCalendar } from './import-calendar.ts'
import { readBranchDays, type BranchDayView } from './read-branch-days.ts'
import { readCalendar, type CalendarView } from './read-calendar.ts'

export const calendarRoutes: Route[] = [
  forEmployee(contract.readCalendar, async ({ actor, ports, query }) =>
    yearReply(await readCalendar(actor, ports, { year: query.year ?? null })),
  ),
  forEmployee(contract.previewCalendar, async ({ actor, ports, body }) => {
    const { days, changes, faults } = await previewCalendar(actor, ports, body)
    return {
      days: days.length,
      changes: changes.map((one) => ({
        ...one,
        name: holidayName(one.name, actor.locale),
        before: weightOf(one.before),
        after: weightOf(one.after),
      })),
      errors: faults.map((one) => ({ row: one.row, column: one.column, sentence: faultSentence(one, actor.locale) })),
    }
  }),
  forEmployee(contract.importCalendar, async ({ actor, ports, body }) =>
    yearReply(await importCalendar(actor, ports, body)),
  ),
  forEmployee(contract.readBranchDays, async ({ actor, ports, query }) => {
    const asked = { from: query.from ?? null, cursor: query.cursor ?? null }
    const { items, nextCursor, asOf } = await readBranchDays(actor, ports, asked)
    return { items: items.map(dayReply), nextCursor, asOf: toShanghaiIso(asOf) }
  }),
  forEmployee(contract.saveBranchDays, async ({ actor, ports, body }) => ({
    items: (await saveBranchDays(actor, ports, body)).map(dayReply),
  })),
  forEmployee(contract.removeBranchDays, async ({ actor, ports, body }) => await removeBranchDays(actor, ports, body)),
]

const yearReply = ({ updatedAt, asOf, days, ...view }: CalendarView): contract.CalendarYear => ({
  ...view,
  days: days.map((one) => ({ ...one, weight: weightOf(one.weight) })),
  updatedAt: updatedAt && toShanghaiIso(updatedAt),
  asOf: toShanghaiIso(asOf),
})

const dayReply = (row: BranchDayView): contract.BranchDay => ({
  branch: { id: row.branchId, name: row.branchName },
  day: row.day,
  weight: weightOf(row.weight),
  note: row.note,
  enteredBy: { id: row.enteredBy, name: row.enteredByName },
  enteredAt: toShanghaiIso(row.enteredAt),
  may: { remove: row.mayRemove },
})

/** The tables hold no other weights. */
const weightOf = (weight: number): 0 | 0.5 | 1 => (weight === 0.5 ? 0.5 : weight > 0 ? 1 : 0)
