import type { HeldSpan } from './domain/handover.ts'
import type { Reader } from './ports.ts'

/** Every relation that anybody has or had with these contacts, as handovers are told from it. */
export async function readSpans(reader: Reader, contactIds: string[]): Promise<(HeldSpan & { contactId: string })[]> {
  const rows = await reader
    .selectFrom('relation')
    .leftJoin('employee', 'employee.id', 'relation.employeeId')
    .leftJoin('relationProfile as profile', (join) =>
      join
        .onRef('profile.employeeId', '=', 'relation.employeeId')
        .onRef('profile.contactId', '=', 'relation.contactId'),
    )
    .select(['relation.contactId', 'relation.employeeId', 'relation.startedAt', 'relation.endedAt', 'relation.endedBy'])
    .select('relation.endFoundAt')
    .select(['profile.addWay', 'employee.state', 'employee.leftAt'])
    .where('relation.contactId', 'in', contactIds)
    .orderBy('relation.startedAt')
    .execute()
  return rows.map(({ addWay, state, leftAt, ...span }) => ({
    ...span,
    addWay: addWay ?? 0,
    leftAt: state === 'left' ? leftAt : null,
  }))
}
