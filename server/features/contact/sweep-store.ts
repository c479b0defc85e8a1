import { sql, type Selectable } from 'kysely'
import type { ContactSweepTable } from '../../contact-tables.ts'
import type { KnownRelation } from '../../domain/reconciliation.ts'
import type { Reader, Tx } from '../../ports.ts'

export type Sweep = Selectable<ContactSweepTable>

export function findRunningSweep(reader: Reader): Promise<Sweep | undefined> {
  return reader.selectFrom('contactSweep').selectAll().where('finishedAt', 'is', null).executeTakeFirst()
}

/** The last that came to its end. */
export function findFinishedSweep(reader: Reader): Promise<Sweep | undefined> {
  return reader
    .selectFrom('contactSweep')
    .selectAll()
    .where('finishedAt', 'is not', null)
    .orderBy('finishedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Does nothing while one runs already. */
export async function beginSweep(tx: Tx, id: string, startedAt: Date): Promise<void> {
  const none = { employees: 0, relations: 0, started: 0, ended: 0, doubted: 0 }
  await tx
    .insertInto('contactSweep')
    .values({ id, cursor: '', ...none, startedAt, finishedAt: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** False when another process has moved on from this place meanwhile. */
export async function moveSweep(tx: Tx, from: Sweep, { id: _id, ...to }: Sweep): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('contactSweep')
    .set(to)
    .where('id', '=', from.id)
    .where('cursor', '=', from.cursor)
    .where('finishedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/**
 * The last relation of each two. Seen is when WeCom told of it by an event, with its details or in a sweep, and when the
 * employee's own chat with the contact was open for a prompt.
 */
export async function readKnownRelations(reader: Reader, employeeIds: string[]): Promise<KnownRelation[]> {
  const { rows } = await sql<KnownRelation>`
    SELECT DISTINCT ON (relation.employee_id, relation.contact_id)
      relation.employee_id AS "employeeId", relation.contact_id AS "contactId", relation.started_at AS "startedAt",
      coalesce(relation.end_found_at, relation.ended_at) AS "endedAt",
      greatest(
        relation.started_at, profile.updated_at, employee.contacts_read_at,
        CASE WHEN relation.ended_at IS NULL THEN (
          SELECT max(prompt.sent_at) FROM prompt
          WHERE prompt.contact_id = relation.contact_id AND prompt.employee_id = relation.employee_id) END
      ) AS "seenAt"
    FROM relation
    LEFT JOIN relation_profile AS profile
      ON profile.employee_id = relation.employee_id AND profile.contact_id = relation.contact_id
    LEFT JOIN employee ON employee.id = relation.employee_id
    WHERE relation.employee_id = ANY(${employeeIds}::text[])
    ORDER BY relation.employee_id, relation.contact_id, relation.started_at DESC`.execute(reader)
  return rows
}

export async function noteContactsRead(tx: Tx, employeeIds: string[], readAt: Date): Promise<void> {
  if (employeeIds.length === 0) return
  await tx.updateTable('employee').set({ contactsReadAt: readAt }).where('id', 'in', employeeIds).execute()
}
