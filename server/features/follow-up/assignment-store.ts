import type { EmployeeActor } from '../../domain/employee.ts'
import type { FollowUpKind } from '../../domain/follow-up.ts'
import type { ContactCase } from '../../domain/follow-up-assignment.ts'
import type { Reader } from '../../ports.ts'

/** Those of the ids who are active and within the actor's reach: the actor, and the employees of the actor's branches. */
export async function findReachableEmployees(reader: Reader, actor: EmployeeActor, ids: string[]): Promise<string[]> {
  const found = await reachable(reader, actor).where('employee.id', 'in', ids).execute()
  return found.map(({ id }) => id)
}

function reachable(reader: Reader, actor: EmployeeActor) {
  return reader
    .selectFrom('employee')
    .select('employee.id')
    .where('employee.state', '=', 'active')
    .where((is) =>
      is.or([
        is('employee.id', '=', actor.id),
        ...(actor.scope.length > 0 ? [is('employee.branchId', 'in', actor.scope)] : []),
      ]),
    )
}

/** What decides who gets each contact; a contact with which nobody within the actor's reach was ever related is left out. */
export async function readCases(
  reader: Reader,
  actor: EmployeeActor,
  contactIds: string[],
  same: { kind: FollowUpKind; title: string },
): Promise<ContactCase[]> {
  const relations = await reader
    .selectFrom('relation')
    .select(['relation.contactId', 'relation.employeeId', 'relation.startedAt', 'relation.endedAt'])
    .where('relation.contactId', 'in', contactIds)
    .where('relation.employeeId', 'in', reachable(reader, actor))
    .execute()
  const verified = await reader
    .selectFrom('verification')
    .select('contactId')
    .where('contactId', 'in', contactIds)
    .where('state', '=', 'verified')
    .execute()
  const open = await reader
    .selectFrom('followUp')
    .select(['contactId', 'assigneeId'])
    .where('contactId', 'in', contactIds)
    .where('state', '=', 'open')
    .where('kind', '=', same.kind)
    .where('title', '=', same.title)
    .execute()
  const marked = await reader
    .selectFrom('add')
    .select(['contactId', 'employeeId'])
    .where('contactId', 'in', contactIds)
    .where('privateAt', 'is not', null)
    .execute()
  const known = contactIds.filter((id) => relations.some(({ contactId }) => contactId === id))
  return known.map((contactId) => ({
    contactId,
    verified: verified.some((row) => row.contactId === contactId),
    candidates: relations.filter((row) => row.contactId === contactId && row.endedAt === null),
    alreadyWith: open.filter((row) => row.contactId === contactId).map((row) => row.assigneeId),
    privateFor: marked.filter((row) => row.contactId === contactId).map((row) => row.employeeId),
  }))
}
