import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { system } from '../../server/domain/employee.ts'
import { processInbox } from '../../server/features/callback/process-inbox.ts'
import { recordRelation, type RelationEvent } from '../../server/features/contact/record-relation.ts'
import { importDirectory } from '../../server/features/employee/import-directory.ts'
import { forgetEmployees, type Ground, startGround } from '../support/ports-on-simulator.ts'

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

const employeeId = 'linxiaoman'
const scan = async (name: string, more = {}) =>
  String((await ground.control('adds', { employeeId: 'LinXiaoMan', name, ...more }))['contactId'])
const remove = (contactId: string, by: string) =>
  ground.control('deletions', { employeeId: 'LinXiaoMan', contactId, by })
const forward = (advance: string) => ground.control('clock', { advance })
const settle = () => ground.control('clock', { advance: 'PT1S' })

/** What the composition does with an event of a relation. */
async function record(event: RelationEvent): Promise<void> {
  const effect = await recordRelation(system, ground.ports, event)
  await ground.ports.database.write(effect)
}
const handleInbox = () =>
  processInbox(ground.ports, (event) =>
    event.kind === 'ignored' || !('contactId' in event) || event.kind === 'transfer-failed'
      ? Promise.resolve(async () => undefined)
      : recordRelation(system, ground.ports, event),
  )

const relations = (contactId: string) =>
  ground.ports.database.read
    .selectFrom('relation')
    .select(['startedAt', 'endedAt', 'endedBy'])
    .where('contactId', '=', contactId)
    .orderBy('startedAt')
    .execute()
const adds = () => ground.ports.database.read.selectFrom('add').selectAll().orderBy('contactId').execute()
const contactRow = (id: string) =>
  ground.ports.database.read.selectFrom('contact').selectAll().where('id', '=', id).executeTakeFirst()
const profile = (contactId: string) =>
  ground.ports.database.read
    .selectFrom('relationProfile')
    .selectAll()
    .where('contactId', '=', contactId)
    .executeTakeFirst()

const second = (offset: number) =>
  new Date(Math.floor(ground.ports.clock.now().getTime() / 1000) * 1000 + offset * 1000)
const added = (contactId: string, at: Date): RelationEvent => ({
  kind: 'contact-added',
  employeeId,
  contactId,
  at,
  channel: '',
  welcomeCode: null,
})

