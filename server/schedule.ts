import type { JobQueue } from './jobs/open-jobs.ts'
import { isAnythingDue } from './jobs/due-store.ts'
import { giveLeaseBack, takeLease } from './jobs/lease-store.ts'
import type { Ports } from './ports.ts'
import type { DueWork } from './job-table.ts'

const MINUTE_MS = 60_000
/** Longer than any round; should the process die, another takes over after it. */
const LEASE_MS = 5 * MINUTE_MS
const ROUNDS = 5
const LEASE = 'schedule'

export type Schedule = {
  /** Runs everything due at this moment; returns when the queue is empty and nothing more is due. */
  runDue(): Promise<void>
  stop(): Promise<void>
}

/** Looks each minute for what has come due; of several instances one at a time. */
export function startSchedule(ports: Ports, queue: Pick<JobQueue, 'drain'>, work: DueWork[]): Schedule {
  const owner = ports.random.id()
  let running: Promise<void> = Promise.resolve()
  let atWork = 0
  const stopping = new AbortController()

  const runAll = async () => {
    for (const one of work) if (!stopping.signal.aborted) await runOne(ports, one)
  }
  const runUntilDone = async () => {
    for (let round = 0; round < ROUNDS && !stopping.signal.aborted; round += 1) {
      await withLease(ports, owner, runAll)
      await queue.drain()
      if (!(await isAnythingDue(ports.database.read, ports.clock.now()))) return
    }
  }
  const oneAtATime = (run: () => Promise<void>): Promise<void> => {
    atWork += 1
    running = running
      .catch(() => undefined)
      .then(run)
      .finally(() => {
        atWork -= 1
      })
    return running
  }
  const lookForDue = () => {
    if (atWork > 0) return
    oneAtATime(() => withLease(ports, owner, runAll)).catch((fault: unknown) =>
      ports.log.error({ fault }, 'What is due could not be looked for'),
    )
  }
  setImmediate(lookForDue)
  const eachMinute = setInterval(lookForDue, MINUTE_MS).unref()

  return {
    runDue: () => oneAtATime(runUntilDone),
    async stop() {
      stopping.abort()
      clearInterval(eachMinute)
      await running.catch(() => undefined)
    },
  }
}

/** Does nothing while another instance has the lease. */
async function withLease({ database }: Ports, owner: string, run: () => Promise<void>): Promise<void> {
  const now = await database.now()
  const until = new Date(now.getTime() + LEASE_MS)
  if (!(await database.write((tx) => takeLease(tx, { kind: LEASE, owner, now, until })))) return
  await run().finally(() => database.write((tx) => giveLeaseBack(tx, LEASE, owner)))
}

/** One kind of work that fails does not hold up the others; it is due again in a minute. */
async function runOne(ports: Ports, { name, run }: DueWork): Promise<void> {
  try {
    await run()
  } catch (fault) {
    ports.log.error({ fault, work: name }, 'Work that was due failed and is due again in a minute')
  }
}
