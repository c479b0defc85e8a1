import { addDays, businessDayOf, startOfDay } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { readLeadFigures, type LeadFigures } from './lead-figures-store.ts'
import { branchesForSums } from './lead-scope.ts'

const PAGE = 50
const LOOK_BACK_DAYS = 28

/** The leads are measured too: figures of the branches below, without a person's name; for operators and for whoever leads them all. */
export async function readBranchLeads(
  actor: EmployeeActor,
  ports: Ports,
  { branchId, cursor }: { branchId: string; cursor: string | undefined },
): Promise<{ items: LeadFigures[]; nextCursor: string | null; asOf: Date }> {
  const { read } = ports.database
  const after = placeIn(cursor)
  await branchesForSums(read, actor, branchId)
  const now = ports.clock.now()
  const since = startOfDay(addDays(businessDayOf(now), -LOOK_BACK_DAYS))
  const rows = await readLeadFigures(read, branchId, { now, since, after, limit: PAGE + 1 })
  const items = rows.slice(0, PAGE)
  const last = rows.length > PAGE ? items.at(-1) : undefined
  return { items, nextCursor: last ? `${last.position}_${last.branchId}` : null, asOf: now }
}

function placeIn(cursor: string | undefined): { position: number; branchId: string } | null {
  if (cursor === undefined) return null
  const [, position, branchId] = /^(-?\d{1,10})_([\w@.-]{1,64})$/.exec(cursor) ?? []
  if (!position || !branchId) throw new Problem('request/invalid', { field: 'cursor' })
  return { position: Number(position), branchId }
}
