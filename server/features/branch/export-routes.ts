import * as contract from '../../contract/branch-export.ts'
import { exportState, expiryOf } from '../../domain/branch-export.ts'
import { toShanghaiIso } from '../../domain/business-day.ts'
import { forEmployee, type Route } from '../../http/route.ts'
import type { ExportRow } from './export-store.ts'
import { readExportFile, readExports } from './read-exports.ts'
import { requestExport } from './request-export.ts'

export const exportRoutes: Route[] = [
  forEmployee(contract.readExports, async ({ actor, ports }) => {
    const now = ports.clock.now()
    const items = (await readExports(actor, ports)).map((row) => toReply(row, row.branchName ?? row.branchId, now))
    return { items, nextCursor: null, asOf: toShanghaiIso(now) }
  }),
  forEmployee(contract.requestExport, async ({ actor, ports, params, body, reason }) => {
    const { kind, format, from, to, status } = body
    const filter = { from, to, status, employeeId: body.employeeId?.toLowerCase() ?? null }
    const { row, branchName } = await requestExport(actor, ports, { branchId: params.id, kind, format, filter, reason })
    return { export: toReply(row, branchName, ports.clock.now()) }
  }),
  forEmployee(contract.readExportFile, ({ actor, ports, params }) => readExportFile(actor, ports, params)),
]

function toReply(row: ExportRow, branchName: string, now: Date): contract.BranchExport {
  return {
    id: row.id,
    branch: { id: row.branchId, name: branchName },
    kind: row.kind,
    format: row.format,
    filter: row.filter,
    state: exportState(row, now),
    refused: row.refused,
    rows: row.rowCount,
    fileName: row.fileName,
    requestedAt: toShanghaiIso(row.requestedAt),
    expiresAt: toShanghaiIso(expiryOf(row)),
  }
}
