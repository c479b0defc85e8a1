import type { Reader, Tx } from '../ports.ts'
import type { SessionTable } from '../session-tables.ts'

export async function insertSession(tx: Tx, session: SessionTable): Promise<void> {
  await tx.insertInto('session').values(session).execute()
}

export async function findSession(reader: Reader, tokenHash: string): Promise<SessionTable | undefined> {
  return reader.selectFrom('session').selectAll().where('tokenHash', '=', tokenHash).executeTakeFirst()
}

/** Those of `tokenHashes` that nobody has ended; their age is the caller's to judge. */
export async function findOpenSessions(reader: Reader, tokenHashes: string[]): Promise<SessionTable[]> {
  return reader
    .selectFrom('session')
    .selectAll()
    .where('tokenHash', 'in', tokenHashes)
    .where('endedAt', 'is', null)
    .execute()
}

export async function touchSession(tx: Tx, tokenHash: string, seenAt: Date): Promise<void> {
  await tx.updateTable('session').set({ seenAt }).where('tokenHash', '=', tokenHash).execute()
}

export async function endSession(tx: Tx, tokenHash: string, endedAt: Date): Promise<void> {
  await tx
    .updateTable('session')
    .set({ endedAt })
    .where('tokenHash', '=', tokenHash)
    .where('endedAt', 'is', null)
    .execute()
}

export async function endSessionsOf(tx: Tx, employeeId: string, endedAt: Date): Promise<void> {
  await tx
    .updateTable('session')
    .set({ endedAt })
    .where('employeeId', '=', employeeId)
    .where('endedAt', 'is', null)
    .execute()
}

/** Forgets sessions that began before `before`; kept a while as proof of who was signed in. */
export async function forgetSessions(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('session').where('createdAt', '<', before).execute()
}

export async function findBranchName(reader: Reader, branchId: string): Promise<string> {
  const found = await reader.selectFrom('branch').select('name').where('id', '=', branchId).executeTakeFirst()
  return found?.name ?? branchId
}
