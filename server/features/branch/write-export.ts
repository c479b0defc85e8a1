import { MOST_ROWS } from '../../domain/branch-export.ts'
import { exportWords, watermark } from '../../domain/branch-export-words.ts'
import { system, type EmployeeActor, type Locale } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { fileOf } from './export-file.ts'
import { rowsOf, type Cell } from './export-rows.ts'
import { findBranchName, findExport, keepFile, refuseExport, type ExportRow } from './export-store.ts'
import { branchesForExport } from './request-export.ts'

type FindActor = (ports: Ports, employeeId: string, locale: Locale) => Promise<EmployeeActor | null>

/** Writes a file that was asked for, with what its requester may see at this moment; done before, it does nothing. */
export async function writeExport(
  ports: Ports,
  { exportId, findActor }: { exportId: string; findActor: FindActor },
): Promise<void> {
  const { read, write } = ports.database
  const asked = await findExport(read, exportId)
  if (!asked || asked.readyAt || asked.refused) return
  const actor = await findActor(ports, asked.requestedBy, asked.locale)
  const branchIds = actor && (await branchesIfAny(ports, actor, asked))
  if (!actor || !branchIds) return await write((tx) => refuseExport(tx, exportId, 'out-of-scope'))
  const rows = await rowsOf(ports, branchIds, asked)
  if (rows.length > MOST_ROWS) return await write((tx) => refuseExport(tx, exportId, 'too-many'))
  const bytes = await fileOf(await tableOf(ports, actor, asked, rows), asked.format, asked.kind)
  await write(async (tx) => {
    const file = { bytes, rowCount: rows.length, readyAt: ports.clock.now() }
    if (!(await keepFile(tx, exportId, file))) return
    const facts = { rows: rows.length, requestedBy: asked.requestedBy }
    await ports.audit(tx, system, 'branch/export-written', { kind: 'export', id: exportId }, facts)
  })
}

async function branchesIfAny(ports: Ports, actor: EmployeeActor, asked: ExportRow): Promise<string[] | null> {
  try {
    return await branchesForExport(ports.database.read, actor, asked)
  } catch (fault) {
    if (fault instanceof Problem) return null
    throw fault
  }
}

async function tableOf(ports: Ports, actor: EmployeeActor, asked: ExportRow, rows: Cell[][]): Promise<Cell[][]> {
  const { kind, branchId, filter, requestedAt, locale } = asked
  const branch = { id: branchId, name: await findBranchName(ports.database.read, branchId) }
  const mark = watermark({ kind, branch, by: actor, at: requestedAt, filter }, locale)
  const words = exportWords(locale)
  return [[mark], words.columns[kind], ...rows, [`${mark} · ${words.internal}`]]
}
