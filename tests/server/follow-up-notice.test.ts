import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { system } from '../../server/domain/employee.ts'
import { Problem } from '../../server/domain/problem.ts'
import { assignFollowUps } from '../../server/features/follow-up/assign-follow-ups.ts'
import { completeFollowUp } from '../../server/features/follow-up/complete-follow-up.ts'
import type { FollowUpView } from '../../server/features/follow-up/follow-up-view.ts'
import { notifyEmployees } from '../../server/features/notice/notify-employees.ts'
import { readFollowUps } from '../../server/features/follow-up/read-follow-ups.ts'
import { people, startBranchGround } from '../support/branch-ground.ts'
import type { BranchGround } from '../support/branch-ground.ts'

let ground: BranchGround
beforeAll(async () => {
  ground = await startBranchGround()
  await ground.queue.start({
    'process-inbox': async () => {},
    'notify-employee': () => notifyEmployees(system, ground.ports),
    'ask-provider': async () => {},
    'import-contacts': async () => {},
  })
})
afterAll(() => ground.stop())
beforeEach(() => ground.fresh())

const { leadA, tellerA1 } = people
const notify = () => notifyEmployees(system, ground.ports)
const away = () => Promise.reject(new Problem('wecom/unavailable'))

async function assignOne(): Promise<FollowUpView> {
  const dueAt = new Date('2026-12-31T18:00:00+08:00')
  const what = {
    contactIds: ['c1'],
    assigneeIds: null,
    kind: 'call',
    title: '样例回访',
    reason: '',
    dueAt,
    priority: 'normal',
  } as const
  const { created } = await assignFollowUps(leadA, ground.ports, { ...what, contactIds: ['c1'] })
  await ground.queue.drain()
  if (!created[0]) throw new Error('nothing was assigned')
  return created[0]
}
const noticeOf = async (): Promise<string | null | undefined> => {
  const { items } = await readFollowUps(leadA, ground.ports, { states: ['open'], assignee: null, cursor: null })
  return items[0]?.notice
}

describe('the notice of a follow-up', () => {
  it('reaches the employee right after the assignment, with a link that opens the chat', async () => {
    const { id } = await assignOne()
    expect(ground.notices).toHaveLength(1)
    expect(ground.notices[0]?.employeeId).toBe('teller-a1')
    expect(ground.notices[0]?.card.url).toBe(`https://zhenke.example/#/contact?follow-up=${id}&contact=c1`)
    expect(ground.notices[0]?.card.title).toContain('联系人 c1')
    expect(await noticeOf()).toBe('sent')
  })

  it.each([
    ['in the evening', '2026-11-23T18:00:00+08:00', '2026-11-24T08:30:00+08:00'],
    ['early in the morning', '2026-11-23T08:29:59+08:00', '2026-11-23T08:30:00+08:00'],
    ['on a Saturday', '2026-11-21T11:00:00+08:00', '2026-11-23T08:30:00+08:00'],
  ])('made %s it waits for the next working hour', async (_when, made, told) => {
    ground.setTime(made)
    await assignOne()
    await notify()
    expect(ground.notices).toEqual([])
    expect(await noticeOf()).toBe('waiting')
    ground.setTime(told)
    await notify()
    expect(ground.notices).toHaveLength(1)
  })

  it('respects a holiday of the calendar', async () => {
    await ground.ports.database.write(async (tx) => {
      await tx
        .insertInto('calendarDay')
        .values({ day: '2026-11-23', weight: 0, name: '样例假日', source: 'test' })
        .execute()
    })
    await assignOne()
    await notify()
    expect(ground.notices).toEqual([])
    ground.setTime('2026-11-24T08:30:00+08:00')
    await notify()
    expect(ground.notices).toHaveLength(1)
  })

  it('is sent again, later each time and under the same key, while WeCom is away', async () => {
    ground.wecomSays(away)
    await assignOne()
    await notify()
    expect(ground.notices).toHaveLength(1)
    expect(await noticeOf()).toBe('waiting')
    ground.setTime('2026-11-23T10:01:00+08:00')
    await notify()
    ground.wecomSays(async () => ({ undelivered: null }))
    ground.setTime('2026-11-23T10:02:59+08:00')
    await notify()
    expect(ground.notices).toHaveLength(2)
    ground.setTime('2026-11-23T10:03:00+08:00')
    await notify()
    expect(ground.notices).toHaveLength(3)
    expect(new Set(ground.notices.map(({ card }) => JSON.stringify(card))).size).toBe(1)
    expect(await noticeOf()).toBe('sent')
  })

  it('waits as long as it takes while our set-up with WeCom is at fault', async () => {
    ground.wecomSays(() => Promise.reject(new Problem('wecom/refused', { errcode: 60020, because: 'set-up' })))
    await assignOne()
    for (let day = 23; day < 28; day += 1) {
      for (const hour of ['11', '13', '15', '17']) {
        ground.setTime(`2026-11-${day}T${hour}:00:00+08:00`)
        await notify()
      }
    }
    expect(ground.notices.length).toBeGreaterThan(10)
    expect(await noticeOf()).toBe('waiting')
    ground.wecomSays(async () => ({ undelivered: null }))
    ground.setTime('2026-11-30T08:30:00+08:00')
    await notify()
    expect(await noticeOf()).toBe('sent')
  })

  it('is sent again under the same key when the process died between sending and noting it', async () => {
    ground.wecomSays(() => Promise.reject(new Error('killed')))
    ground.setTime('2026-11-23T18:00:00+08:00')
    await assignOne()
    ground.setTime('2026-11-24T09:00:00+08:00')
    await expect(notify()).rejects.toThrow('killed')
    ground.wecomSays(async () => ({ undelivered: null }))
    await notify()
    expect(ground.notices).toHaveLength(1)
    ground.setTime('2026-11-24T09:02:00+08:00')
    await notify()
    await notify()
    expect(ground.notices).toHaveLength(2)
    expect(new Set(ground.notices.map(({ card }) => card.duplicateKey)).size).toBe(1)
  })

  it.each([
    ['takes it and will not deliver it', async () => ({ undelivered: 'unreachable' })],
    ['refuses it for good', () => Promise.reject(new Problem('wecom/refused', { errcode: 60011 }))],
  ])('is shown to the lead as not delivered when WeCom %s', async (_how, says) => {
    ground.wecomSays(says)
    await assignOne()
    expect(await noticeOf()).toBe('refused')
    ground.setTime('2026-11-23T12:00:00+08:00')
    await notify()
    expect(ground.notices).toHaveLength(1)
  })

  it('is not sent for a follow-up that was done before', async () => {
    ground.setTime('2026-11-23T19:00:00+08:00')
    const { id } = await assignOne()
    await completeFollowUp(tellerA1, ground.ports, { id, outcome: 'reached', note: null })
    ground.setTime('2026-11-24T09:00:00+08:00')
    await notify()
    expect(ground.notices).toEqual([])
  })

  it('is sent once by two senders at the same moment', async () => {
    ground.setTime('2026-11-23T19:00:00+08:00')
    await assignOne()
    ground.setTime('2026-11-24T09:00:00+08:00')
    await Promise.all([notify(), notify()])
    expect(ground.notices).toHaveLength(1)
  })
})
