import type { Reader } from '../ports.ts'

/** Id of the opening this cookie belongs to, while it lasts. */
export async function findOpening(reader: Reader, cookieHash: string, now: Date): Promise<string | undefined> {
  const found = await reader
    .selectFrom('opening')
    .select('id')
    .where('cookieHash', '=', cookieHash)
    .where('expiresAt', '>', now)
    .executeTakeFirst()
  return found?.id
}
