import type { Reader } from '../ports.ts'

/** Whether any row waits for a moment that has come. */
export async function isAnythingDue(reader: Reader, now: Date): Promise<boolean> {
  const due = await reader
    .selectFrom('callbackEvent')
    .select('dueAt as at')
    .where('dueAt', '<=', now)
    .unionAll(reader.selectFrom('notice').select('dueAt as at').where('dueAt', '<=', now))
    .unionAll(reader.selectFrom('message').select('dueAt as at').where('dueAt', '<=', now))
    .unionAll(reader.selectFrom('add').select('settleAt as at').where('settleAt', '<=', now))
    .unionAll(reader.selectFrom('identityRequest').select('askAgainAt as at').where('askAgainAt', '<=', now))
    .unionAll(reader.selectFrom('review').select('dueAt as at').where('closedAt', 'is', null).where('dueAt', '<=', now))
    .limit(1)
    .executeTakeFirst()
  return due !== undefined
}
