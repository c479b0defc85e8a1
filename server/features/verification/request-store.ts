import type { ConsentText } from '../../domain/verification-words.ts'
import type { FailureReason } from '../../domain/verification.ts'
import type { Reader, Tx } from '../../ports.ts'
import type {
  ConsentTable,
  IdentityRequestTable,
  IdentityResultTable,
  IdentityStepTable,
} from '../../verification-tables.ts'

export type IdentityRequest = IdentityRequestTable

export const findRequest = (reader: Reader, id: string): Promise<IdentityRequest | undefined> =>
  reader.selectFrom('identityRequest').selectAll().where('id', '=', id).executeTakeFirst()

/** The last request of this link, with why it failed if it did. */
export async function findLastRequest(
  reader: Reader,
  promptId: string,
): Promise<(IdentityRequest & { failure: FailureReason | null }) | undefined> {
  const request = await reader
    .selectFrom('identityRequest')
    .selectAll()
    .where('promptId', '=', promptId)
    .orderBy('submittedAt', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (!request) return undefined
  const result = await reader
    .selectFrom('identityResult')
    .select(['outcome', 'reason'])
    .where('requestId', '=', request.id)
    .orderBy('version', 'desc')
    .executeTakeFirst()
  return { ...request, failure: result?.outcome === 'failed' ? (result.reason ?? 'other') : null }
}

export async function insertRequest(
  tx: Tx,
  request: Pick<IdentityRequest, 'id' | 'contactId' | 'promptId' | 'openingId' | 'recipient' | 'submittedAt'>,
): Promise<void> {
  const fresh = { providerId: null, state: 'sending' as const, version: 0, maskedPhone: null, askAgainAt: null }
  await tx
    .insertInto('identityRequest')
    .values({ ...request, ...fresh })
    .execute()
}

export async function updateRequest(tx: Tx, id: string, change: Partial<IdentityRequest>): Promise<void> {
  await tx.updateTable('identityRequest').set(change).where('id', '=', id).execute()
}

export const findDueRequests = (reader: Reader, now: Date): Promise<IdentityRequest[]> =>
  reader
    .selectFrom('identityRequest')
    .selectAll()
    .where('askAgainAt', '<=', now)
    .orderBy('askAgainAt')
    .limit(100)
    .execute()

export async function hasResult(reader: Reader, requestId: string): Promise<boolean> {
  const found = await reader
    .selectFrom('identityResult')
    .select('version')
    .where('requestId', '=', requestId)
    .executeTakeFirst()
  return found !== undefined
}

export async function insertResult(tx: Tx, result: IdentityResultTable): Promise<void> {
  await tx.insertInto('identityResult').values(result).execute()
}

/** False for a step that is known: only the first time it is told says when it was. */
export async function noteStep(tx: Tx, step: IdentityStepTable): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('identityStep')
    .values(step)
    .onConflict((conflict) => conflict.columns(['requestId', 'version']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Who the contact is leaves; what proves that somebody was verified, and the keyed hash, stay. */
export async function forgetIdentity(tx: Tx, contactId: string): Promise<void> {
  await tx
    .updateTable('identityResult')
    .set({ subjectRef: null, maskedName: null })
    .where('contactId', '=', contactId)
    .execute()
}

type GivenFor = Omit<ConsentTable, 'id' | 'kind' | 'withdrawnAt'>

/** Rows that are written once; only a withdrawal adds its time. */
export async function insertConsents(
  tx: Tx,
  texts: ConsentText[],
  { recipientName, ...given }: GivenFor,
  newId: () => string,
): Promise<void> {
  const rows = texts.map(({ kind }) => ({
    ...given,
    id: newId(),
    kind,
    recipientName: kind === 'provider' ? recipientName : null,
    withdrawnAt: null,
  }))
  await tx.insertInto('consent').values(rows).execute()
}

/** How many were withdrawn. */
export async function withdrawConsents(tx: Tx, contactId: string, now: Date): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('consent')
    .set({ withdrawnAt: now })
    .where('contactId', '=', contactId)
    .where('withdrawnAt', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

export async function hasConsent(reader: Reader, contactId: string): Promise<boolean> {
  const found = await reader
    .selectFrom('consent')
    .select('id')
    .where('contactId', '=', contactId)
    .where('withdrawnAt', 'is', null)
    .executeTakeFirst()
  return found !== undefined
}

/** False for a webhook that was taken before. */
export async function noteWebhook(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('webhookSeen')
    .values({ id, receivedAt: now })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}
