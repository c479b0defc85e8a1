import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { myDay } from '../../server/contract/target.ts'
import { seedCalendar } from '../../server/features/calendar/seed-calendar.ts'
import { findActor } from '../../server/features/employee/find-actor.ts'
import { readMyDay } from '../../server/features/target/read-my-day.ts'
import { seedTarget } from '../../server/features/target/seed-target.ts'
import { targetRoutes } from '../../server/features/target/target-routes.ts'
import { actor, startAddGround, type AddGround } from './add-ground.ts'

let ground: AddGround

beforeAll(async () => {
  ground = await startAddGround('2026-11-20T10:00:00+08:00')
  for (const id of ['e1', 'e2', 'e3', 'e4']) await ground.employee(id)
  await seedCalendar(ground.ports)
  await seedTarget(ground.ports)
})
afterAll(async () => ground.stop())

const day = (shown?: string, reader = actor('e1')) => readMyDay(reader, ground.ports, shown)
const effective = async (employeeId: string, contactId: string): Promise<void> => {
  await ground.added(employeeId, contactId)
  await ground.answered(contactId)
}

describe('The calendar', () => {
  it('knows holidays and adjusted working days of the years that are published', async () => {
    expect(await day('2026-10-01')).toMatchObject({ workingDay: false, target: 0 })
    expect(await day('2026-10-10')).toMatchObject({ workingDay: true, target: 12 })
    expect(await day('2026-11-22')).toMatchObject({ workingDay: false, target: 0 })
    expect(await day('2026-11-23')).toMatchObject({ workingDay: true, target: 12 })
  })

  it('warns of a year that is not published, and takes its statutory holidays and weekends for days off', async () => {
    expect(ground.warned).toEqual([expect.stringContaining('2027')])
    expect(await day('2027-10-01')).toMatchObject({ workingDay: false })
    expect(await day('2027-10-02')).toMatchObject({ workingDay: false })
    expect(await day('2027-10-04')).toMatchObject({ workingDay: true })
  })

  it('keeps what is there when it is sown again', async () => {
    await ground.database.write((tx) =>
      tx.updateTable('calendarDay').set({ weight: 0.5, source: 'bank' }).where('day', '=', '2026-10-10').execute(),
    )
    await seedCalendar(ground.ports)
    await seedTarget(ground.ports)
    expect(await day('2026-10-10')).toMatchObject({ target: 6 })
    const policies = await ground.database.read.selectFrom('targetPolicy').select('id').execute()
    expect(policies).toHaveLength(1)
  })
})

describe('The queries of my day', () => {
  it('are two beside the session, whatever it shows: who asks and what they may see, and their days', async () => {
    let asked = 0
    const read = ground.database.read.withPlugin({
      transformQuery: ({ node }) => {
        asked += 1
        return node
      },
      transformResult: async ({ result }) => result,
    })
    const ports = { ...ground.ports, database: { ...ground.database, read } }
    const employee = await findActor(ports, 'e1', 'zh-CN')
    expect(asked).toBe(1)
    await readMyDay(employee ?? actor('e1'), ports)
    expect(asked).toBe(2)
  })
})

