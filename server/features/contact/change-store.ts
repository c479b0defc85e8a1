import { sql } from 'kysely'
import type { Tx } from '../../ports.ts'

type Pair = { employeeId: string; contactId: string }

/** Notes what differs from the profile known until now. The first one is no change, nor is what was read before the known one. */
export async function noteProfileChanges(
  tx: Tx,
  { employeeId, contactId }: Pair,
  { remark, tags }: { remark: string; tags: string },
  at: Date,
): Promise<void> {
  await sql`
    INSERT INTO contact_change (contact_id, employee_id, at, kind, before, after)
    SELECT known.contact_id, known.employee_id, ${at}::timestamptz, change.kind, change.before, change.after
    FROM relation_profile AS known
      CROSS JOIN LATERAL (VALUES
        ('remark', to_jsonb(known.remark), to_jsonb(${remark}::text)),
        ('tags', known.tags, ${tags}::jsonb)
      ) AS change (kind, before, after)
    WHERE known.employee_id = ${employeeId} AND known.contact_id = ${contactId}
      AND known.updated_at > to_timestamp(0) AND known.updated_at <= ${at}::timestamptz
      AND NOT (change.before @> change.after AND change.after @> change.before)
    ON CONFLICT DO NOTHING`.execute(tx)
}

export async function notePrivate(
  tx: Tx,
  { employeeId, contactId }: Pair,
  isPrivate: boolean,
  at: Date,
): Promise<void> {
  await tx
    .insertInto('contactChange')
    .values({ contactId, employeeId, at, kind: isPrivate ? 'private' : 'private-ended', before: null, after: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
