import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { system } from '../../server/domain/employee.ts'
import { importContacts } from '../../server/features/contact/import-contacts.ts'
import { importDirectory } from '../../server/features/employee/import-directory.ts'
import type { WeCom } from '../../server/wecom-port.ts'
import { type Ground, startGround } from '../support/ports-on-simulator.ts'

let ground: Ground
beforeAll(async () => {
  ground = await startGround({ scenario: 'empty-day' })
})
beforeEach(async () => {
  await ground.fresh()
  await importDirectory(system, ground.ports)
  ground.told.length = 0
})
afterAll(() => ground.stop())

const read = () => ground.ports.database.read
const adds = () => read().selectFrom('add').selectAll().orderBy('contactId').execute()
const progress = () => read().selectFrom('importProgress').selectAll().executeTakeFirst()
const countingFrom = () => read().selectFrom('setting').selectAll().where('name', '=', 'countingFrom').execute()
/** WeCom in pages of three, so that an import of the seeded world has several. */
function inSmallPages(wecom: WeCom, stopAfter = Number.POSITIVE_INFINITY): WeCom {
  let pages = 0
  return {
    ...wecom,
    readContactsOf: async (ids, cursor) => {
      pages += 1
      if (pages > stopAfter) throw new Error('killed')
      const from = Number(cursor || 0)
      const { found } = await wecom.readContactsOf(ids, '')
      const next = from + 3
      return { found: found.slice(from, next), nextCursor: next < found.length ? String(next) : '' }
    },
  }
}

describe('The first import', () => {
  it('brings every relation that WeCom knows, with an add from before the counting', async () => {
    await importContacts(system, ground.ports)
    const { relations }: { relations: { visible: boolean }[] } = JSON.parse(ground.simulator.save())
    const all = await adds()
    expect(all).toHaveLength(relations.length)
    expect(all.length).toBeGreaterThan(10)
    expect(ground.told.filter((event) => event.kind === 'relation-changed')).toHaveLength(all.length)
    expect((await countingFrom()).map((row) => row.value)).toEqual([{ day: '2026-11-23' }])
    expect(all.every((add) => add.startedAt < new Date('2026-11-23T00:00:00+08:00'))).toBe(true)
  })

  it('tells how far it is', async () => {
    await importContacts(system, ground.ports)
    const done = await progress()
    expect(done).toMatchObject({ name: 'contacts', finishedAt: expect.any(Date) })
    expect(done?.done).toBe(done?.total)
    expect(ground.logged.filter((line) => line.startsWith('Contacts are being imported')).length).toBeGreaterThan(0)
  })

  it('stopped after any page goes on where it was and ends the same', async () => {
    const { wecom } = ground.ports
    for (let stopAfter = 0; stopAfter < 12; stopAfter += 1) {
      ground.ports.wecom = inSmallPages(wecom, 1)
      await importContacts(system, ground.ports).catch(() => undefined)
      if ((await progress())?.finishedAt) break
      expect((await adds()).length).toBe((stopAfter + 1) * 3 > 20 ? 20 : (stopAfter + 1) * 3)
    }
    ground.ports.wecom = inSmallPages(wecom)
    await importContacts(system, ground.ports)
    const resumed = (await adds()).map(({ contactId, employeeId, startedAt }) => ({ contactId, employeeId, startedAt }))
    await ground.fresh()
    await importDirectory(system, ground.ports)
    await importContacts(system, ground.ports)
    const whole = (await adds()).map(({ contactId, employeeId, startedAt }) => ({ contactId, employeeId, startedAt }))
    expect(resumed).toEqual(whole)
  })

  it('run again at once, or by two processes at the same time, changes nothing', async () => {
    await Promise.all([importContacts(system, ground.ports), importContacts(system, ground.ports)])
    const once = await adds()
    await ground.ports.database.write((tx) => tx.deleteFrom('importProgress').execute())
    ground.told.length = 0
    await importContacts(system, ground.ports)
    expect(await adds()).toEqual(once)
    expect(ground.told).toEqual([])
  })

  it('never moves the day from which adds count', async () => {
    await importContacts(system, ground.ports)
    await ground.control('clock', { advance: 'PT72H' })
    await ground.ports.database.write((tx) => tx.deleteFrom('importProgress').execute())
    await importContacts(system, ground.ports)
    expect((await countingFrom()).map((row) => row.value)).toEqual([{ day: '2026-11-23' }])
  })

  it('reads the employees again from their first page when the kept cursor has become too old', async () => {
    ground.ports.wecom = inSmallPages(ground.ports.wecom, 1)
    await importContacts(system, ground.ports).catch(() => undefined)
    // The simulator gave out no such cursor, so it refuses it (40035).
    ground.ports.wecom = ground.another()
    await importContacts(system, ground.ports)
    expect(await adds()).toHaveLength(20)
  })
})
