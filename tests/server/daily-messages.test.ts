import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { system } from '../../server/domain/employee.ts'
import { Problem } from '../../server/domain/problem.ts'
import { readBranchOverview } from '../../server/features/branch/read-branch-overview.ts'
import { readUndelivered } from '../../server/features/branch/read-board.ts'
import { readDayReport } from '../../server/features/branch/read-day-report.ts'
import { insertFollowUps } from '../../server/features/follow-up/follow-up-store.ts'
import { insertNotice } from '../../server/features/follow-up/notice-store.ts'
import { notifyEmployees } from '../../server/features/notice/notify-employees.ts'
import { reportDay } from '../../server/features/notice/report-day.ts'
import { tellOverdue } from '../../server/features/notice/tell-overdue.ts'
import { people, startBranchGround } from '../support/branch-ground.ts'
import type { BranchGround } from '../support/branch-ground.ts'

let ground: BranchGround
beforeAll(async () => {
  ground = await startBranchGround()
  await ground.ports.database.write((tx) =>
    tx
      .insertInto('branchLead')
      .values([
        { branchId: '2', employeeId: 'lead-a' },
        { branchId: '1', employeeId: 'head' },
        { branchId: '3', employeeId: 'head' },
      ])
      .execute(),
  )
})
afterAll(() => ground.stop())
beforeEach(() => ground.fresh())

const monday = '2026-11-23'
const write = (...parts: Parameters<typeof ground.ports.database.write>) => ground.ports.database.write(...parts)

/** What each minute looks for, at this time. */
async function minute(time: string, day = monday): Promise<void> {
  ground.setTime(`${day}T${time}:00+08:00`)
  await tellOverdue(system, ground.ports)
  await reportDay(system, ground.ports, readDayReport)
  await notifyEmployees(system, ground.ports)
}

async function followUp(assigneeId: string, dueAt: string, told = true): Promise<void> {
  const { clock, random } = ground.ports
  const [id, createdAt] = [random.id(), clock.now()]
  const made = { id, contactId: 'c1', assigneeId, kind: 'call' as const, title: '样例回访', reason: '', createdAt }
  const open = { state: 'open' as const, outcome: null, note: null, closedAt: null, closedItself: false }
  const due = { dueAt: new Date(`${dueAt}+08:00`), priority: 'normal' as const }
  const notice = { id: random.id(), employeeId: assigneeId, followUpId: id, state: 'waiting' as const }
  await write(async (tx) => {
    await insertFollowUps(tx, [{ ...made, ...open, ...due, origin: 'lead', createdBy: 'lead-b' }])
    if (told) return
    await insertNotice(tx, { ...notice, dueAt: createdAt, attempts: 0, refusal: null, createdAt, sentAt: null })
  })
}

const leave = (employeeId: string, firstHalf: 'morning' | 'afternoon', lastHalf: 'morning' | 'afternoon') =>
  write(async (tx) => {
    const span = { firstDay: monday, firstHalf, lastDay: monday, lastHalf }
    const entered = { enteredBy: 'head', enteredAt: new Date(`${monday}T08:00:00+08:00`) }
    await tx
      .insertInto('leave')
      .values({ id: `l-${employeeId}`, employeeId, ...span, ...entered, cancelledAt: null, cancelledBy: null })
      .execute()
  })
const toldTo = (employeeId: string) => ground.notices.filter((one) => one.employeeId === employeeId)

