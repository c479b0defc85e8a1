import { sql } from 'kysely'
import { DAY_MS } from '../../domain/business-day.ts'
import type { Tx } from '../../ports.ts'

/** So long a server may have been away without missing anybody. */
const LOOKED_BACK_MS = 90 * DAY_MS

export async function forgetOpenings(tx: Tx, before: Date): Promise<void> {
  await tx
    .deleteFrom('opening')
    .where('expiresAt', '<', before)
    // Where the first browser is taken for the contact's, forgetting it would let the next one in.
    .where(({ not, and, exists, selectFrom, eb }) =>
      not(
        and([
          eb('opening.recipient', '=', 'unconfirmed'),
          exists(
            selectFrom('prompt')
              .select('prompt.id')
              .whereRef('prompt.id', '=', 'opening.promptId')
              .where('prompt.tokenHash', 'is not', null),
          ),
        ]),
      ),
    )
    .execute()
}

/** A link stays the way back for whoever declined by it, and for whoever has a consent to withdraw. */
export async function forgetLinks(tx: Tx, before: Date): Promise<void> {
  await tx
    .updateTable('prompt')
    .set({ tokenHash: null })
    .where('tokenHash', 'is not', null)
    .where('endedAt', '<', before)
    .where('endedBecause', 'is distinct from', 'declined')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('consent')
            .innerJoin('identityRequest', 'identityRequest.openingId', 'consent.openingId')
            .select('consent.id')
            .whereRef('identityRequest.promptId', '=', 'prompt.id')
            .where('consent.withdrawnAt', 'is', null),
        ),
      ),
    )
    .execute()
}

export async function forgetWebhooks(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('webhookSeen').where('receivedAt', '<', before).execute()
}

/** The provider never said that it had them. */
export async function forgetUnsentRequests(tx: Tx, before: Date): Promise<void> {
  await tx
    .deleteFrom('identityRequest')
    .where('state', '=', 'sending')
    .where('providerId', 'is', null)
    .where('submittedAt', '<', before)
    .execute()
}

export async function forgetCodePhones(tx: Tx, before: Date): Promise<void> {
  await tx
    .updateTable('identityRequest')
    .set({ maskedPhone: null })
    .where('state', 'in', ['pending', 'challenge'])
    .where('maskedPhone', 'is not', null)
    .where('submittedAt', '<', before)
    .execute()
}

/** Who somebody is, once nobody of the bank has had them for so long; that they were verified, and the keyed hash, stay. */
export async function forgetIdentities(tx: Tx, before: Date): Promise<void> {
  await sql`
    UPDATE identity_result SET subject_ref = NULL, masked_name = NULL
    FROM relation
    WHERE relation.ended_at >= ${new Date(before.getTime() - LOOKED_BACK_MS)} AND relation.ended_at < ${before}
      AND identity_result.contact_id = relation.contact_id
      AND (identity_result.subject_ref IS NOT NULL OR identity_result.masked_name IS NOT NULL)
      AND NOT EXISTS (
        SELECT 1 FROM relation AS later
        WHERE later.contact_id = relation.contact_id AND (later.ended_at IS NULL OR later.ended_at >= ${before})
      )`.execute(tx)
}