describe('An add, from the scan to its row', () => {
  it('keeps contact, relation, profile and an add that awaits verification, and tells what follows', async () => {
    const contactId = await scan('晚风', { state: 'counter-1', addWay: 1 })
    await handleInbox()
    expect(await contactRow(contactId)).toMatchObject({ name: '晚风', kind: 'wechat' })
    expect(await relations(contactId)).toMatchObject([{ endedAt: null }])
    expect(await profile(contactId)).toMatchObject({ channel: 'counter-1', addWay: 1, tags: [] })
    const { branchId } = await ground.ports.database.read
      .selectFrom('employee')
      .select('branchId')
      .where('id', '=', employeeId)
      .executeTakeFirstOrThrow()
    expect(await adds()).toMatchObject([
      { employeeId, contactId, branchId, verdictStatus: 'awaiting', verdictReason: 'not-verified' },
    ])
    expect(ground.told).toEqual([{ kind: 'relation-changed', contactId, employeeId, change: 'started' }])
  })

  it('of two people in one second is two adds', async () => {
    await Promise.all([scan('晚风'), scan('阿树')])
    await settle()
    await handleInbox()
    expect(await adds()).toHaveLength(2)
  })

  it('that comes half is none until the full one comes', async () => {
    const contactId = await scan('晚风', { half: true })
    await settle()
    await handleInbox()
    expect([await adds(), await relations(contactId), ground.told]).toEqual([[], [], []])
    await scan('晚风')
    await settle()
    await handleInbox()
    expect(await adds()).toHaveLength(1)
  })

  it('begins with the earliest of event and createtime, and keeps its start when it is told again', async () => {
    const contactId = await scan('晚风')
    await handleInbox()
    const [first] = await adds()
    await record(added(contactId, new Date((first?.startedAt.getTime() ?? 0) - 60_000)))
    await record(added(contactId, new Date((first?.startedAt.getTime() ?? 0) + 60_000)))
    const [moved] = await adds()
    expect((first?.startedAt.getTime() ?? 0) - (moved?.startedAt.getTime() ?? 0)).toBe(60_000)
    expect(moved?.id).toBe(first?.id)
    expect(await relations(contactId)).toHaveLength(1)
  })

  it('told again changes nothing and tells nobody (I1)', async () => {
    const contactId = await scan('晚风')
    await handleInbox()
    const before = [await adds(), await relations(contactId)]
    const [{ startedAt } = { startedAt: new Date(0) }] = await relations(contactId)
    for (let repetition = 0; repetition < 3; repetition += 1) await record(added(contactId, startedAt))
    expect([await adds(), await relations(contactId)]).toEqual(before)
    expect(ground.told).toHaveLength(1)
  })

  it('keeps the policy that was valid on the day it started, the most specific one', async () => {
    const parameters = {
      verificationWindowDays: 30,
      retentionDays: 7,
      requireAccountHolder: true,
      leastAssurance: 'sms',
    }
    const policy = (id: string, validFrom: string, validTo: string | null, more = {}) => ({
      id,
      scope: 'branch' as const,
      branchId: '1',
      role: null,
      employeeId: null,
      validFrom,
      validTo,
      amount: 12,
      per: 'day' as const,
      parameters: JSON.stringify(parameters),
      createdBy: 'zhouqi',
      createdAt: ground.ports.clock.now(),
      ...more,
    })
    await ground.ports.database.write((tx) =>
      tx
        .insertInto('targetPolicy')
        .values([
          policy('whole-bank', '2026-01-01', null, { branchId: null }),
          policy('root-until-today', '2026-01-01', '2026-11-23'),
          policy('root', '2026-11-23', null),
          policy('another-employee', '2026-01-01', null, { scope: 'employee', branchId: null, employeeId: 'nobody' }),
        ])
        .execute(),
    )
    await scan('晚风')
    await settle()
    await handleInbox()
    expect(await adds()).toMatchObject([{ policyId: 'root' }])
  })

  it('of an employee whom the directory does not have yet takes the branch from WeCom', async () => {
    await forgetEmployees(ground.ports.database, [employeeId])
    await scan('晚风')
    await settle()
    await handleInbox()
    const branchId = (await ground.ports.wecom.readEmployee(employeeId))?.branchId
    expect(await adds()).toMatchObject([{ branchId }])
  })

  it('is kept when WeCom tells nothing of the contact any more', async () => {
    await record(added('wmGONE', second(-60)))
    expect(await contactRow('wmGONE')).toMatchObject({ name: '' })
    expect(await adds()).toHaveLength(1)
  })
})

describe('The end of a relation', () => {
  it.each([
    ['contact', 'contact'],
    ['employee', 'employee'],
    ['transfer', 'transfer'],
  ])('says who ended it: %s', async (by, endedBy) => {
    const contactId = await scan('晚风')
    await forward('PT1H')
    await remove(contactId, by)
    await settle()
    await handleInbox()
    expect(await relations(contactId)).toMatchObject([{ endedBy }])
    expect(ground.told.at(-1)).toMatchObject({ change: 'ended' })
  })

  it('is followed by a second relation, not a second add, when the two are related again', async () => {
    const contactId = await scan('晚风')
    await forward('PT1H')
    await remove(contactId, 'contact')
    await forward('PT24H')
    await scan('晚风')
    await settle()
    await handleInbox()
    expect(await relations(contactId)).toMatchObject([{ endedBy: 'contact' }, { endedAt: null }])
    const [first] = await relations(contactId)
    expect(await adds()).toMatchObject([{ startedAt: first?.startedAt }])
  })

  it('is not undone by WeCom still showing the contact (F31)', async () => {
    const contactId = await scan('晚风')
    await handleInbox()
    const [{ startedAt } = { startedAt: new Date(0) }] = await relations(contactId)
    await forward('PT1H')
    await remove(contactId, 'contact')
    await settle()
    await handleInbox()
    await record(added(contactId, startedAt))
    expect(await relations(contactId)).toMatchObject([{ endedBy: 'contact' }])
  })
})

describe('An edit', () => {
  it('refreshes what WeCom keeps beside the relation, and begins nothing', async () => {
    const contactId = await scan('晚风')
    await record({ kind: 'contact-edited', employeeId, contactId, at: second(0) })
    expect([await adds(), await contactRow(contactId)]).toEqual([[], undefined])
    await handleInbox()
    await ground.control('edits', { employeeId: 'LinXiaoMan', contactId, remark: '晚风 王女士' })
    await settle()
    await handleInbox()
    expect(await profile(contactId)).toMatchObject({ remark: '晚风 王女士' })
    expect(ground.told.at(-1)).toMatchObject({ change: 'edited' })
  })
})
