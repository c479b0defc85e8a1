import { sql } from 'kysely'
import type { BusinessDay } from '../../domain/business-day.ts'
import type { Reader, Tx } from '../../ports.ts'

/** A day on which the calendar differs from Monday to Friday. */
export type CalendarDay = { day: BusinessDay; weight: number; name: string }
export type CalendarYear = {
  year: number
  state: 'published' | 'statutory'
  source: string
  updatedBy: string
  updatedAt: Date
}

/** Years are sown and imported one after the other. */
export async function lockCalendar(tx: Tx): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('calendar', 0))`.execute(tx)
}

export function findYear(reader: Reader, year: number): Promise<CalendarYear | undefined> {
  return reader.selectFrom('calendarYear').selectAll().where('year', '=', year).executeTakeFirst()
}

export async function saveYear(tx: Tx, row: CalendarYear): Promise<void> {
  await tx
    .insertInto('calendarYear')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('year').doUpdateSet((year) => ({
        state: year.ref('excluded.state'),
        source: year.ref('excluded.source'),
        updatedBy: year.ref('excluded.updatedBy'),
        updatedAt: year.ref('excluded.updatedAt'),
      })),
    )
    .execute()
}

export function readDaysOf(reader: Reader, year: number): Promise<CalendarDay[]> {
  return reader
    .selectFrom('calendarDay')
    .select(['day', 'weight', 'name'])
    .where('day', '>=', `${year}-01-01`)
    .where('day', '<', `${year + 1}-01-01`)
    .orderBy('day')
    .execute()
}

/** Days that are there already stay as they are. `enteredAt` null has been known all along. */
export async function addCalendarDays(
  tx: Tx,
  days: readonly CalendarDay[],
  { source, enteredAt }: { source: string; enteredAt: Date | null },
): Promise<void> {
  if (days.length === 0) return
  await tx
    .insertInto('calendarDay')
    .values(days.map((one) => ({ ...one, source, enteredAt })))
    .onConflict((conflict) => conflict.column('day').doNothing())
    .execute()
}

/** These days, or only those of them from one source, no longer hold; that they did until now is kept. */
export async function removeCalendarDays(
  tx: Tx,
  days: readonly BusinessDay[],
  { source, removedAt }: { source: string | null; removedAt: Date },
): Promise<void> {
  if (days.length === 0) return
  await tx
    .with('gone', (from) =>
      from
        .deleteFrom('calendarDay')
        .where('day', 'in', days)
        .$if(source !== null, (query) => query.where('source', '=', source))
        .returning(['day', 'weight', 'name', 'enteredAt']),
    )
    .insertInto('calendarDayPast')
    .columns(['day', 'weight', 'name', 'enteredAt', 'removedAt'])
    .expression((from) =>
      from
        .selectFrom('gone')
        .select(['gone.day', 'gone.weight', 'gone.name', 'gone.enteredAt'])
        .select((of) => of.val(removedAt).as('removedAt')),
    )
    .execute()
}

/** The names of those who entered something; `system` has none. */
export async function readNames(reader: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await reader.selectFrom('employee').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Everybody active in the branch and all below it; `branchId` null is the whole bank. */
export async function findEmployeesBelow(reader: Reader, branchId: string | null): Promise<string[]> {
  if (branchId === null) {
    const rows = await reader.selectFrom('employee').select('id').where('state', '=', 'active').execute()
    return rows.map(({ id }) => id)
  }
  const { rows } = await sql<{ id: string }>`
    WITH RECURSIVE below AS (
      SELECT branch.id FROM branch WHERE branch.id = ${branchId}
      UNION
      SELECT branch.id FROM branch JOIN below ON branch.parent_id = below.id
    )
    SELECT employee.id FROM employee JOIN below ON below.id = employee.branch_id WHERE employee.state = 'active'`.execute(
    reader,
  )
  return rows.map(({ id }) => id)
}
