import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type EmployeeActor, system } from '../../server/domain/employee.ts'
import { assignFollowUps } from '../../server/features/follow-up/assign-follow-ups.ts'
import { cancelFollowUp } from '../../server/features/follow-up/cancel-follow-up.ts'
import { completeFollowUp } from '../../server/features/follow-up/complete-follow-up.ts'
import { postponeFollowUp } from '../../server/features/follow-up/postpone-follow-up.ts'
import { reassignFollowUp } from '../../server/features/follow-up/reassign-follow-up.ts'
import { undoCompletion } from '../../server/features/follow-up/undo-completion.ts'
import { notifyEmployees } from '../../server/features/notice/notify-employees.ts'
import { MONDAY_TEN, people, startBranchGround } from '../support/branch-ground.ts'
import type { BranchGround } from '../support/branch-ground.ts'

let ground: BranchGround
beforeAll(async () => {
  ground = await startBranchGround()
})
afterAll(() => ground.stop())
beforeEach(async () => {
  await ground.fresh()
  await setSeat('teller-a1', true)
})

const { leadA, tellerA1, tellerA2 } = people
const [monday, tuesday, wednesday, thursday] = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'] as const
const at = (time: string, day: string = tuesday) => ground.setTime(`${day}T${time}:00+08:00`)
const notify = () => notifyEmployees(system, ground.ports)
const told = () => ground.notices.map(({ employeeId, card }) => [employeeId, card.description.split('\n')[0]])

async function setSeat(id: string, hasSeat: boolean): Promise<void> {
  await ground.ports.database.write((tx) => tx.updateTable('employee').set({ hasSeat }).where('id', '=', id).execute())
}
/** Every day at 15:00 from Monday on, and told already. */
async function begin(by: EmployeeActor = leadA, contactIds = ['c2'], title = '样例：每天'): Promise<string[]> {
  const dueAt = new Date('2026-11-23T15:00:00+08:00')
  const what = { kind: 'call', title, reason: '样例原因', dueAt, priority: 'normal', repeats: 'day' } as const
  const whom = { contactIds, assigneeIds: ['teller-a1'], filter: null, includeOnLeave: false, talkScriptId: null }
  const { created } = await assignFollowUps(by, ground.ports, { ...what, ...whom })
  await notify()
  ground.notices.length = 0
  return created.map(({ id }) => id)
}
const complete = (id: string | undefined, by = tellerA1) =>
  completeFollowUp(by, ground.ports, { id: id ?? '', outcome: 'reached', note: null })
const postpone = (id: string, day: string, by = tellerA1) =>
  postponeFollowUp(by, ground.ports, { id, dueAt: new Date(`${day}T15:00:00+08:00`) })
/** Who was told by then, day by day. */
async function toldOn(days: string[]): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {}
  for (const day of days) {
    at('08:30', day)
    await notify()
    all[day] = told().map(([who]) => who)
    ground.notices.length = 0
  }
  return all
}
async function nextOf(id: string | undefined): Promise<string> {
  const rows = ground.ports.database.read
    .selectFrom('followUp')
    .select('id')
    .where('followsId', '=', id ?? '')
  return (await rows.executeTakeFirstOrThrow()).id
}

