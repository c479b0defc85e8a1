import {
  EXPORTS_A_DAY,
  exportName,
  type ExportFilter,
  type ExportFormat,
  type ExportKind,
} from '../../domain/branch-export.ts'
import { businessDayOf, startOfDay } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { requireReason } from '../../domain/look.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports, Reader } from '../../ports.ts'
import { readMemberIds } from './branch-store.ts'
import { countExportsSince, findBranchName, findExport, insertExport, type ExportRow } from './export-store.ts'
import { branchesForSums } from './lead-scope.ts'

type Asked = { branchId: string; kind: ExportKind; format: ExportFormat; filter: ExportFilter; reason: string | null }

export type Requested = { row: ExportRow; branchName: string }

/** Asks for a file, which a job writes. For the branch's lead, and for an operator with a reason. */
export async function requestExport(actor: EmployeeActor, ports: Ports, asked: Asked): Promise<Requested> {
  const requestedAt = ports.clock.now()
  const { branchId, kind, format, filter, reason } = asked
  return await ports.database.write(async (tx) => {
    const branchIds = await branchesForExport(tx, actor, asked)
    if (filter.employeeId !== null && !(await isMember(tx, branchIds, filter.employeeId)))
      throw new Problem('branch/not-found')
    if ((await countExportsSince(tx, actor.id, startOfDay(businessDayOf(requestedAt)))) >= EXPORTS_A_DAY)
      throw new Problem('export/too-many', { count: EXPORTS_A_DAY })
    const id = ports.random.id()
    const who = { requestedBy: actor.id, requestedAt, locale: actor.locale, reason }
    const fileName = exportName(asked, actor.id, requestedAt)
    const nothingYet = { rowCount: null, bytes: null, readyAt: null, refused: null }
    await insertExport(tx, {
      id,
      branchId,
      kind,
      format,
      fileName,
      filter: JSON.stringify(filter),
      ...who,
      ...nothingYet,
    })
    const facts = { kind, format, ...filter, reason }
    await ports.audit(tx, actor, 'branch/export-requested', { kind: 'branch', id: branchId }, facts)
    await ports.jobs.send(tx, 'write-export', { exportId: id })
    const row = await findExport(tx, id)
    if (!row) throw new Problem('export/not-found')
    return { row, branchName: await findBranchName(tx, branchId) }
  })
}

/** Persons are in it, so that an operator gives a reason; throws Problem('branch/not-found') out of scope. */
export async function branchesForExport(
  reader: Reader,
  actor: EmployeeActor,
  { branchId, reason }: Pick<Asked, 'branchId' | 'reason'>,
): Promise<string[]> {
  const branchIds = await branchesForSums(reader, actor, branchId)
  requireReason(actor, branchId, reason)
  return branchIds
}

const isMember = async (reader: Reader, branchIds: string[], employeeId: string): Promise<boolean> =>
  (await readMemberIds(reader, branchIds, { employeeId, limit: 1 })).length > 0
