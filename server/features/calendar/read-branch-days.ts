import { firstOpenDay, type BusinessDay } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { Ports } from '../../ports.ts'
import * as store from './branch-day-store.ts'
import { readNames } from './calendar-store.ts'
import { requireOperator } from './require-operator.ts'

export type BranchDayView = store.BranchDayRow & { enteredByName: string; mayRemove: boolean }

const PAGE = 100

/** From today unless told, by day. */
export async function readBranchDays(
  actor: EmployeeActor,
  ports: Ports,
  input: { from: BusinessDay | null; cursor: string | null },
): Promise<{ items: BranchDayView[]; nextCursor: string | null; asOf: Date }> {
  requireOperator(actor)
  const asOf = ports.clock.now()
  const open = firstOpenDay(asOf)
  const { read } = ports.database
  const rows = await store.readBranchDays(read, {
    from: input.from ?? open,
    after: placeOf(input.cursor),
    limit: PAGE + 1,
  })
  const shown = rows.slice(0, PAGE)
  const names = await readNames(read, [...new Set(shown.map(({ enteredBy }) => enteredBy))])
  const last = rows.length > PAGE ? shown.at(-1) : undefined
  return {
    items: shown.map((row) => viewBranchDay(row, names.get(row.enteredBy) ?? row.enteredBy, open)),
    nextCursor: last ? `${last.day} ${last.branchId}` : null,
    asOf,
  }
}

export const viewBranchDay = (row: store.BranchDayRow, enteredByName: string, open: BusinessDay): BranchDayView => ({
  ...row,
  enteredByName,
  mayRemove: row.day >= open,
})

/** A cursor is the last day and branch shown. */
function placeOf(cursor: string | null): { day: BusinessDay; branchId: string } | null {
  const found = /^(\d{4}-\d\d-\d\d) ([\w@.-]{1,64})$/.exec(cursor ?? '')
  return found ? { day: found[1] ?? '', branchId: found[2] ?? '' } : null
}
