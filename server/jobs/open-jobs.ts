import { setTimeout as pause } from 'node:timers/promises'
import { CompiledQuery } from 'kysely'
import { PgBoss } from 'pg-boss'
import type { ConstructorOptions } from 'pg-boss'
import type { Database, JobKind, Jobs, Log, Tx } from '../ports.ts'
import { jobKinds, queues } from './queues.ts'

export type JobHandlers = Record<JobKind, (facts: Record<string, string>) => Promise<void>>
export type JobQueue = {
  jobs: Jobs
  /** Begins to work; a handler that throws is tried again. */
  start(handlers: JobHandlers): Promise<void>
  /** Resolves when nothing runs and nothing is queued that could start now; a job that waits for its next attempt does not hold it up. */
  drain(): Promise<void>
  /** Lets running handlers end, at most 4 s, and takes no more. */
  stop(): Promise<void>
}
type PlainDatabase = Pick<Database, 'listen'> & {
  plain: { run(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }> }
}
type QueueDatabase = NonNullable<ConstructorOptions['db']>
type Job = { data: Record<string, string> }

const STOP_MS = 4_000
const BACKSTOP_SECONDS = 2
const DRAIN_PAUSE_MS = 15

/** Opens the queue on a database whose job tables are installed already (open-database.ts). */
export async function openJobs(database: PlainDatabase, log: Log): Promise<JobQueue> {
  const boss = new PgBoss({
    db: queueDatabase(database),
    migrate: false,
    schedule: false,
    reindex: false, // needs the owner
    monitorVacuum: false,
    useListenNotify: true,
    superviseIntervalSeconds: 15,
    monitorIntervalSeconds: 15,
  })
  boss.on('error', (fault) => log.error({ fault }, 'The job queue met a fault'))
  boss.on('warning', (warning) => log.warn({ warning: warning.message }, 'The job queue warns'))
  // Before the start, which reads every queue into its cache: a first send inside a PGlite transaction would wait for itself.
  await ensureQueues(boss)
  await boss.start()
  return {
    jobs: {
      async send(tx, kind, facts) {
        await boss.send(kind, facts, { db: transactionDatabase(tx) })
      },
    },
    async start(handlers) {
      for (const kind of jobKinds) await work(boss, kind, handlers[kind], log)
    },
    drain: () => drain(database),
    stop: () => stop(boss),
  }
}

/** Writes only what is not there as it should be: each start waits for it. */
async function ensureQueues(boss: PgBoss): Promise<void> {
  const known = new Map<string, object>((await boss.getQueues()).map((queue) => [queue.name, queue]))
  for (const kind of jobKinds) {
    const { options } = queues[kind]
    const there = known.get(kind)
    if (!there) await boss.createQueue(kind, options)
    else if (!isMatch(there, options)) await boss.updateQueue(kind, options)
  }
}

const isMatch = (there: object, options: object): boolean =>
  Object.entries(options).every(([name, value]) => Reflect.get(there, name) === value)

async function work(boss: PgBoss, kind: JobKind, handler: JobHandlers[JobKind], log: Log): Promise<void> {
  const { together, workers } = queues[kind]
  const options = {
    batchSize: together,
    pollingIntervalSeconds: BACKSTOP_SECONDS,
    notifyPollingIntervalSeconds: BACKSTOP_SECONDS,
  }
  for (let count = 0; count < workers; count += 1) {
    const worker: string = await boss.work<Record<string, string>>(kind, options, async (batch) => {
      // One NOTIFY may stand for many jobs: look again at once, until a look finds nothing.
      boss.notifyWorker(worker)
      try {
        for (const facts of distinct(batch)) await handler(facts)
      } catch (fault) {
        log.error({ fault, job: kind }, 'A job failed and will be tried again')
        throw fault
      }
    })
  }
}

function distinct(batch: Job[]): Job['data'][] {
  return [...new Map(batch.map((job) => [JSON.stringify(job.data), job.data])).values()]
}

/** pg-boss's own graceful stop looks only twice a second whether the handlers have ended. */
async function stop(boss: PgBoss): Promise<void> {
  const ended = Promise.all(jobKinds.map((kind) => boss.offWork(kind, { wait: true })))
  const deadline = new AbortController()
  const tooLong = pause(STOP_MS, undefined, { signal: deadline.signal }).catch(() => {})
  await Promise.race([ended, tooLong])
  deadline.abort()
  await boss.stop({ graceful: false })
}

async function drain(database: PlainDatabase): Promise<void> {
  const unfinished = `SELECT EXISTS (SELECT 1 FROM pgboss.job WHERE name = ANY ($1::text[])
    AND (state = 'active' OR (state IN ('created', 'retry') AND start_after <= pgboss.job_now()))) AS left`
  for (;;) {
    const { rows } = await database.plain.run(unfinished, [jobKinds])
    if (rows[0]?.['left'] !== true) return
    await pause(DRAIN_PAUSE_MS)
  }
}

function queueDatabase(database: PlainDatabase): QueueDatabase {
  return {
    // An empty list of values means none: only then may the text hold several statements.
    executeSql: (text, values) => database.plain.run(text, values?.length ? values : undefined),
    async listen(channel, heard, listening) {
      const end = await database.listen(channel, heard)
      listening()
      return { close: end }
    },
  }
}

function transactionDatabase(tx: Tx): QueueDatabase {
  return {
    async executeSql(text, values) {
      const { rows } = await tx.withoutPlugins().executeQuery(CompiledQuery.raw(text, values ?? []))
      return { rows }
    },
  }
}
