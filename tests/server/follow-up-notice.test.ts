import { describe, expect, it } from 'vitest'
import { system } from '../../server/domain/employee.ts'
import { Problem } from '../../server/domain/problem.ts'
import { completeFollowUp } from '../../server/features/follow-up/complete-follow-up.ts'
import { insertFollowUps } from '../../server/features/follow-up/follow-up-store.ts'
import { insertNotice } from '../../server/features/follow-up/notice-store.ts'
import { readFollowUps } from '../../server/features/follow-up/read-follow-ups.ts'
import { notifyEmployees } from '../../server/features/notice/notify-employees.ts'
import { MONDAY_TEN, people, useBranchGround } from '../support/branch-ground.ts'

const ground = useBranchGround()

const { leadA, tellerA1 } = people
const notify = () => notifyEmployees(system, ground.ports)
const away = () => Promise.reject(new Problem('wecom/unavailable'))
const takes = async () => ({ undelivered: null })
const at = (time: string, day = '2026-11-23') => ground.setTime(`${day}T${time}:00+08:00`)

/** Assigned by the lead at the clock's now. */
async function assign(title = '样例回访', assigneeId = 'teller-a1'): Promise<string> {
  const { database, clock, random } = ground.ports
  const [id, createdAt] = [random.id(), clock.now()]
  const made = { id, contactId: 'c1', assigneeId, kind: 'call' as const, title, reason: '', createdAt }
  const open = { state: 'open' as const, outcome: null, note: null, closedAt: null, closedItself: false }
  const due = { dueAt: new Date('2026-12-31T18:00:00+08:00'), priority: 'normal' as const }
  const notice = { id: random.id(), employeeId: assigneeId, followUpId: id, state: 'waiting' as const }
  await database.write(async (tx) => {
    await insertFollowUps(tx, [{ ...made, ...open, ...due, origin: 'lead', createdBy: 'lead-a' }])
    await insertNotice(tx, { ...notice, dueAt: createdAt, attempts: 0, refusal: null, createdAt, sentAt: null })
  })
  return id
}
const noticeStates = async () => {
  const { items } = await readFollowUps(leadA, ground.ports, { states: ['open'], assignee: null, cursor: null })
  return items.map(({ notice }) => notice)
}
const titles = () => ground.notices.map(({ card }) => card.title)

