import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../server/database/open-database.ts'
import type { OpenDatabase } from '../../server/database/open-database.ts'
import { openJobs } from '../../server/jobs/open-jobs.ts'
import type { JobHandlers, JobQueue } from '../../server/jobs/open-jobs.ts'
import { emptyDatabase } from '../support/postgres.ts'
import type { EmptyDatabase } from '../support/postgres.ts'
import { silentLog } from '../support/silent-log.ts'

const never = (): boolean => false

describe('the job queue', () => {
  let empty: EmptyDatabase
  let database: OpenDatabase
  let queue: JobQueue
  const done: string[] = []
  let failures = 0
  let fails: () => boolean = never

  const handlers: JobHandlers = {
    'process-inbox': async () => void done.push('inbox'),
    'notify-employee': async ({ id = '' }) => {
      if (fails()) {
        failures += 1
        throw new Error('WeCom is away')
      }
      done.push(id)
    },
    'ask-provider': async () => {},
    'import-contacts': async () => {},
    'import-seats': async () => {},
    'sweep-contacts': async () => {},
    'write-export': async () => {},
    'work-off-assignment': async () => {},
  }

  beforeAll(async () => {
    empty = await emptyDatabase()
    database = await openDatabase(empty.where, silentLog)
    queue = await openJobs(database, silentLog)
    await queue.start(handlers)
  })
  afterAll(async () => {
    await queue.stop()
    await database.close()
    await empty.drop()
  })

  const send = (id: string): Promise<void> => database.write((tx) => queue.jobs.send(tx, 'notify-employee', { id }))

  it('starts a job at its commit, not at the next look, which comes each two seconds', async () => {
    const begin = performance.now()
    for (let count = 0; count < 10; count += 1) {
      await send(`quick ${count}`)
      await queue.drain()
    }
    expect(done.filter((id) => id.startsWith('quick'))).toHaveLength(10)
    expect(performance.now() - begin).toBeLessThan(10_000)
  })

  it('forgets a job whose transaction is rolled back', async () => {
    const refused = database.write(async (tx) => {
      await queue.jobs.send(tx, 'notify-employee', { id: 'rolled back' })
      throw new Error('no')
    })
    await expect(refused).rejects.toThrow('no')
    await queue.drain()
    expect(done).not.toContain('rolled back')
  })

  it('runs every job of one transaction at once, though one call wakes for all', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `together ${index}`)
    await database.write(async (tx) => {
      for (const id of ids) await queue.jobs.send(tx, 'notify-employee', { id })
    })
    const begin = performance.now()
    await queue.drain()
    expect(done.filter((id) => id.startsWith('together')).toSorted()).toEqual(ids.toSorted())
    expect(performance.now() - begin).toBeLessThan(10_000)
  })

  it('answers a burst for the inbox with few runs', async () => {
    await database.write(async (tx) => {
      for (let count = 0; count < 50; count += 1) await queue.jobs.send(tx, 'process-inbox', {})
    })
    await queue.drain()
    const runs = done.filter((id) => id === 'inbox').length
    expect(runs).toBeGreaterThan(0)
    expect(runs).toBeLessThan(5)
  })

  it('tries a failing job again, later, until it works', async () => {
    const times = failures
    fails = () => failures < times + 1
    await send('second time')
    await queue.drain()
    expect(failures).toBe(times + 1)
    expect(done).not.toContain('second time')
    await database.plain.run("UPDATE pgboss.job SET start_after = created_on WHERE state = 'retry'")
    await expect.poll(() => done, { timeout: 10_000 }).toContain('second time')
  })
})