describe('the overdue digest', () => {
  it('tells at 09:00 how many are overdue and since when, once, and whoever has none is told nothing', async () => {
    await followUp('teller-a1', '2026-11-20T18:00:00')
    await followUp('teller-a1', '2026-11-19T12:00:00')
    await followUp('teller-a2', '2026-11-23T09:00:00')
    await minute('08:59')
    expect(ground.notices).toEqual([])
    await minute('09:00')
    await minute('09:01')
    await minute('14:00')
    expect(ground.notices.map(({ employeeId, card }) => [employeeId, card.title])).toEqual([
      ['teller-a1', '有 2 个跟进任务已逾期'],
    ])
    expect(ground.notices[0]?.card.description).toContain('11-19 12:00')
  })

  it('comes on working days only, after half a day of leave at noon, and not on leave', async () => {
    await leave('teller-a1', 'morning', 'morning')
    await leave('teller-a2', 'morning', 'afternoon')
    await followUp('teller-a1', '2026-11-20T18:00:00')
    await followUp('teller-a2', '2026-11-20T18:00:00')
    await followUp('teller-b1', '2026-11-20T18:00:00')
    await minute('09:00', '2026-11-22')
    expect(ground.notices).toEqual([])
    await minute('09:00')
    expect(ground.notices.map(({ employeeId }) => employeeId)).toEqual(['teller-b1'])
    await minute('12:00')
    expect(toldTo('teller-a1')).toHaveLength(1)
    expect(toldTo('teller-a2')).toEqual([])
  })

  it('is one of the three messages of the day', async () => {
    await followUp('teller-a1', '2026-11-20T18:00:00')
    await minute('09:00')
    for (const time of ['10:00', '11:00', '14:00']) {
      ground.setTime(`${monday}T${time}:00+08:00`)
      await followUp('teller-a1', '2026-12-31T18:00:00', false)
      await minute(time)
    }
    expect(toldTo('teller-a1')).toHaveLength(3)
  })
})

describe("the lead's day report", () => {
  it('comes at 17:30 with the sums of the branch and a link, and no name of a person', async () => {
    await followUp('teller-a1', '2026-11-20T18:00:00')
    await minute('17:29')
    expect(toldTo('lead-a')).toEqual([])
    await minute('17:30')
    await minute('17:45')
    expect(toldTo('lead-a').map(({ card }) => ({ ...card, duplicateKey: '' }))).toEqual([
      {
        title: '样例网点 2今日日报',
        description: '今日有效 0，新加 0，本月 0\n待处理：逾期的分派任务 1',
        button: '看网点',
        url: 'https://zhenke.example/sign-in?to=%2F%23%2Fbranch',
        duplicateKey: '',
      },
    ])
    expect(JSON.stringify(toldTo('lead-a'))).not.toMatch(/员工|联系人/)
  })

  it('tells of a branch below another of theirs with it', async () => {
    await minute('17:30')
    expect(toldTo('head').map(({ card }) => card.title)).toEqual(['样例网点 1今日日报'])
  })

  it('tells of three branches and counts the others', async () => {
    const more = ['4', '5', '6', '7']
    const made = { parentId: '1', position: 2, updatedAt: new Date(monday), removedAt: null }
    await write(async (tx) => {
      const rows = more.map((id) => ({ ...made, id, name: `样例网点 ${id}` }))
      await tx.insertInto('branch').values(rows).execute()
      const led = more.map((branchId) => ({ branchId, employeeId: 'lead-a' }))
      await tx.insertInto('branchLead').values(led).execute()
    })
    await minute('17:30')
    const [told] = toldTo('lead-a')
    expect(told?.card.title).toBe('5 个网点的今日日报')
    expect(told?.card.description.match(/样例网点 \d/g)).toEqual(['样例网点 2', '样例网点 4', '样例网点 5'])
    expect(told?.card.description).toMatch(/\n另有 2 个网点$/)
    await write((tx) => tx.deleteFrom('branchLead').where('branchId', 'in', more).execute())
  })

  it('comes at 11:30 on half a working day, and not on a day off or on leave', async () => {
    const half = { day: '2026-11-24', weight: 0.5, name: '样例半天', source: 'test' }
    await write(async (tx) => void (await tx.insertInto('calendarDay').values(half).execute()))
    await leave('lead-a', 'afternoon', 'afternoon')
    await minute('17:30')
    await minute('17:30', '2026-11-22')
    expect(toldTo('lead-a')).toEqual([])
    await minute('11:30', '2026-11-24')
    expect(toldTo('lead-a')).toHaveLength(1)
    await minute('17:30', '2026-11-24')
    expect(toldTo('lead-a')).toHaveLength(1)
  })

  it('has its place among the three messages of the day kept', async () => {
    for (const time of ['09:00', '10:00', '11:00']) {
      ground.setTime(`${monday}T${time}:00+08:00`)
      await followUp('lead-a', '2026-12-31T18:00:00', false)
      await minute(time)
    }
    expect(toldTo('lead-a')).toHaveLength(2)
    await minute('17:30')
    expect(toldTo('lead-a').at(-1)?.card.title).toContain('日报')
  })

  describe('of a lead who has a stand-in', () => {
    const standIn = (leadId: string, deputyId: string, lastDay = monday) =>
      write(async (tx) => {
        await tx.deleteFrom('standIn').execute()
        const entered = {
          enteredBy: leadId,
          enteredAt: new Date(`${monday}T08:00:00+08:00`),
          endedBy: null,
          endedAt: null,
        }
        const row = { id: `s-${leadId}`, leadId, deputyId, firstDay: '2026-11-20', lastDay, ...entered }
        await tx.insertInto('standIn').values(row).execute()
      })
    const titlesOf = (employeeId: string) => toldTo(employeeId).map(({ card }) => card.title)
    const noStandIn = () => write(async (tx) => void (await tx.deleteFrom('standIn').execute()))

    it('goes to the stand-in while the lead is on leave, once, of the branch they stand in for', async () => {
      await standIn('lead-a', 'teller-a1')
      await leave('lead-a', 'morning', 'afternoon')
      await minute('17:30')
      await minute('17:40')
      expect(titlesOf('teller-a1')).toEqual(['样例网点 2今日日报'])
      expect(titlesOf('lead-a')).toEqual([])
      await noStandIn()
    })

    it('goes to the lead while the lead is at work', async () => {
      await standIn('lead-a', 'teller-a1')
      await minute('17:30')
      expect(titlesOf('lead-a')).toHaveLength(1)
      expect(titlesOf('teller-a1')).toEqual([])
      await noStandIn()
    })

    it('goes to nobody when the stand-in is over or on leave too', async () => {
      await standIn('lead-a', 'teller-a1', '2026-11-22')
      await leave('lead-a', 'morning', 'afternoon')
      await minute('17:30')
      await standIn('lead-a', 'teller-a2')
      await leave('teller-a2', 'morning', 'afternoon')
      await minute('17:40')
      for (const id of ['lead-a', 'teller-a1', 'teller-a2']) expect(titlesOf(id)).toEqual([])
      await noStandIn()
    })

    it('comes together with the own one of a stand-in who leads a branch', async () => {
      await standIn('lead-a', 'head')
      await leave('lead-a', 'morning', 'afternoon')
      await minute('17:30')
      expect(toldTo('head')).toHaveLength(1)
      expect(toldTo('head')[0]?.card.description).toContain('样例网点 2')
      await noStandIn()
    })
  })
})

