import { describe, expect, it } from 'vitest'
import { system } from '../../server/domain/employee.ts'
import { Problem } from '../../server/domain/problem.ts'
import { insertFollowUps } from '../../server/features/follow-up/follow-up-store.ts'
import { insertNotice } from '../../server/features/follow-up/notice-store.ts'
import { readFollowUps } from '../../server/features/follow-up/read-follow-ups.ts'
import { notifyEmployees } from '../../server/features/notice/notify-employees.ts'
import { people, useBranchGround } from '../support/branch-ground.ts'

const ground = useBranchGround()

const notify = () => notifyEmployees(system, ground.ports)
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
  const { items } = await readFollowUps(people.leadA, ground.ports, { states: ['open'], assignee: null, cursor: null })
  return items.map(({ notice }) => notice)
}

describe('A message of which nobody noted what became of it', () => {
  it('begun before the working day ended is sent again at once, and is then known to be sent', async () => {
    at('17:59')
    ground.wecomSays(() => Promise.reject(new Error('killed')))
    await assign()
    await expect(notify()).rejects.toThrow('killed')
    ground.wecomSays(takes)
    at('18:02')
    await notify()
    expect(new Set(ground.notices.map(({ card }) => JSON.stringify(card))).size).toBe(1)
    expect(ground.notices).toHaveLength(2)
    expect(await noticeStates()).toEqual(['sent'])
    at('08:30', '2026-11-24')
    await notify()
    expect(ground.notices).toHaveLength(2)
  })

  it('begun longer ago than WeCom drops repetitions for is not sent again, and nobody claims to know what became of it', async () => {
    at('17:59')
    ground.wecomSays(() => Promise.reject(new Error('killed')))
    await assign()
    await expect(notify()).rejects.toThrow('killed')
    ground.wecomSays(takes)
    at('08:30', '2026-11-24')
    await notify()
    expect(ground.notices).toHaveLength(1)
    expect(await noticeStates()).toEqual(['unknown'])
  })

  it('whose answer was lost is sent again in the evening, but not one of which WeCom said that it did not take it', async () => {
    for (const answer of ['lost', 'refused']) {
      at('17:59', answer === 'lost' ? '2026-11-24' : '2026-11-25')
      const facts = { errcode: -1, path: 'message/send', ...(answer === 'lost' && { answer }) }
      ground.wecomSays(() => Promise.reject(new Problem('wecom/unavailable', facts)))
      await assign(`样例 ${answer}`)
      await notify()
      ground.wecomSays(takes)
      at('18:02', answer === 'lost' ? '2026-11-24' : '2026-11-25')
      await notify()
    }
    expect(ground.notices).toHaveLength(3)
    expect(await noticeStates()).toEqual(['sent', 'waiting'])
  })
})

describe('Two processes that tell at the same moment', () => {
  it('make one message of all that one employee is to be told', async () => {
    at('10:00')
    const ids = [await assign('样例一'), await assign('样例二')]
    let takesOne = () => {}
    const hasOne = new Promise<void>((resolve) => (takesOne = resolve))
    const other = ground.ports.database.write(async (tx) => {
      await tx
        .selectFrom('notice')
        .select('id')
        .where('followUpId', '=', ids[1] ?? '')
        .forUpdate()
        .execute()
      takesOne()
      await new Promise((resolve) => setTimeout(resolve, 300))
    })
    await hasOne
    await Promise.all([other, notify(), notify()])
    expect(ground.notices.map(({ card }) => card.title)).toEqual(['你有 2 个新的跟进任务'])
  })
})
