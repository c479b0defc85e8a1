import type { EmployeeActor } from '../../domain/employee.ts'
import type { ChangeState } from '../../domain/policy-change.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { listChanges } from './change-store.ts'
import { requireOperator } from './require-operator.ts'
import { viewChanges, type ChangeView } from './view-change.ts'

const PAGE = 20

/** The newest first. */
export async function readChanges(
  actor: EmployeeActor,
  { database }: Ports,
  { state, cursor }: { state: ChangeState | null; cursor: string | null },
): Promise<{ items: ChangeView[]; nextCursor: string | null }> {
  requireOperator(actor)
  if (cursor !== null && !/^[0-9a-f-]{36}$/.test(cursor))
    throw new Problem('request/invalid', { place: 'query.cursor' })
  const rows = await listChanges(database.read, { state, before: cursor, limit: PAGE + 1 })
  const shown = rows.slice(0, PAGE)
  const items = await viewChanges(database.read, actor, shown)
  return { items, nextCursor: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null }
}
