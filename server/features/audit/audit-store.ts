import type { Insertable } from 'kysely'
import type { Tx } from '../../ports.ts'
import type { AuditTable } from '../../tables.ts'

export async function insertAudit(tx: Tx, row: Insertable<AuditTable>): Promise<void> {
  await tx.insertInto('audit').values(row).execute()
}