describe('A digest or report that does not arrive', () => {
  const asked = { branchId: '2', cursor: undefined }
  const listed = async () =>
    (await readUndelivered(people.leadA, ground.ports, asked)).items.map(({ employeeId, kind, day, delivery }) =>
      [employeeId, kind, day, delivery].join(' '),
    )
  const owed = async () =>
    (await readBranchOverview(people.leadA, ground.ports, { branchId: '2', day: null })).owed.undeliveredNotices

  it('is one of the messages of the branch that were not delivered, for seven days', async () => {
    ground.wecomSays(async () => ({ undelivered: 'unlicensed' }))
    await followUp('teller-a1', '2026-11-20T18:00:00')
    await minute('09:00')
    await minute('17:30')
    expect(await listed()).toEqual([`lead-a day-report ${monday} refused`, `teller-a1 overdue ${monday} refused`])
    expect(await owed()).toBe(2)
    ground.setTime('2026-11-30T09:00:00+08:00')
    expect([await listed(), await owed()]).toEqual([[], 0])
  })

  it('is told once however often, until one arrives', async () => {
    ground.wecomSays(async () => ({ undelivered: 'unlicensed' }))
    await followUp('teller-a1', '2026-11-20T18:00:00')
    await minute('09:00')
    await minute('09:00', '2026-11-24')
    expect(await listed()).toEqual(['teller-a1 overdue 2026-11-24 refused'])
    ground.wecomSays(async () => ({ undelivered: null }))
    await minute('09:00', '2026-11-25')
    expect([await listed(), await owed()]).toEqual([[], 0])
  })

  it('is said not to have gone out where WeCom was away the whole day', async () => {
    ground.wecomSays(() => Promise.reject(new Problem('wecom/unavailable')))
    await followUp('teller-a1', '2026-11-20T18:00:00')
    await minute('09:00')
    ground.wecomSays(async () => ({ undelivered: null }))
    ground.setTime('2026-11-24T08:59:00+08:00')
    await notifyEmployees(system, ground.ports)
    expect(await listed()).toEqual([`teller-a1 overdue ${monday} missed`])
  })
})
