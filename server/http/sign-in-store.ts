import type { Tx } from '../ports.ts'
import type { SignInTable } from '../session-tables.ts'

export async function insertSignIn(tx: Tx, signIn: SignInTable): Promise<void> {
  await tx.insertInto('signIn').values(signIn).execute()
}

/** Uses a state up, once, in the browser that began it; returns where to go, or undefined for any other, used or older one. */
export async function useSignIn(
  tx: Tx,
  given: { stateHash: string; browserHash: string },
  now: Date,
  notBefore: Date,
): Promise<string | undefined> {
  const used = await tx
    .updateTable('signIn')
    .set({ usedAt: now })
    .where('stateHash', '=', given.stateHash)
    .where('browserHash', '=', given.browserHash)
    .where('usedAt', 'is', null)
    .where('createdAt', '>', notBefore)
    .returning('returnTo')
    .executeTakeFirst()
  return used?.returnTo
}

export async function forgetSignIns(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('signIn').where('createdAt', '<', before).execute()
}