describe('My day', () => {
  it('begins with nothing done and 21 working days in the month', async () => {
    expect(await day()).toMatchObject({
      day: '2026-11-20',
      target: 12,
      effective: 0,
      month: { target: 252, effective: 0, expected: null, workingDaysLeft: 6 },
      sentences: { today: '还差 12 位', month: '本月 0 / 252，均匀进度到昨天是 168；按现在的节奏月底 0。' },
    })
  })

  it('counts what became effective, what awaits and what was added', async () => {
    await effective('e1', 'a-1')
    await effective('e1', 'a-2')
    await ground.added('e1', 'a-3')
    const shown = await day()
    expect(shown).toMatchObject({ effective: 2, gained: 2, lost: 0, awaiting: 1, added: 3, followUpsDue: 0 })
    expect(shown.month).toMatchObject({ effective: 2 })
    expect(shown.sentences.today).toBe('还差 10 位')
    expect(shown.history).toHaveLength(14)
    expect(shown.history.at(-1)).toMatchObject({ day: '2026-11-20', effective: 2 })
    expect(shown.history[1]).toMatchObject({ day: '2026-11-08', workingDay: false, target: 0 })
  })

  it("shows nobody else's figures", async () => {
    await effective('e2', 'b-1')
    expect(await day(undefined, actor('e2'))).toMatchObject({ effective: 1, awaiting: 0 })
    expect(await day()).toMatchObject({ effective: 2, awaiting: 1 })
  })

  it('shows a loss as what it is', async () => {
    ground.clock.set('2026-11-23T10:00:00+08:00')
    await ground.removed('e2', 'b-1')
    expect(await day(undefined, actor('e2', { locale: 'en' }))).toMatchObject({
      effective: -1,
      gained: 0,
      lost: 1,
      sentences: { today: '13 to go (0 new, 1 lost)' },
    })
    expect(await day('2026-11-20', actor('e2'))).toMatchObject({ effective: 1, lost: 0 })
    ground.clock.set('2026-11-20T10:00:00+08:00')
  })

  it('has no target for a lead whom no policy names, and says so', async () => {
    const lead = actor('e3', { roles: ['teller', 'lead'], scope: ['branch-1'] })
    const led = { branchId: 'branch-1', employeeId: 'e3' }
    await ground.database.write((tx) => tx.insertInto('branchLead').values(led).execute())
    expect(await day(undefined, lead)).toMatchObject({
      target: null,
      month: { target: null },
      sentences: { today: '今天有效 0 位，还没有设定目标' },
    })
  })

  it('keeps the target of whoever only stands in for a lead, as the closed day will', async () => {
    const deputy = actor('e2', { roles: ['teller', 'lead'], scope: ['branch-1'] })
    expect(await day(undefined, deputy)).toMatchObject({ target: 12, month: { target: 252 } })
  })

  it('tells what the awaiting ones are likely to bring, from ten cases on', async () => {
    for (let index = 0; index < 10; index += 1) {
      const contactId = `rate-${index}`
      await ground.added('e3', contactId)
      if (index < 6) await ground.answered(contactId)
      else await ground.removed('e3', contactId)
    }
    for (const contactId of ['wait-1', 'wait-2', 'wait-3']) await ground.added('e3', contactId)
    const shown = await day(undefined, actor('e3'))
    expect(shown.month.expected).toBe(2)
    expect(shown.sentences.month).toContain('3 位待认证，按你的认证率大约会来 2 位。')
  })

  it('goes by what was decided in the last 60 days, whenever it began', async () => {
    for (let index = 0; index < 10; index += 1)
      await ground.added('e4', `passed-${index}`, new Date('2026-09-11T10:00:00+08:00'))
    for (let index = 0; index < 10; index += 1) await effective('e4', `won-${index}`)
    await ground.added('e4', 'wait-4')
    await ground.added('e4', 'wait-5')
    ground.clock.set('2026-11-20T11:00:00+08:00')
    for (let index = 0; index < 10; index += 1) await ground.settle(`passed-${index}`)
    const shown = await day(undefined, actor('e4'))
    expect(shown.month.expected).toBe(1)
    ground.clock.set('2027-01-22T10:00:00+08:00')
    expect((await day(undefined, actor('e4'))).month.expected).toBeNull()
    ground.clock.set('2026-11-20T10:00:00+08:00')
  })

  it('keeps its contract', async () => {
    const [route] = targetRoutes
    const call = { actor: actor('e1'), params: undefined, query: {}, body: undefined, ports: ground.ports }
    const reply = await route?.answer(call as never)
    expect(myDay.strict().parse(reply)).toEqual(reply)
  })
})