describe('The next of a follow-up that repeats', () => {
  it('is told to its assignee when the working day on which it is due begins, and not before', async () => {
    const [id] = await begin()
    await complete(id)
    for (const [time, day] of [
      ['17:59', monday],
      ['08:29', tuesday],
    ] as const) {
      at(time, day)
      await notify()
      expect(told()).toEqual([])
    }
    at('08:30')
    await notify()
    expect(told()).toEqual([['teller-a1', '样例：每天']])
  })

  it('is told with the others of the day in one message', async () => {
    const ids = [...(await begin()), ...(await begin(leadA, ['c1'], '样例：每天也'))]
    for (const id of ids) await complete(id)
    at('08:30')
    await notify()
    expect(ground.notices.map(({ card }) => card.title)).toEqual(['你有 2 个新的跟进任务'])
  })

  it('is told after the leave of its assignee', async () => {
    const [id] = await begin()
    await complete(id)
    const day = { firstDay: tuesday, firstHalf: 'morning', lastDay: tuesday, lastHalf: 'afternoon' } as const
    const entered = { enteredBy: 'lead-a', enteredAt: new Date(MONDAY_TEN), cancelledBy: null, cancelledAt: null }
    await ground.ports.database.write((tx) =>
      tx
        .insertInto('leave')
        .values({ id: 'l1', employeeId: 'teller-a1', ...day, ...entered })
        .execute(),
    )
    at('08:30')
    await notify()
    expect(told()).toEqual([])
    at('08:30', wednesday)
    await notify()
    expect(told()).toEqual([['teller-a1', '样例：每天']])
  })

  it('is told as their own to whoever made the series for themselves', async () => {
    const [id] = await begin(tellerA1)
    await complete(id)
    at('08:30')
    await notify()
    expect(ground.notices.map(({ card }) => card.description)).toEqual([
      '样例：每天\n样例原因\n自己安排，11-24 15:00 前完成',
    ])
  })

  it('is told at once to a colleague who gets it because the one before lost their seat', async () => {
    const [id] = await begin()
    await setSeat('teller-a1', false)
    await complete(id)
    await notify()
    expect(told()).toEqual([['teller-a2', '样例：每天']])
  })

  it('is told to that colleague when they are at work again', async () => {
    const [id] = await begin()
    await setSeat('teller-a1', false)
    at('18:30', monday)
    await complete(id)
    await notify()
    expect(told()).toEqual([])
    at('08:30')
    await notify()
    expect(told()).toEqual([['teller-a2', '样例：每天']])
  })

  it('shows itself in the open sidebar of whoever has it', async () => {
    const [id] = await begin()
    await setSeat('teller-a1', false)
    await complete(id)
    const event = { kind: 'follow-up-changed', assigneeId: 'teller-a2', contactId: 'c2', change: 'assigned' }
    expect(ground.told).toContainEqual({ ...event, followUpId: await nextOf(id) })
  })

  it.each([
    ['the assignee', tellerA1],
    ['the lead', leadA],
  ])('is told on its new day, and not on its old one, where %s put it off before', async (_who, by) => {
    const [id] = await begin()
    await complete(id)
    await postpone(await nextOf(id), wednesday, by)
    expect(await toldOn([tuesday, wednesday, thursday])).toEqual({
      [tuesday]: [],
      [wednesday]: ['teller-a1'],
      [thursday]: [],
    })
  })

  it('is told on its new day where that is the earlier one', async () => {
    const [id] = await begin()
    await complete(id)
    await postpone(await nextOf(id), wednesday)
    at('11:00', monday)
    await postpone(await nextOf(id), monday)
    await notify()
    expect(told()).toEqual([['teller-a1', '样例：每天']])
    ground.notices.length = 0
    expect(await toldOn([tuesday, wednesday])).toEqual({ [tuesday]: [], [wednesday]: [] })
  })

  it('is told once, however often it is put off after its day has begun', async () => {
    const [id] = await begin()
    await complete(id)
    expect(await toldOn([tuesday])).toEqual({ [tuesday]: ['teller-a1'] })
    await postpone(await nextOf(id), wednesday)
    expect(await toldOn([wednesday])).toEqual({ [wednesday]: [] })
  })

  it('is told at once to whoever it was given to, put off or not', async () => {
    const [id] = await begin()
    await complete(id)
    at('18:30', monday)
    await reassignFollowUp(leadA, ground.ports, { id: await nextOf(id), assigneeId: tellerA2.id })
    await postpone(await nextOf(id), thursday, leadA)
    expect(await toldOn([tuesday, thursday])).toEqual({ [tuesday]: ['teller-a2'], [thursday]: [] })
  })

  it.each([
    [
      'it was cancelled',
      async (id: string) => cancelFollowUp(leadA, ground.ports, { id: await nextOf(id), reason: null }),
    ],
    ['the completion was taken back', (id: string) => undoCompletion(tellerA1, ground.ports, { id })],
  ])('is told to nobody on its new day where it was put off and then %s', async (_how, end) => {
    const [id = ''] = await begin()
    await complete(id)
    await postpone(await nextOf(id), wednesday)
    await end(id)
    expect(await toldOn([tuesday, wednesday])).toEqual({ [tuesday]: [], [wednesday]: [] })
  })

  it('is not told where it was left out this once, and the one after it on its own day', async () => {
    const [id] = await begin()
    await complete(id)
    await cancelFollowUp(leadA, ground.ports, { id: await nextOf(id), reason: null, once: true })
    expect(await toldOn([tuesday, wednesday])).toEqual({ [tuesday]: [], [wednesday]: ['teller-a1'] })
  })

  it.each([
    ['cancelled', (id: string) => cancelFollowUp(leadA, ground.ports, { id, reason: null })],
    ['completed', (id: string) => complete(id)],
  ])('is not told where it was %s before its day', async (_how, close) => {
    const [id] = await begin()
    await complete(id)
    await close(await nextOf(id))
    at('08:30')
    await notify()
    expect(told()).toEqual([])
  })

  it('is told to whoever it was given to instead', async () => {
    const [id] = await begin()
    await complete(id)
    await reassignFollowUp(leadA, ground.ports, { id: await nextOf(id), assigneeId: tellerA2.id })
    at('08:30')
    await notify()
    expect(told()).toEqual([['teller-a2', '样例：每天']])
  })

  it('goes, with what was to be told of it, when the completion is taken back', async () => {
    const [id = ''] = await begin()
    await complete(id)
    await undoCompletion(tellerA1, ground.ports, { id })
    at('08:30')
    await notify()
    expect(told()).toEqual([])
    await complete(id)
    at('08:30', wednesday)
    await notify()
    expect(told()).toEqual([['teller-a1', '样例：每天']])
  })
})
