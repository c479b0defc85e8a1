import { loadavg } from 'node:os'
import { describe, expect, it } from 'vitest'
import { businessDayOf, DAY_MS } from '../../server/domain/business-day.ts'
import { monthOf } from '../../server/domain/calendar.ts'
import { system } from '../../server/domain/employee.ts'
import { closeDays } from '../../server/features/closing/close-days.ts'
import { writeStatements } from '../../server/features/closing/write-statements.ts'
import { targetBooks } from '../../server/features/target/read-target-books.ts'
import { createRandom } from '../../server/random.ts'
import { createVault } from '../../server/vault.ts'
import { startCluster } from '../support/postgres.ts'
import {
  analyze,
  bankSize,
  fillAdds,
  fillClosedDays,
  fillDirectory,
  fillOwnAdds,
  readsOfWholeTables,
} from '../support/fill-bank.ts'
import { silentLog } from '../support/silent-log.ts'
import { startWorld } from '../support/world.ts'
import { keepSums, measureBranches } from './measure-branches.ts'
import { compare, median } from './measure-calls.ts'
import { writeReport } from './report.ts'

const sizes = [10_000, 100_000, 1_000_000, 2_000_000]
/** A bank's own day may take so much longer than that of a database with one employee's adds. */
const budget = 1.2
const key = { id: 'v1', bytes: Buffer.from('5eed'.repeat(16), 'hex') }
const madeUpKeys = { dataKeys: [key], subjectKeys: [key] }
/** Tables that grow with the bank; each has to be among the large ones, or nothing would be proven of it. */
const growing = ['add', 'closed_day', 'contact', 'credit', 'credit_sum', 'employee', 'follow_up', 'relation']

describe('My day in a bank', () => {
  it(`of 50,000 employees and 2,000,000 adds costs at most ${budget} times what it costs in an empty one`, async () => {
    const cluster = await startCluster()
    process.env['TEST_DATABASE_URL'] = cluster.url
    const floor = await openBank()
    const bank = await openBank()
    await fillDirectory(bank.world.database, bank.now)
    await fillClosedDays(bank.world.database, bank)
    await fillClosedDays(floor.world.database, { now: floor.now, only: floor.measured })
    const growth = []
    let filled = 0
    for (const size of sizes) {
      await fillAdds(bank.world.database, { ...bank, from: filled, to: size })
      await fillOwnAdds(floor.world.database, { ...floor, from: filled, to: size })
      filled = size
      await analyze(cluster.url, bank.world.database)
      await analyze(cluster.url, floor.world.database)
      growth.push({ adds: size, ...(await compare(floor.teller, bank.teller, '/api/my-day')) })
    }
    const before = await readsOfWholeTables(bank.world.database)
    await median(bank.teller, '/api/my-day', 20)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    const after = await readsOfWholeTables(bank.world.database)
    const large = [...after.keys()]
    const wholeReads = large.filter((table) => before.get(table) !== after.get(table))
    const adds = await compare(floor.teller, bank.teller, '/api/adds')
    const kept = await keepSums(bank.world, bank.now)
    await keepSums(floor.world, floor.now)
    await analyze(cluster.url, bank.world.database)
    const branches = await measureBranches(floor, bank)
    const closing = await closeDay(bank)
    writeReport('size', {
      ...bankSize,
      load: loadavg()[0],
      myDay: growth,
      addsList: adds,
      kept,
      closing,
      branches,
      large,
      wholeReads,
    })
    await floor.world.stop()
    await bank.world.stop()
    cluster.stop()

    expect(large).toEqual(expect.arrayContaining(growing))
    expect(wholeReads).toEqual([])
    expect(growth.at(-1)?.ratio).toBeLessThanOrEqual(budget)
  })
})

async function openBank() {
  const world = await startWorld({ scenario: 'empty-day' })
  const leads = { branchId: '1', employeeId: 'lichunfeng' }
  await world.database.write((tx) => tx.insertInto('branchLead').values(leads).execute())
  const lead = await world.signIn('LiChunFeng')
  const teller = await world.signIn('HeQing')
  const operator = await world.signIn('ZhouYunFan')
  const { body } = await teller.get<{ employee: { id: string; branch: { id: string } } }>('/api/session')
  const { id: measured, branch } = body.employee
  return { world, teller, operator, lead, measured, branchId: branch.id, now: world.simulator.clock.now() }
}

/** Milliseconds to close today for everybody, and to write what each is stated for the month. */
async function closeDay({ world: { database }, now }: Awaited<ReturnType<typeof openBank>>) {
  const clock = { now: () => addDay(now) }
  const vault = createVault(madeUpKeys, createRandom(clock))
  const ports = { database, clock, vault, log: silentLog, targets: targetBooks({ operators: [] }) }
  const begun = performance.now()
  await closeDays(system, ports)
  const closed = performance.now()
  await writeStatements(ports, monthOf(businessDayOf(now)))
  return { day: closed - begun, statements: performance.now() - closed }
}

const addDay = (moment: Date): Date => new Date(moment.getTime() + DAY_MS)
