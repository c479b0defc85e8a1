import type { EmployeeActor } from '../../domain/employee.ts'
import type { Reader } from '../../ports.ts'

/** All of the actor's own adds, the newest first. */
export async function readOwnAdds(reader: Reader, actor: EmployeeActor) {
  return await reader
    .selectFrom('add')
    .innerJoin('contact', 'contact.id', 'add.contactId')
    .leftJoin('relationProfile as profile', (join) =>
      join.onRef('profile.employeeId', '=', 'add.employeeId').onRef('profile.contactId', '=', 'add.contactId'),
    )
    .leftJoin('targetPolicy as policy', 'policy.id', 'add.policyId')
    .where('add.employeeId', '=', actor.id)
    .select(['add.id', 'add.startedAt', 'add.contactId', 'contact.name as contactName', 'add.privateAt'])
    .select(['contact.avatar as contactAvatar', 'profile.addWay', 'profile.channel', 'policy.parameters'])
    .select(['add.verdictStatus', 'add.verdictReason', 'add.verdictSince', 'add.windowEndsAt'])
    .orderBy('add.startedAt', 'desc')
    .orderBy('add.id', 'desc')
    .execute()
}

/** Every entry that counts, or counted, for the actor; the contact of an add that is somebody else's by now is not told. */
export async function readOwnCredits(reader: Reader, actor: EmployeeActor) {
  return await reader
    .selectFrom('credit')
    .leftJoin('add', (join) => join.onRef('add.id', '=', 'credit.addId').on('add.employeeId', '=', actor.id))
    .leftJoin('contact', 'contact.id', 'add.contactId')
    .select(['credit.day', 'credit.earnedDay', 'credit.amount', 'credit.reason'])
    .select(['contact.id as contactId', 'contact.name as contactName'])
    .where('credit.employeeId', '=', actor.id)
    .orderBy('credit.recordedAt')
    .orderBy('credit.step')
    .execute()
}

export async function readClosedDays(reader: Reader, actor: EmployeeActor) {
  return await reader
    .selectFrom('closedDay')
    .select(['day', 'target', 'weight', 'gained', 'lost', 'added'])
    .where('employeeId', '=', actor.id)
    .orderBy('day')
    .execute()
}
