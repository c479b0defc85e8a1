import type { Reader, Tx } from '../../ports.ts'
import type { OpeningTable } from '../../verification-tables.ts'
import type { Prompt } from './prompt-store.ts'

export type Opening = OpeningTable

export async function insertOpening(
  tx: Tx,
  opening: Pick<Opening, 'id' | 'promptId' | 'cookieHash' | 'recipient' | 'createdAt' | 'expiresAt'>,
): Promise<void> {
  await tx
    .insertInto('opening')
    .values({ ...opening, stateHash: null, codeHash: null, codeExpiresAt: null })
    .execute()
}

export async function updateOpening(tx: Tx, id: string, change: Partial<Opening>): Promise<void> {
  await tx.updateTable('opening').set(change).where('id', '=', id).execute()
}

export const findOpening = (reader: Reader, id: string): Promise<Opening | undefined> =>
  reader.selectFrom('opening').selectAll().where('id', '=', id).executeTakeFirst()

export const findOpeningByCookie = (reader: Reader, cookieHash: string, now: Date): Promise<Opening | undefined> =>
  reader
    .selectFrom('opening')
    .selectAll()
    .where('cookieHash', '=', cookieHash)
    .where('expiresAt', '>', now)
    .executeTakeFirst()

/** Whom the link was sent to, with the opening's state used up; undefined for a state that is unknown, used or old. */
export async function takeState(
  tx: Tx,
  stateHash: string,
  now: Date,
): Promise<{ openingId: string; contactId: string } | undefined> {
  const opening = await tx
    .updateTable('opening')
    .set({ stateHash: null })
    .where('stateHash', '=', stateHash)
    .where('expiresAt', '>', now)
    .returning(['id', 'promptId'])
    .executeTakeFirst()
  if (!opening) return undefined
  const prompt = await tx
    .selectFrom('prompt')
    .select('contactId')
    .where('id', '=', opening.promptId)
    .executeTakeFirstOrThrow()
  return { openingId: opening.id, contactId: prompt.contactId }
}

/** Uses up the one-time code; false when it is not this opening's, or too old. */
export async function takeCode(tx: Tx, openingId: string, codeHash: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('opening')
    .set({ codeHash: null, codeExpiresAt: null })
    .where('id', '=', openingId)
    .where('codeHash', '=', codeHash)
    .where('codeExpiresAt', '>', now)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Whether a browser was bound to the link already (CONTACT_OAUTH=off). */
export async function isLinkBound(reader: Reader, promptId: string): Promise<boolean> {
  const bound = await reader
    .selectFrom('opening')
    .select('id')
    .where('promptId', '=', promptId)
    .where('recipient', '=', 'unconfirmed')
    .executeTakeFirst()
  return bound !== undefined
}

export const findPromptOf = (reader: Reader, promptId: string): Promise<Prompt> =>
  reader.selectFrom('prompt').selectAll().where('id', '=', promptId).executeTakeFirstOrThrow()
