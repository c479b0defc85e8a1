import { sql } from 'kysely'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { VerificationState } from '../../domain/verification.ts'
import type { Reader } from '../../ports.ts'

type OpenFollowUp = { id: string; title: string; dueAt: string }

/** Those of these contacts whom the actor is related with now, each with the actor's open follow-ups, due first. */
export function readOwnAmong(reader: Reader, actor: EmployeeActor, contactIds: string[]) {
  return reader
    .selectFrom('relation')
    .innerJoin('contact', 'contact.id', 'relation.contactId')
    .leftJoin('verification', 'verification.contactId', 'relation.contactId')
    .leftJoin('add', (join) =>
      join.onRef('add.employeeId', '=', 'relation.employeeId').onRef('add.contactId', '=', 'relation.contactId'),
    )
    .where('relation.employeeId', '=', actor.id)
    .where('relation.endedAt', 'is', null)
    .where('relation.contactId', '=', sql<string>`ANY(${contactIds}::text[])`)
    .select(['contact.id', 'contact.name', 'contact.avatar', 'add.privateAt'])
    .select((row) => row.fn.coalesce('verification.state', sql.lit<VerificationState>('none')).as('state'))
    .select(
      sql<OpenFollowUp[] | null>`(
        SELECT json_agg(json_build_object('id', follow_up.id, 'title', follow_up.title, 'dueAt', follow_up.due_at)
          ORDER BY follow_up.due_at, follow_up.id)
        FROM follow_up WHERE follow_up.contact_id = contact.id AND follow_up.assignee_id = relation.employee_id
          AND follow_up.state = 'open'
      )`.as('followUps'),
    )
    .orderBy('contact.name')
    .orderBy('contact.id')
    .execute()
}
