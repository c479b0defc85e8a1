import type { Reader } from '../../ports.ts'
import { anyOf } from './assignment-store.ts'

/** Those of whom WeCom says that they have no customer-contact seat, so that no chat of theirs with a customer can be opened. */
export async function findWithoutSeat(reader: Reader, employeeIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await reader
    .selectFrom('employee')
    .select('id')
    .where('id', '=', anyOf(employeeIds))
    .where('hasSeat', '=', false)
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** Active employees of the same branch who are related with the contact now and have a seat; not whoever holds it private. */
export function findColleaguesWithSeat(
  reader: Reader,
  employeeId: string,
  contactId: string,
): Promise<{ employeeId: string; startedAt: Date }[]> {
  return reader
    .selectFrom('relation')
    .innerJoin('employee', 'employee.id', 'relation.employeeId')
    .innerJoin('employee as self', 'self.branchId', 'employee.branchId')
    .leftJoin('add', (join) =>
      join.onRef('add.employeeId', '=', 'relation.employeeId').onRef('add.contactId', '=', 'relation.contactId'),
    )
    .select(['relation.employeeId', 'relation.startedAt'])
    .where('self.id', '=', employeeId)
    .where('relation.contactId', '=', contactId)
    .where('relation.endedAt', 'is', null)
    .where('employee.state', '=', 'active')
    .where('employee.hasSeat', 'is distinct from', false)
    .where('add.privateAt', 'is', null)
    .execute()
}
