import { addDays, startOfDay } from '../../domain/business-day.ts'
import { endOfMonth } from '../../domain/calendar.ts'
import type { Difference } from '../../domain/ledger-check.ts'
import type { TargetBook } from '../../domain/target-book.ts'
import type { Ports } from '../../ports.ts'
import { findFinished } from './ledger-check-store.ts'
import type { Compared } from './ledger-compare-store.ts'
import { readFrozenDays, readFrozenMonths, type FrozenDay, type FrozenMonth } from './ledger-target-store.ts'

type TargetPorts = Pick<Ports, 'database' | 'targets'>

const AT_ONCE = 200

/**
 * Only what has closed since the last check began: who leads, and whose branch lies where, is known as of now alone, and
 * moves with time.
 */
async function sinceLastCheck({ database }: TargetPorts): Promise<Date> {
  return (await findFinished(database.read))?.startedAt ?? new Date(0)
}

/** What closed days keep against what the facts known at their closing ask for. */
export async function compareClosedTargets(ports: TargetPorts, after: string): Promise<Compared> {
  const rows = await readFrozenDays(ports.database.read, await sinceLastCheck(ports), after, AT_ONCE)
  const differences: Difference[] = []
  for (const group of groupsOf(rows, ({ day, closedAt }) => `${day} ${closedAt.getTime()}`)) {
    const [{ day, closedAt }] = group
    const range = { from: day, to: addDays(day, 1) }
    const books = await booksOf(ports, group, range, { asOf: closedAt, knownAt: closedAt, judgedBefore: day })
    for (const row of group) {
      const told = row.employed ? books.get(row.id)?.on(day) : undefined
      const [kept, facts] = [textOf(row), textOf(told ?? { target: null, weight: 0, policyId: null })]
      if (kept !== facts) differences.push({ kind: 'closed-target', facts: { employee: row.id, day, kept, facts } })
    }
  }
  const last = rows.at(-1)
  return { until: last ? `${last.day}|${last.id}` : null, count: rows.length, differences }
}

/** The same of the months that have been stated. */
export async function compareStatedTargets(ports: TargetPorts, after: string): Promise<Compared> {
  const rows = await readFrozenMonths(ports.database.read, await sinceLastCheck(ports), after, AT_ONCE)
  const differences: Difference[] = []
  for (const group of groupsOf(rows, ({ month, closedAt }) => `${month} ${closedAt.getTime()}`)) {
    const [{ month, closedAt }] = group
    const range = { from: `${month}-01`, to: endOfMonth(`${month}-01`) }
    const books = await booksOf(ports, group, range, { asOf: startOfDay(range.to), knownAt: closedAt })
    for (const row of group) {
      const told = row.employed ? (books.get(row.id)?.month(month).target ?? null) : null
      const [kept, facts] = [row.target ?? '-', told ?? '-']
      if (kept !== facts)
        differences.push({ kind: 'statement-target', facts: { employee: row.id, month, kept, facts } })
    }
  }
  const last = rows.at(-1)
  return { until: last ? `${last.month}|${last.id}` : null, count: rows.length, differences }
}

type Books = Ports['targets']['books']
const booksOf = (
  { database, targets }: TargetPorts,
  rows: readonly (FrozenDay | FrozenMonth)[],
  range: Parameters<Books>[2],
  moments: Parameters<Books>[3],
): Promise<Map<string, TargetBook>> => targets.books(database.read, rows, range, moments)

const textOf = ({ target, weight, policyId }: Pick<FrozenDay, 'target' | 'weight' | 'policyId'>): string =>
  `${target ?? '-'} (${weight}, ${policyId ?? '-'})`

type Group<Row> = [Row, ...Row[]]
function groupsOf<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Group<Row>[] {
  const groups = new Map<string, Group<Row>>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return [...groups.values()]
}
