import type { EmployeeActor } from '../../domain/employee.ts'
import type { Reader, Tx } from '../../ports.ts'

/** The actor's own add of this contact; nobody marks another's contact. */
export function findOwnAdd(reader: Reader, actor: EmployeeActor, contactId: string) {
  return reader
    .selectFrom('add')
    .leftJoin('targetPolicy as policy', 'policy.id', 'add.policyId')
    .select(['add.id', 'add.privateAt', 'add.windowEndsAt', 'policy.parameters'])
    .select(['add.verdictStatus', 'add.verdictReason', 'add.verdictSince'])
    .where('add.employeeId', '=', actor.id)
    .where('add.contactId', '=', contactId)
    .executeTakeFirst()
}

export async function setPrivate(tx: Tx, addId: string, privateAt: Date | null): Promise<void> {
  await tx.updateTable('add').set({ privateAt }).where('id', '=', addId).execute()
}
