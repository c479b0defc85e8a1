import type { Insertable, Selectable } from 'kysely'
import type { BranchExportTable } from '../../branch-tables.ts'
import type { ExportRefusal } from '../../domain/branch-export.ts'
import type { Reader, Tx } from '../../ports.ts'

export type ExportRow = Omit<Selectable<BranchExportTable>, 'bytes'>

const MOST_SHOWN = 50
const columns = [
  'id',
  'requestedBy',
  'requestedAt',
  'branchId',
  'kind',
  'format',
  'filter',
  'reason',
  'locale',
  'fileName',
  'rowCount',
  'readyAt',
  'refused',
] as const

/** The latest first. */
export async function listExports(
  reader: Reader,
  employeeId: string,
): Promise<(ExportRow & { branchName: string | null })[]> {
  return await reader
    .selectFrom('branchExport')
    .leftJoin('branch', 'branch.id', 'branchExport.branchId')
    .select(columns.map((column) => `branchExport.${column}` as const))
    .select('branch.name as branchName')
    .where('requestedBy', '=', employeeId)
    .orderBy('requestedAt', 'desc')
    .orderBy('branchExport.id', 'desc')
    .limit(MOST_SHOWN)
    .execute()
}

export function findExport(reader: Reader, id: string): Promise<ExportRow | undefined> {
  return reader.selectFrom('branchExport').select(columns).where('id', '=', id).executeTakeFirst()
}

/** The id where the branch is gone. */
export async function findBranchName(reader: Reader, branchId: string): Promise<string> {
  const row = await reader.selectFrom('branch').select('name').where('id', '=', branchId).executeTakeFirst()
  return row?.name ?? branchId
}

export async function readBytes(reader: Reader, id: string): Promise<Uint8Array | null> {
  const row = await reader.selectFrom('branchExport').select('bytes').where('id', '=', id).executeTakeFirst()
  return row?.bytes ?? null
}

export async function countExportsSince(reader: Reader, employeeId: string, since: Date): Promise<number> {
  const { count } = await reader
    .selectFrom('branchExport')
    .select((all) => all.fn.countAll<number>().as('count'))
    .where('requestedBy', '=', employeeId)
    .where('requestedAt', '>=', since)
    .executeTakeFirstOrThrow()
  return count
}

export async function insertExport(tx: Tx, row: Insertable<BranchExportTable>): Promise<void> {
  await tx.insertInto('branchExport').values(row).execute()
}

/** False when it was there already. */
export async function keepFile(
  tx: Tx,
  id: string,
  file: { bytes: Uint8Array; rowCount: number; readyAt: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('branchExport')
    .set(file)
    .where('id', '=', id)
    .where('readyAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function refuseExport(tx: Tx, id: string, refused: ExportRefusal): Promise<void> {
  await tx.updateTable('branchExport').set({ refused }).where('id', '=', id).where('readyAt', 'is', null).execute()
}

/** What was requested before loses its file; that it was requested stays. */
export async function forgetExportFiles(tx: Tx, before: Date): Promise<void> {
  await tx
    .updateTable('branchExport')
    .set({ bytes: null })
    .where('requestedAt', '<=', before)
    .where('bytes', 'is not', null)
    .execute()
}
