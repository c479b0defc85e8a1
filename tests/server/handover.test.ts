import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorld, type TestWorld } from '../support/world.ts'
import { saveAnswer } from './add-ground.ts'

type Adds = {
  items: { contact: { id: string }; verdict: { status: string; reason: string | null }; addedAt: string }[]
}

const [giver, taker, third] = ['LinXiaoMan', 'ZhaoTing', 'XuChuan']
let world: TestWorld

beforeAll(async () => {
  world = await startWorld({ startAt: '2026-11-23T10:00:00+08:00' })
})
afterAll(() => world.stop())

const add = async (employeeId: string, name: string) => {
  const { contactId } = await world.control<{ contactId: string }>('adds', { employeeId, name })
  await world.product.runDue()
  return contactId
}
/** As WeCom tells it: the one relation ends by transfer, the other begins, assigned by an administrator. */
const endsByTransfer = (employeeId: string, contactId: string) =>
  world.control('deletions', { employeeId, contactId, by: 'transfer' })
const isAssigned = (employeeId: string, contactId: string) =>
  world.control('adds', { employeeId, contactId, addWay: 202 })
async function handedOver(contactId: string, from = giver, to = taker): Promise<void> {
  await endsByTransfer(from, contactId)
  await isAssigned(to, contactId)
  await world.product.runDue()
}
async function answered(contactId: string, answer = {}): Promise<void> {
  const now = world.simulator.clock.now()
  await world.database.write(async (tx) => {
    await saveAnswer(tx, contactId, { decidedAt: now, ...answer }, now)
    await tx.updateTable('add').set({ settleAt: now }).where('contactId', '=', contactId).execute()
  })
  await world.product.runDue()
}
const advance = (by: string) => world.control('clock', { advance: by })
const ofContact = async (employeeId: string, contactId: string) => {
  // A session does not outlive the hours that pass here.
  const { body } = await (await world.signIn(employeeId)).get<Adds>('/api/adds')
  return body.items
    .filter(({ contact }) => contact.id === contactId)
    .map(({ verdict, addedAt }) => `${addedAt.slice(0, 10)} ${verdict.status}`)
}
const entries = async (contactId: string) =>
  (
    await world.database.read
      .selectFrom('credit')
      .selectAll()
      .where('subject', '=', `person of ${contactId}`)
      .orderBy('step')
      .execute()
  ).map(({ employeeId, amount, reason }) => `${employeeId} ${amount} ${reason}`)

describe('A handover', () => {
  it('takes an undecided add along, window and all, and it counts for the taker (case 8)', async () => {
    const contactId = await add(giver, '虚构甲')
    const windowEnd = async () =>
      (await world.database.read.selectFrom('add').selectAll().where('contactId', '=', contactId).execute()).map(
        ({ windowEndsAt }) => windowEndsAt,
      )
    const before = await windowEnd()
    await advance('PT24H')
    await handedOver(contactId)
    expect(await ofContact(giver, contactId)).toEqual([])
    expect(await ofContact(taker, contactId)).toEqual(['2026-11-23 awaiting'])
    expect(await windowEnd()).toEqual(before)
    await answered(contactId)
    expect(await ofContact(taker, contactId)).toEqual(['2026-11-23 effective'])
    expect(await entries(contactId)).toEqual(['zhaoting 1 earned'])
  })

  it('moves no credit, and what ends after it costs nothing (case 9)', async () => {
    const contactId = await add(giver, '虚构乙')
    await answered(contactId)
    await advance('PT24H')
    await handedOver(contactId)
    await advance('PT24H')
    await world.control('deletions', { employeeId: taker, contactId, by: 'contact' })
    await world.product.runDue()
    expect(await entries(contactId)).toEqual(['linxiaoman 1 earned'])
    expect((await ofContact(giver, contactId)).map((one) => one.slice(11))).toEqual(['effective'])
    expect(await ofContact(taker, contactId)).toEqual([])
  })

  it('is the same whichever of the two relations is told first', async () => {
    const contactId = await add(giver, '虚构丙')
    await advance('PT1H')
    await isAssigned(taker, contactId)
    await world.product.runDue()
    expect((await ofContact(taker, contactId)).map((one) => one.slice(11))).toEqual(['awaiting'])
    await endsByTransfer(giver, contactId)
    await world.product.runDue()
    expect(await ofContact(giver, contactId)).toEqual([])
    await answered(contactId)
    expect(await entries(contactId)).toEqual(['zhaoting 1 earned'])
  })

  it('may go on to a third, and an answer from before it belongs to who had the contact then', async () => {
    const contactId = await add(giver, '虚构丁')
    const decidedAt = world.simulator.clock.now()
    await advance('PT1H')
    await handedOver(contactId)
    await advance('PT1H')
    await handedOver(contactId, taker, third)
    expect((await ofContact(third, contactId)).map((one) => one.slice(11))).toEqual(['awaiting'])
    await answered(contactId, { decidedAt })
    expect(await entries(contactId)).toEqual(['linxiaoman 1 earned'])
    expect((await ofContact(giver, contactId)).map((one) => one.slice(11))).toEqual(['effective'])
    expect(await ofContact(third, contactId)).toEqual([])
  })

  it('from somebody who has left goes on with what they left behind', async () => {
    await world.control('employees', { id: 'SunXuGou', name: '孙虚构', branchId: 2, position: '柜员' })
    await world.product.runDue()
    const contactId = await add('SunXuGou', '虚构戊')
    await world.control('employees/removal', { id: 'SunXuGou' })
    await world.product.runDue()
    await advance('PT1H')
    await answered(contactId)
    expect(await entries(contactId)).toEqual([])
    await isAssigned(taker, contactId)
    await world.product.runDue()
    expect(await entries(contactId)).toEqual(['zhaoting 1 earned'])
  })

  it('to somebody who has had the contact before takes nothing along: theirs stands', async () => {
    const contactId = await add(taker, '虚构己')
    await advance('PT1H')
    await world.control('adds', { employeeId: giver, contactId })
    await world.product.runDue()
    await endsByTransfer(giver, contactId)
    await world.product.runDue()
    await answered(contactId)
    expect(await entries(contactId)).toEqual(['zhaoting 1 earned'])
  })

  it('leaves as many living relations and as much credit as there were (I9)', async () => {
    const sums = async () => {
      const living = await world.database.read
        .selectFrom('relation')
        .select((all) => all.fn.countAll<number>().as('count'))
        .where('endedAt', 'is', null)
        .executeTakeFirstOrThrow()
      const credit = await world.database.read
        .selectFrom('credit')
        .select((all) => all.fn.sum<number>('amount').as('sum'))
        .executeTakeFirstOrThrow()
      return { living: living.count, credit: credit.sum }
    }
    const contacts = [await add(giver, '虚构庚'), await add(giver, '虚构辛'), await add(giver, '虚构壬')]
    await answered(contacts[0] ?? '')
    const before = await sums()
    for (const contactId of contacts) await handedOver(contactId)
    expect(await sums()).toEqual(before)
  })
})
