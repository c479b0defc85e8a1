import type { JSONColumnType } from 'kysely'

/** Who is signed in, and the writes of theirs that may be sent again. */
export type SignInTable = {
  stateHash: string
  browserHash: string
  returnTo: string
  createdAt: Date
  usedAt: Date | null
}
export type SessionTable = {
  tokenHash: string
  employeeId: string
  createdAt: Date
  seenAt: Date
  endedAt: Date | null
}
export type IdempotentWriteTable = {
  actorId: string
  key: string
  requestHash: string
  status: number | null
  reply: JSONColumnType<{ sealed: string } | null>
  createdAt: Date
}
