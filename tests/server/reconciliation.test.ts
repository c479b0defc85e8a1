import { afterEach, describe, expect, it } from 'vitest'
import { brokenInvariants } from '../support/ledger-invariants.ts'
import { employees, startCountingWorld, type CountingWorld, type Finding } from './counting-ground.ts'

let ground: CountingWorld
afterEach(() => ground.stop())

const [lin, zhao] = employees
const found: Finding = { outcome: 'verified', assurance: 'sms', isEmployee: false, delay: 'PT0S', notice: 'in time' }
const at = (text: string): Date => new Date(`2026-${text}:00+08:00`)
const travelTo = (text: string): Promise<void> => ground.travelTo(at(text), async () => undefined)
const read = () => ground.world.database.read

/** What happens now is told by no event, as after WeCom has tried in vain. */
async function lost(happens: () => Promise<unknown>, events = 1): Promise<void> {
  await ground.world.control('faults', { path: 'callback', drop: true, times: events })
  await happens()
  await ground.settle()
}
async function heard(happens: () => Promise<unknown>): Promise<void> {
  await happens()
  await ground.settle()
}

/** Two days of one bank; `some` are the events that may be lost. */
async function live(some: typeof lost): Promise<void> {
  ground = await startCountingWorld()
  const add = (who: string, name: string) => ground.add(who, { name }, 'in time')
  await travelTo('11-24T10:00')
  const credited = await add(lin, '示例甲')
  const moved = await add(lin, '示例乙')
  const again = await add(zhao, '示例丙')
  await some(() => add(zhao, '示例丁'))
  await ground.verify(lin, credited, found)
  await ground.verify(zhao, again, found)
  await travelTo('11-24T21:15')
  await travelTo('11-25T10:00')
  await some(() => ground.remove(lin, credited, 'employee', 'in time'))
  await some(() => ground.handOver(lin, zhao, moved), 2)
  await travelTo('11-25T11:00')
  await some(() => ground.remove(zhao, again, 'employee', 'in time'))
  await travelTo('11-25T12:00')
  await some(() => ground.world.control('adds', { employeeId: zhao, contactId: again }))
  await travelTo('11-25T21:15')
}

async function state() {
  const relations = await read()
    .selectFrom('relation')
    .innerJoin('contact', 'contact.id', 'relation.contactId')
    .select(['relation.employeeId', 'contact.name', 'relation.startedAt', 'relation.endedAt'])
    .where('contact.name', 'like', '示例%')
    .where('relation.endedAt', 'is', null)
    .orderBy('contact.name')
    .execute()
  const adds = await read()
    .selectFrom('add')
    .innerJoin('contact', 'contact.id', 'add.contactId')
    .select(['add.employeeId', 'contact.name', 'add.verdictStatus', 'add.verdictReason'])
    .where('contact.name', 'like', '示例%')
    .orderBy('contact.name')
    .orderBy('add.employeeId')
    .execute()
  const sums = await read().selectFrom('creditSum').selectAll().orderBy('employeeId').orderBy('day').execute()
  return {
    relations: relations.map(({ employeeId, name }) => `${employeeId} ${name}`),
    adds: adds.map((add) => `${add.employeeId} ${add.name} ${add.verdictStatus} ${add.verdictReason ?? ''}`),
    sums: sums.map(({ employeeId, day, gained, lost: taken }) => `${employeeId} ${day} +${gained} -${taken}`),
  }
}
const facts = () => read().selectFrom('relationFact').selectAll().orderBy('contactId').orderBy('at').execute()
const sweeps = () => read().selectFrom('contactSweep').selectAll().orderBy('startedAt').execute()

describe('What no callback told', () => {
  it('is found in the evening, so that the state is that of a bank whose callbacks all came, and the next evening finds nothing (I3)', async () => {
    await live(heard)
    const whole = await state()
    expect(await sweeps()).toMatchObject([
      { started: 0, ended: 0 },
      { started: 0, ended: 0 },
    ])
    await ground.stop()

    await live(lost)
    expect(await sweeps()).toMatchObject([
      { started: 1, ended: 0, doubted: 0 },
      { started: 2, ended: 3, doubted: 0 },
    ])
    expect(await state()).toEqual(whole)
    expect(await brokenInvariants(read())).toEqual([])
    const known = await facts()
    await travelTo('11-26T21:15')
    expect((await sweeps()).at(-1)).toMatchObject({ started: 0, ended: 0, finishedAt: expect.any(Date) })
    expect(await facts()).toEqual(known)
    expect(await state()).toEqual(whole)
  })
})
