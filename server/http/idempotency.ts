import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { Problem } from '../domain/problem.ts'
import type { Database, Ports, Tx } from '../ports.ts'
import {
  type Claim,
  claimKey,
  findWrite,
  keepReply,
  keepStatus,
  releaseKey,
  takeOverKey,
  type WriteKey,
} from './idempotent-write-store.ts'

const WAIT_MS = 50
const WAITS = 60
const DEAD_AFTER_MS = 60_000
/** Something of the write is committed, its answer is not kept yet. */
const COMMITTED = 102

export type Answered = { status: number; reply: object }
export type Write = WriteKey & { requestHash: string }

/**
 * Runs `work` once per actor and key; a repetition gets the kept answer, and waits up to 3 s for one that is under way.
 * Where nothing was committed (a fault, a process that died) the key is free again. Where something was and no answer was kept, the
 * repetition is told `request/key-in-progress`: rather "look again" than a second time.
 */
export async function answerOnce(
  ports: Ports,
  write: Write,
  work: (ports: Ports) => Promise<Answered>,
): Promise<Answered> {
  const { database, clock, vault } = ports
  const claim = { ...write, claimedAt: clock.now() }
  const dead = new Date(claim.claimedAt.getTime() - DEAD_AFTER_MS)
  const mine = await database.write(
    async (tx) => (await claimKey(tx, write, claim.claimedAt)) || (await takeOverKey(tx, write, dead, claim.claimedAt)),
  )
  if (!mine) return waitForAnswer(ports, write)
  const answered = await work({ ...ports, database: marking(database, claim) }).catch(async (fault: unknown) => {
    await database.write((tx) => releaseKey(tx, claim))
    throw fault
  })
  await database.write((tx) =>
    answered.status < 500
      ? keepReply(tx, claim, answered.status, { sealed: vault.seal(placeOf(write), JSON.stringify(answered.reply)) })
      : releaseKey(tx, claim),
  )
  return answered
}

/** A reply may carry what the database must not know, such as a link's token. */
const placeOf = ({ actorId, key }: WriteKey) => `idempotent_write|reply|${actorId}|${key}`

/**
 * Notes in every transaction of the write itself that something is committed under its key. Nothing is, once another has taken the
 * key over from a process that was not dead but slow.
 */
function marking(database: Database, claim: Claim): Database {
  return {
    ...database,
    write: (work) =>
      database.write(async (tx: Tx) => {
        const result = await work(tx)
        if (!(await keepStatus(tx, claim, COMMITTED))) throw new Problem('request/key-in-progress')
        return result
      }),
  }
}

async function waitForAnswer({ database, vault }: Ports, write: Write): Promise<Answered> {
  for (let waited = 0; waited < WAITS; waited += 1) {
    const kept = await findWrite(database.read, write)
    if (!kept) break
    if (kept.requestHash !== write.requestHash) throw new Problem('request/key-reused')
    if (kept.status !== null && kept.reply)
      return {
        status: kept.status,
        reply: z.looseObject({}).parse(JSON.parse(vault.open(placeOf(write), kept.reply.sealed))),
      }
    await pause(WAIT_MS)
  }
  throw new Problem('request/key-in-progress')
}
