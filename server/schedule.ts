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
  let running: Promise<void> = Promise.resolve()
  let stopping = false
  const owner = ports.random.id()

  async function runRounds(): Promise<void> {
    for (let round = 0; round < ROUNDS && !stopping; round += 1) {
      for (const one of work) await runOne(ports, one)
      await queue.drain()
      if (!(await isAnythingDue(ports.database.read, ports.clock.now()))) return
    }
  }

  async function runWithLease(): Promise<void> {
    const now = await ports.database.now()
    const until = new Date(now.getTime() + LEASE_MS)
    if (!(await ports.database.write((tx) => takeLease(tx, { kind: LEASE, owner, now, until })))) return queue.drain()
    await runRounds().finally(() => ports.database.write((tx) => giveLeaseBack(tx, LEASE, owner)))
  }

  const runDue = (): Promise<void> => {
    running = running.catch(() => undefined).then(runWithLease)
    return running
  }
  const eachMinute = setInterval(() => {
    runDue().catch((fault: unknown) => ports.log.error({ fault }, 'What is due could not be looked for'))
  }, MINUTE_MS).unref()

  return {
    runDue,
    async stop() {
      stopping = true
      clearInterval(eachMinute)
      await running.catch(() => undefined)
    },
  }
}

/** One kind of work that fails does not hold up the others; it is due again in a minute. */
async function runOne(ports: Ports, { name, run }: DueWork): Promise<void> {
  try {
    await run()
  } catch (fault) {
    ports.log.error({ fault, work: name }, 'Work that was due failed and is due again in a minute')
  }
}
