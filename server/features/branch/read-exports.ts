import { exportState, type ExportFormat } from '../../domain/branch-export.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { findExport, listExports, readBytes } from './export-store.ts'
import { branchesForExport } from './request-export.ts'

/** The actor's own, the latest first, also those whose file is gone. */
export async function readExports(actor: EmployeeActor, ports: Ports) {
  return await listExports(ports.database.read, actor.id)
}

const types: Record<ExportFormat, 'text/csv' | 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** For whoever asked for it, as long as the branch is still theirs; each download is in the audit log. Throws why there is none. */
export async function readExportFile(actor: EmployeeActor, ports: Ports, { id }: { id: string }) {
  const now = ports.clock.now()
  return await ports.database.write(async (tx) => {
    const row = await findExport(tx, id)
    if (row?.requestedBy !== actor.id) throw new Problem('export/not-found')
    await branchesForExport(tx, actor, row)
    const state = exportState(row, now)
    if (state === 'expired') throw new Problem('export/expired')
    const bytes = state === 'ready' ? await readBytes(tx, id) : null
    if (!bytes) throw new Problem('export/not-ready')
    const facts = { file: row.fileName, rows: row.rowCount }
    await ports.audit(tx, actor, 'branch/export-downloaded', { kind: 'export', id }, facts)
    return { name: row.fileName, type: types[row.format], base64: Buffer.from(bytes).toString('base64') }
  })
}
