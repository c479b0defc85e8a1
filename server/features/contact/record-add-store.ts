import type { Reader, RuleSubject, Tx } from '../../ports.ts'
import type { Pair } from './contact-store.ts'

type AddStart = Pair & { id: string; branchId: string; startedAt: Date; policyId: string | null }

/** Gives adds that a handover has moved back to who made them; settling places them anew by all that is known then. */
export async function returnAdds(tx: Tx, contactId: string): Promise<void> {
  await tx
    .updateTable('add')
    .set((add) => ({ employeeId: add.ref('add.adderId').$notNull(), adderId: null }))
    .where('contactId', '=', contactId)
    .where('adderId', 'is not', null)
    .execute()
}

/** Made when the two are related for the first time; an earlier start that is learnt later moves it, a later one never does. */
export async function saveAdd(
  tx: Tx,
  { id, employeeId, contactId, branchId, startedAt, policyId }: AddStart,
): Promise<void> {
  await tx
    .insertInto('add')
    .values({
      id,
      employeeId,
      contactId,
      branchId,
      startedAt,
      policyId,
      privateAt: null,
      verdictStatus: 'awaiting',
      verdictReason: 'not-verified',
      verdictSince: startedAt,
      settleAt: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['employeeId', 'contactId'])
        .doUpdateSet({ startedAt, policyId })
        .where('add.startedAt', '>', startedAt),
    )
    .execute()
}

export async function findRuleSubject(reader: Reader, id: string): Promise<RuleSubject | undefined> {
  return await reader
    .selectFrom('employee')
    .select(['id', 'branchId', 'role'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('branchLead').select('branchLead.branchId').whereRef('branchLead.employeeId', '=', 'employee.id'),
      )
        .$castTo<boolean>()
        .as('leads'),
    )
    .where('id', '=', id)
    .executeTakeFirst()
}
