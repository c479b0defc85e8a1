import { type RawBuilder, sql } from 'kysely'
import type { Place } from '../../domain/time-cursor.ts'
import type { TimelineEvent } from '../../domain/timeline.ts'
import type { VerificationState } from '../../domain/verification.ts'
import type { Reader } from '../../ports.ts'

/** Whose history with which contact, and nothing after `until`. */
export type Whose = { ownerId: string; contactId: string; until: Date | null }
export type TimelineRow = TimelineEvent & Place

/** Newest first. Who of the bank did it is not told: it may have been somebody outside of the reader's scope. */
export async function readTimeline(
  reader: Reader,
  { ownerId, contactId, until }: Whose,
  { after, limit }: { after: Place | null; limit: number },
): Promise<TimelineRow[]> {
  const parts = [ofVerification(contactId), ofRelation(ownerId, contactId), ofFollowUps(ownerId, contactId)]
  const all = sql.join([...parts, ofReviews(ownerId, contactId), ofChanges(ownerId, contactId)], sql` UNION ALL `)
  const { rows } = await sql<TimelineRow>`
    SELECT event.at, event.kind, event.id, event.title, event.before, event.after
    FROM (${all}) AS event (at, kind, id, title, before, after)
    WHERE event.at <= coalesce(${until}::timestamptz, 'infinity')
      AND (${after === null}::boolean OR (event.at, event.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}))
    ORDER BY event.at DESC, event.id DESC LIMIT ${limit}`.execute(reader)
  return rows
}

/** Where the contact stood when everything until then had happened. */
export async function readStandingAt(
  reader: Reader,
  contactId: string,
  until: Date,
): Promise<{ state: VerificationState; since: Date | null }> {
  const { rows } = await sql<{ state: VerificationState; since: Date }>`
    SELECT event.kind AS state, event.at AS since
    FROM (${ofVerification(contactId)}) AS event (at, kind, id, title, before, after)
    WHERE event.at <= ${until}::timestamptz
    ORDER BY event.at DESC, event.id DESC LIMIT 1`.execute(reader)
  return rows[0] ?? { state: 'none', since: null }
}

type Part = RawBuilder<unknown>

/** Verification belongs to the contact, whoever sent the link. */
const ofVerification = (contactId: string): Part => sql`
  SELECT prompt.sent_at, 'prompted', 'prompted-' || prompt.id, NULL, NULL::jsonb, NULL::jsonb FROM prompt
    WHERE prompt.contact_id = ${contactId} AND prompt.sent_at IS NOT NULL
  UNION ALL SELECT prompt.opened_at, 'opened', 'opened-' || prompt.id, NULL, NULL, NULL FROM prompt
    WHERE prompt.contact_id = ${contactId} AND prompt.opened_at IS NOT NULL
  UNION ALL SELECT prompt.ended_at, 'declined', 'declined-' || prompt.id, NULL, NULL, NULL FROM prompt
    WHERE prompt.contact_id = ${contactId} AND prompt.ended_because = 'declined'
  UNION ALL SELECT request.submitted_at, 'submitted', 'submitted-' || request.id, NULL, NULL, NULL
    FROM identity_request AS request WHERE request.contact_id = ${contactId}
  UNION ALL SELECT result.decided_at,
      CASE WHEN result.outcome = 'verified' THEN 'verified'
        WHEN EXISTS (
          SELECT 1 FROM identity_result AS before
          WHERE before.request_id = result.request_id AND before.version < result.version
            AND before.outcome = 'verified'
        ) THEN 'revoked' ELSE 'failed' END, 'w-' || result.request_id || '-' || result.version, NULL, NULL, NULL
    FROM identity_result AS result WHERE result.contact_id = ${contactId}`

const ofRelation = (ownerId: string, contactId: string): Part => sql`
  SELECT relation.started_at,
      CASE WHEN relation.started_at = min(relation.started_at) OVER () AND EXISTS (
        SELECT 1 FROM add WHERE add.employee_id = ${ownerId} AND add.contact_id = ${contactId}
          AND add.adder_id IS NOT NULL
      ) THEN 'taken-over' ELSE 'added' END, 'added', NULL, NULL, NULL
    FROM relation WHERE relation.contact_id = ${contactId} AND relation.employee_id = ${ownerId}
  UNION ALL SELECT relation.ended_at,
      CASE relation.ended_by WHEN 'contact' THEN 'ended-by-contact' WHEN 'transfer' THEN 'handed-over' ELSE 'ended' END,
      'ended', NULL, NULL, NULL
    FROM relation
    WHERE relation.contact_id = ${contactId} AND relation.employee_id = ${ownerId} AND relation.ended_at IS NOT NULL`

const ofFollowUps = (ownerId: string, contactId: string): Part => sql`
  SELECT follow_up.created_at, 'follow-up-made', 'made-' || follow_up.id, follow_up.title, NULL, NULL FROM follow_up
    WHERE follow_up.contact_id = ${contactId} AND follow_up.assignee_id = ${ownerId}
  UNION ALL SELECT follow_up.closed_at,
      CASE WHEN follow_up.state = 'cancelled' THEN 'follow-up-cancelled'
        WHEN follow_up.closed_itself THEN 'follow-up-closed' ELSE 'follow-up' END,
      'closed-' || follow_up.id, follow_up.title, NULL, NULL
    FROM follow_up
    WHERE follow_up.contact_id = ${contactId} AND follow_up.assignee_id = ${ownerId} AND follow_up.state != 'open'`

/** Of the time in which the add was this employee's: what had been looked into before it was handed over is not theirs to see. */
const ofReviews = (ownerId: string, contactId: string): Part => sql`
  SELECT told.at, told.kind, told.id, NULL, NULL, NULL
  FROM add
    CROSS JOIN LATERAL (
      SELECT review.opened_at, 'review-opened', 'review-opened-' || review.id FROM review WHERE review.add_id = add.id
      UNION ALL SELECT review.closed_at, 'review-' || review.outcome, 'review-' || review.id
        FROM review WHERE review.add_id = add.id AND review.closed_at IS NOT NULL
      UNION ALL SELECT appeal.at, 'appealed', 'appealed-' || appeal.id FROM appeal WHERE appeal.add_id = add.id
      UNION ALL SELECT appeal.decided_at, 'appeal-' || appeal.state, 'appeal-' || appeal.id
        FROM appeal WHERE appeal.add_id = add.id AND appeal.decided_at IS NOT NULL
    ) AS told (at, kind, id)
  WHERE add.contact_id = ${contactId} AND add.employee_id = ${ownerId}
    AND told.at >= (
      SELECT min(relation.started_at) FROM relation
      WHERE relation.contact_id = ${contactId} AND relation.employee_id = ${ownerId}
    )`

const ofChanges = (ownerId: string, contactId: string): Part => sql`
  SELECT change.at, change.kind, change.kind, NULL, change.before, change.after FROM contact_change AS change
    WHERE change.contact_id = ${contactId} AND change.employee_id = ${ownerId}`