describe('the notice of a follow-up', () => {
  it('reaches the employee right after the assignment, with a link that opens the chat', async () => {
    const id = await assign()
    await notify()
    expect(ground.notices).toHaveLength(1)
    expect(ground.notices[0]?.employeeId).toBe('teller-a1')
    expect(ground.notices[0]?.card.url).toBe(
      `https://zhenke.example/sign-in?to=%2F%23%2Fcontact%3Ffollow-up%3D${id}%26contact%3Dc1`,
    )
    expect(ground.notices[0]?.card.title).toContain('联系人 c1')
    expect(await noticeStates()).toEqual(['sent'])
  })

  it('tells of several in one message, which opens the list', async () => {
    for (const title of ['样例一', '样例二', '样例三', '样例四']) await assign(title)
    await notify()
    expect(titles()).toEqual(['你有 4 个新的跟进任务'])
    expect(ground.notices[0]?.card.description).toContain('另有 1 个')
    expect(ground.notices[0]?.card.url).toBe('https://zhenke.example/sign-in?to=%2F%23%2Ffollow-ups')
    expect(await noticeStates()).toEqual(['sent', 'sent', 'sent', 'sent'])
  })

  it('is written in the language that the employee used last', async () => {
    const inLanguage = (locale: 'en' | null) =>
      ground.ports.database.write((tx) =>
        tx.updateTable('employee').set({ locale }).where('id', '=', 'teller-a1').execute(),
      )
    await inLanguage('en')
    await assign()
    await notify()
    await inLanguage(null)
    expect(titles()).toEqual(['Follow-up: 联系人 c1'])
  })

  const monday = '2026-11-23'
  const leave = { id: 'l1', employeeId: 'teller-a1', enteredBy: 'lead-a', enteredAt: new Date(MONDAY_TEN) }
  it.each([
    ['in the evening', '18:00', monday, '08:30', '2026-11-24'],
    ['early in the morning', '08:29', monday, '08:30', monday],
    ['on a Saturday', '11:00', '2026-11-21', '08:30', monday],
    ['on a holiday', '10:00', monday, '08:30', '2026-11-24'],
    ['on a day the branch is closed', '10:00', monday, '08:30', '2026-11-24'],
    ['in the afternoon of half a working day', '12:00', monday, '08:30', '2026-11-24'],
    ['on leave', '10:00', monday, '08:30', '2026-11-25'],
    ['on leave in the morning', '10:00', monday, '12:00', monday],
  ])('made %s it waits for the employee to be at work', async (when, made, madeOn, told, toldOn) => {
    await ground.ports.database.write(async (tx) => {
      const official = { day: monday, name: '样例假日', source: 'test' }
      const own = { branchId: '1', day: monday, weight: 0, note: '样例停业' }
      const days = { firstDay: monday, firstHalf: 'morning' as const, cancelledAt: null, cancelledBy: null }
      if (when === 'on a holiday')
        await tx
          .insertInto('calendarDay')
          .values({ ...official, weight: 0 })
          .execute()
      if (when === 'in the afternoon of half a working day')
        await tx
          .insertInto('calendarDay')
          .values({ ...official, weight: 0.5 })
          .execute()
      if (when === 'on a day the branch is closed')
        await tx
          .insertInto('branchDay')
          .values({ ...own, enteredBy: 'lead-a', enteredAt: new Date(MONDAY_TEN) })
          .execute()
      if (when === 'on leave')
        await tx
          .insertInto('leave')
          .values({ ...leave, ...days, lastDay: '2026-11-24', lastHalf: 'afternoon' })
          .execute()
      if (when === 'on leave in the morning')
        await tx
          .insertInto('leave')
          .values({ ...leave, ...days, lastDay: monday, lastHalf: 'morning' })
          .execute()
    })
    at(made, madeOn)
    await assign()
    await notify()
    expect(ground.notices).toEqual([])
    expect(await noticeStates()).toEqual(['waiting'])
    at(told, toldOn)
    await notify()
    expect(ground.notices).toHaveLength(1)
  })

  it('gathers for half an hour after a message, and a fourth of the day waits for the next working day', async () => {
    const days = ['10:00', '10:10', '10:29', '10:30', '11:30', '13:00', '16:00']
    for (const time of days) {
      at(time)
      await assign(`样例 ${time}`)
      await notify()
    }
    expect(titles()).toEqual(['跟进任务：联系人 c1', '你有 3 个新的跟进任务', '跟进任务：联系人 c1'])
    at('08:30', '2026-11-24')
    await notify()
    expect(titles()[3]).toBe('你有 2 个新的跟进任务')
  })

  it('goes out again as the very same message, later each time, while WeCom is away', async () => {
    ground.wecomSays(away)
    await assign()
    await notify()
    await notify()
    expect(ground.notices).toHaveLength(1)
    expect(await noticeStates()).toEqual(['waiting'])
    at('10:01')
    await notify()
    ground.wecomSays(takes)
    at('10:02')
    await notify()
    expect(ground.notices).toHaveLength(2)
    at('10:03')
    await notify()
    expect(ground.notices).toHaveLength(3)
    expect(new Set(ground.notices.map(({ card }) => JSON.stringify(card))).size).toBe(1)
    expect(await noticeStates()).toEqual(['sent'])
  })

  it('waits as long as WeCom says where too much was sent, and is not given up for it', async () => {
    ground.wecomSays(() => Promise.reject(new Problem('wecom/unavailable', { errcode: 45009, retryAfterSeconds: 600 })))
    await assign()
    for (let minute = 0; minute < 120; minute += 5) {
      ground.setTime(new Date(Date.parse(MONDAY_TEN) + minute * 60_000).toISOString())
      await notify()
    }
    expect(ground.notices).toHaveLength(12)
    ground.wecomSays(takes)
    at('12:00')
    await notify()
    expect(await noticeStates()).toEqual(['sent'])
  })

  it('waits as long as it takes while our set-up with WeCom is at fault', async () => {
    ground.wecomSays(() => Promise.reject(new Problem('wecom/refused', { errcode: 60020, because: 'set-up' })))
    await assign()
    for (let day = 23; day < 28; day += 1) {
      for (const hour of ['11', '13', '15', '17']) {
        at(`${hour}:00`, `2026-11-${day}`)
        await notify()
      }
    }
    expect(ground.notices.length).toBeGreaterThan(10)
    expect(await noticeStates()).toEqual(['waiting'])
    ground.wecomSays(takes)
    at('08:30', '2026-11-30')
    await notify()
    await notify()
    expect(await noticeStates()).toEqual(['sent'])
  })

  it('is sent again under the same key when the process died between sending and noting it', async () => {
    ground.wecomSays(() => Promise.reject(new Error('killed')))
    await assign()
    await expect(notify()).rejects.toThrow('killed')
    ground.wecomSays(takes)
    await assign('样例：后来的')
    await notify()
    expect(ground.notices).toHaveLength(1)
    at('10:02')
    await notify()
    await notify()
    expect(ground.notices).toHaveLength(2)
    expect(new Set(ground.notices.map(({ card }) => JSON.stringify(card))).size).toBe(1)
  })

  it.each([
    ['takes it and will not deliver it', async () => ({ undelivered: 'unreachable' })],
    ['refuses it for good', () => Promise.reject(new Problem('wecom/refused', { errcode: 44004 }))],
  ])('is shown to the lead as not delivered, each follow-up of it, when WeCom %s', async (_how, says) => {
    ground.wecomSays(says)
    await assign()
    await assign('样例：第二个')
    await notify()
    expect(await noticeStates()).toEqual(['refused', 'refused'])
    at('12:00')
    await notify()
    expect(ground.notices).toHaveLength(1)
  })

  it('is not sent for a follow-up that was done before, and leaves it out of what is told together', async () => {
    at('19:00')
    const id = await assign('样例：已完成')
    await assign('样例：未完成')
    await completeFollowUp(tellerA1, ground.ports, { id, outcome: 'reached', note: null })
    at('09:00', '2026-11-24')
    await notify()
    expect(ground.notices.map(({ card }) => card.description.split('\n')[0])).toEqual(['样例：未完成'])
  })

  it('is sent once by two senders at the same moment', async () => {
    at('19:00')
    await assign()
    at('09:00', '2026-11-24')
    await Promise.all([notify(), notify()])
    expect(ground.notices).toHaveLength(1)
  })
})
