import type { EmployeeActor } from '../../domain/employee.ts'
import type { Reader } from '../../ports.ts'

/** What WeCom keeps of the actor's own relation with the contact, whether it lives or has ended. */
export function findOwnProfile(reader: Reader, actor: EmployeeActor, contactId: string) {
  return reader
    .selectFrom('relation')
    .innerJoin('relationProfile as profile', (join) =>
      join
        .onRef('profile.employeeId', '=', 'relation.employeeId')
        .onRef('profile.contactId', '=', 'relation.contactId'),
    )
    .where('relation.employeeId', '=', actor.id)
    .where('relation.contactId', '=', contactId)
    .select(['relation.startedAt', 'relation.endedAt', 'profile.addWay', 'profile.channel'])
    .select(['profile.remark', 'profile.tags'])
    .orderBy((row) => row('relation.endedAt', 'is', null), 'desc')
    .orderBy('relation.startedAt', 'desc')
    .executeTakeFirst()
}
