import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { readBranchOverview } from '../../server/contract/branch.ts'
import { readBranchTargets } from '../../server/contract/branch-targets.ts'
import { defaultParameters } from '../../server/domain/policy.ts'
import type { Caller } from '../support/caller.ts'
import { startWorld, type TestWorld } from '../support/world.ts'

type Overview = z.output<typeof readBranchOverview.reply>
type Targets = z.output<typeof readBranchTargets.reply>
type Span = 'day' | 'month'

const today = '2026-11-23'

let world: TestWorld
let lead: Caller
let head: Caller
beforeAll(async () => {
  world = await startWorld({ startAt: `${today}T10:00:00+08:00` })
  await layTargets(world)
  lead = await world.signIn('LiChunFeng')
  head = await world.signIn('FanHeWan')
  const [firstDay, lastDay] = [today, today]
  for (const [employeeId, firstHalf] of [
    ['LinXiaoMan', 'afternoon'],
    ['HeQing', 'morning'],
  ] as const)
    await head.post('/api/leave', { employeeId, firstDay, firstHalf, lastDay, lastHalf: 'afternoon' })
})
afterAll(() => world.stop())

/** Beside the bank's own policy: a month's amount for account managers, an amount for one teller alone, two who are new, and a lead of the whole bank. */
async function layTargets({ database }: TestWorld): Promise<void> {
  const version = {
    validFrom: '2026-11-01',
    validTo: null,
    parameters: JSON.stringify(defaultParameters),
    createdBy: 'zhouyunfan',
    createdAt: new Date('2026-10-20T10:00:00+08:00'),
  }
  const managers = {
    ...version,
    id: 'managers',
    scope: 'role',
    branchId: '1',
    role: 'accountManager',
    amount: 90,
  } as const
  const teller = {
    ...version,
    id: 'teller',
    scope: 'employee',
    employeeId: 'zhaoting',
    amount: 20,
    per: 'day',
  } as const
  await database.write(async (tx) => {
    await tx
      .insertInto('targetPolicy')
      .values([
        { ...managers, employeeId: null, per: 'month' },
        { ...teller, branchId: null, role: null },
      ])
      .execute()
    for (const [id, day] of [
      ['songyue', '2026-11-18'],
      ['duruoshui', '2026-11-10'],
    ] as const)
      await tx
        .updateTable('employee')
        .set({ joinedAt: new Date(`${day}T09:00:00+08:00`) })
        .where('id', '=', id)
        .execute()
    await tx.insertInto('branchLead').values({ branchId: '1', employeeId: 'fanhewan' }).execute()
  })
}

const overviewOf = async (caller: Caller, id: string, query = '') =>
  (await caller.get<Overview>(`/api/branches/${id}/overview${query}`)).body
const targetsOf = async (caller: Caller, id: string, query: string) =>
  readBranchTargets.reply.parse((await caller.get<Targets>(`/api/branches/${id}/targets?${query}`)).body)

const sumOf = ({ items }: Targets) => items.reduce((sum, { target }) => sum + (target ?? 0), 0)
const whyOf = ({ items }: Targets, id: string) => {
  const row = items.find((one) => one.id === id)
  return row?.of === 'member' ? [row.target, ...row.sentences] : null
}

describe("The branch's target", () => {
  it.each([
    ['2', 'day'],
    ['2', 'month'],
    ['1', 'day'],
    ['1', 'month'],
  ] as [string, Span][])('of branch %s for the %s is the sum of its members, every one of them', async (id, span) => {
    const { today: shown, month } = await overviewOf(head, id)
    const list = await targetsOf(head, id, `span=${span}`)
    expect(list.total).toBe(span === 'day' ? shown.target : month.target)
    expect(sumOf(list)).toBe(list.total)
    expect(list.total).toBeGreaterThan(0)
    const members = await head.get<{ items: { employee: { id: string } }[] }>(`/api/branches/${id}/members`)
    expect(list.items.map((one) => one.id)).toEqual(members.body.items.map(({ employee }) => employee.id).toSorted())
    expect(list).toMatchObject({ kept: false, nextCursor: null, day: today })
  })

  it('says of each member why it is so much', async () => {
    const list = await targetsOf(head, '1', 'span=day')
    expect(whyOf(list, 'linxiaoman')).toEqual([6, '请假半天。', '12 × 0.5，向上取整，目标 6。'])
    expect(whyOf(list, 'zhaoting')).toEqual([20, '每个工作日 20 位。'])
    expect(whyOf(list, 'heqing')).toEqual([0, '请假，目标 0。'])
    expect(whyOf(list, 'songyue')).toEqual([0, '入职第一周，目标 0。'])
    expect(whyOf(list, 'duruoshui')?.[1]).toBe('入职第二至四周减半。')
    expect(whyOf(list, 'lichunfeng')).toEqual([null, '没有策略设定目标。'])
    expect(whyOf(list, 'xuchuan')?.[1]).toMatch(/^本月还要完成 /)
    const month = await targetsOf(head, '1', 'span=month')
    expect(whyOf(month, 'linxiaoman')?.[1]).toMatch(/（少了上线前 \d+、请假 0.5）。$/)
  })

  it('leaves out the branches below, when it is asked of its own employees', async () => {
    const list = await targetsOf(head, '1', 'whose=own')
    expect(list.items.map(({ id }) => id)).toEqual(['zhouyunfan'])
    expect(sumOf(list)).toBe(list.total ?? 0)
  })

  it('is not there for whoever does not lead the branch', async () => {
    const teller = await world.signIn('LinXiaoMan')
    const [another, nobody] = [await lead.get('/api/branches/3/targets'), await teller.get('/api/branches/2/targets')]
    expect([another.status, nobody.status]).toEqual([404, 404])
    expect((await lead.get('/api/branches/2/targets')).status).toBe(200)
  })

  it('of a closed day is what the day was judged by, and says so where more is known by now', async () => {
    const before = await overviewOf(lead, '2')
    await world.control('clock', { set: '2026-11-24T03:00:00+08:00', stride: 'PT12H' })
    lead = await world.signIn('LiChunFeng')
    const whole = { firstDay: today, firstHalf: 'morning', lastDay: today, lastHalf: 'afternoon' } as const
    const entered = { enteredBy: 'lichunfeng', enteredAt: world.simulator.clock.now() }
    await world.database.write((tx) =>
      tx
        .insertInto('leave')
        .values({ id: 'late', employeeId: 'zhaoting', ...whole, ...entered, cancelledBy: null, cancelledAt: null })
        .execute(),
    )
    const list = await targetsOf(lead, '2', `day=${today}`)
    expect(whyOf(list, 'zhaoting')).toEqual([20, '这一天已经封账，按 20 判定；按现在的情况会是 0。'])
    expect([list.total, sumOf(list)]).toEqual([before.today.target, before.today.target])
    expect((await overviewOf(lead, '2', `?day=${today}`)).today.target).toBe(list.total)
  })
})
