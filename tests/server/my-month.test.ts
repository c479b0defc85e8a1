import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  explainFigure as explainContract,
  readGuide as guideContract,
  readMonth as monthContract,
} from '../../server/contract/target.ts'
import type { Locale } from '../../server/domain/employee.ts'
import type { FigureName } from '../../server/domain/figure-words.ts'
import { defaultParameters } from '../../server/domain/policy.ts'
import { seedCalendar } from '../../server/features/calendar/seed-calendar.ts'
import { explainFigure } from '../../server/features/target/explain-figure.ts'
import { readGuide } from '../../server/features/target/read-guide.ts'
import { readMonth } from '../../server/features/target/read-month.ts'
import { readMyDay } from '../../server/features/target/read-my-day.ts'
import { targetRoutes } from '../../server/features/target/target-routes.ts'
import { actor, startAddGround, type AddGround } from './add-ground.ts'

let ground: AddGround

/** October 2026 has a holiday from 1 to 7, an adjusted Saturday on the 10th, and 18 working days. */
beforeAll(async () => {
  ground = await startAddGround('2026-10-13T10:00:00+08:00')
  for (const id of ['e1', 'e2', 'new']) await ground.employee(id)
  await seedCalendar(ground.ports)
  const entered = { enteredBy: 'lead', enteredAt: new Date('2026-10-09T10:00:00+08:00') }
  await ground.database.write(async (tx) => {
    await tx
      .insertInto('targetPolicy')
      .values({
        id: 'monthly',
        scope: 'branch',
        branchId: 'bank',
        role: null,
        employeeId: null,
        validTo: null,
        validFrom: '2026-01-01',
        amount: 90,
        per: 'month',
        parameters: JSON.stringify(defaultParameters),
        createdBy: 'zhouqi',
        createdAt: new Date('2026-01-01T10:00:00+08:00'),
      })
      .execute()
    await tx
      .insertInto('branchDay')
      .values({ branchId: 'branch-1', day: '2026-10-16', weight: 0, note: '盘点', ...entered })
      .execute()
    const half = { firstHalf: 'afternoon' as const, lastHalf: 'afternoon' as const }
    await tx
      .insertInto('leave')
      .values({ id: 'l1', employeeId: 'e1', firstDay: '2026-10-14', lastDay: '2026-10-14', ...half, ...entered })
      .execute()
    await tx
      .updateTable('employee')
      .set({ joinedAt: new Date('2026-10-12T08:00:00+08:00') })
      .where('id', '=', 'new')
      .execute()
  })
})
afterAll(async () => ground.stop())

const effective = async (employeeId: string, contactId: string, at: string): Promise<void> => {
  ground.clock.set(at)
  await ground.added(employeeId, contactId)
  await ground.answered(contactId)
}
const explain = (figure: FigureName, day?: string, locale: Locale = 'zh-CN') =>
  explainFigure(actor('e1', { locale }), ground.ports, { figure, day })

describe("The month's view", () => {
  it('says of each day what it weighs and why', async () => {
    const { days } = await readMonth(actor('e1'), ground.ports, '2026-10')
    const told = (day: string) => days.find((one) => one.day === `2026-10-${day}`)
    expect(days).toHaveLength(31)
    expect(told('01')).toMatchObject({ weight: 0, target: 0, reason: { kind: 'holiday', words: '国庆节' } })
    expect(told('10')).toMatchObject({ weight: 1, reason: { kind: 'adjusted', words: '调休上班：国庆节' } })
    expect(told('11')).toMatchObject({ weight: 0, reason: { kind: 'weekend', words: '周末' } })
    expect(told('14')).toMatchObject({ weight: 0.5, reason: { kind: 'leave', words: '请假' } })
    expect(told('16')).toMatchObject({ weight: 0, reason: { kind: 'branch', words: '网点安排：盘点' } })
    expect(told('13')).toMatchObject({ weight: 1, reason: null })
  })

  it('tells a holiday in the language of the reader', async () => {
    const { days } = await readMonth(actor('e1', { locale: 'en' }), ground.ports, '2026-10')
    expect(days[0]?.reason?.words).toBe('National Day')
  })

  it('shows a joiner when they were not there yet', async () => {
    const { days } = await readMonth(actor('new'), ground.ports, '2026-10')
    expect(days[8]).toMatchObject({ day: '2026-10-09', weight: 0, reason: { kind: 'not-joined' } })
    expect(days[12]).toMatchObject({ day: '2026-10-13', weight: 1, target: 0, reason: null })
  })

  it('shows a closed day as it was judged, and the correction beside it', async () => {
    const row = { employeeId: 'e2', day: '2026-10-09', branchId: 'branch-1', policyId: 'monthly' }
    await ground.database.write((tx) =>
      tx
        .insertInto('closedDay')
        .values({ ...row, weight: 1, target: 9, gained: 4, lost: 1, added: 4, closedAt: ground.clock.now() })
        .execute(),
    )
    const { days } = await readMonth(actor('e2'), ground.ports, '2026-10')
    expect(days[8]).toMatchObject({ closed: true, target: 9, effective: 3, correction: 6 })
  })

  it('fits its contract', async () => {
    const [, month, explanation, guide] = targetRoutes
    const call = { actor: actor('e1'), ports: ground.ports, params: undefined, body: undefined, session: '' }
    const answer = (route: (typeof targetRoutes)[number] | undefined, query: object) =>
      route?.answer({ ...call, query } as never)
    expect(monthContract.reply.safeParse(await answer(month, {})).error).toBeUndefined()
    expect(guideContract.reply.safeParse(await answer(guide, {})).error).toBeUndefined()
    for (const figure of ['target', 'effective', 'month', 'expected', 'pace'])
      expect(explainContract.reply.safeParse(await answer(explanation, { figure })).error).toBeUndefined()
  })
})

describe('A figure that is opened', () => {
  it('tells a target by the policy, what is left, and the weight it is spread over', async () => {
    await effective('e1', 'C1', '2026-10-09T10:00:00+08:00')
    await effective('e1', 'C2', '2026-10-12T10:00:00+08:00')
    ground.clock.set('2026-10-13T10:00:00+08:00')
    const { value, sentences, terms } = await explain('target')
    expect(value).toBe(7)
    expect(sentences).toEqual([
      'Made-up Bank，自 2026-01-01 起，每月 90 位。',
      '本月还要完成 87 − 2 = 85。',
      '85 ÷ 12.5 × 1，向上取整，目标 7。',
    ])
    expect(terms).toContainEqual({ label: '每日上限', value: '11' })
  })

  it('tells the same target of every day as the month does, also of those ahead', async () => {
    const { days } = await readMonth(actor('e1'), ground.ports, '2026-10')
    const told = await Promise.all(days.map(async ({ day }) => (await explain('target', day)).value))
    expect(told).toEqual(days.map(({ target }) => target))
  })

  it('tells the effective adds of a day by its entries', async () => {
    const { value, entries, sentences } = await explain('effective', '2026-10-12')
    expect(value).toBe(1)
    expect(sentences).toEqual(['新增 1，减少 0，合计 1。'])
    expect(entries).toMatchObject([{ contactName: 'Contact C2', amount: 1, reason: '添加有效' }])
  })

  it('tells each of the last fourteen days as its bar does, also those of the month before', async () => {
    const seen = actor('e3')
    await ground.employee('e3')
    for (const [contact, at] of [
      ['H1', '2026-09-29T10:00:00+08:00'],
      ['H2', '2026-09-30T10:00:00+08:00'],
      ['H3', '2026-10-09T10:00:00+08:00'],
    ] as const)
      await effective('e3', contact, at)
    ground.clock.set('2026-10-10T10:00:00+08:00')
    const { history } = await readMyDay(seen, ground.ports)
    expect(history.filter(({ effective: sum }) => sum > 0).map(({ day }) => day)).toEqual([
      '2026-09-29',
      '2026-09-30',
      '2026-10-09',
    ])
    for (const { day, effective: sum, target } of history) {
      const asked = (figure: FigureName) => explainFigure(seen, ground.ports, { figure, day })
      const { value, entries } = await asked('effective')
      expect([day, value, entries.length]).toEqual([day, sum, sum])
      expect((await asked('target')).value).toBe(target)
    }
    ground.clock.set('2026-10-13T10:00:00+08:00')
  })

  it('tells the month by all that was earned in it and by what each policy version asks for', async () => {
    const { value, entries, sentences } = await explain('month', undefined, 'en')
    expect(value).toBe(2)
    expect(entries).toHaveLength(2)
    expect(sentences).toEqual([
      '2 new, 0 lost, 2 together.',
      'The branch works 17 days this month, yours weigh 16.5.',
      'Target of the month: 87.35 ≈ 87.',
    ])
  })

  it('tells why nothing is expected yet, and where the month goes', async () => {
    expect((await explain('expected')).sentences).toEqual(['最近 60 天只有 2 位有了结果，不到 10 位，先不估计。'])
    expect((await explain('pace')).sentences).toEqual([
      '均匀进度到前一天是 21，已有效 2。',
      '照此下去月底是 2 ÷ 5 × 16.5 ≈ 7。',
    ])
  })

  it('shows nobody a name of a contact who is with somebody else now', async () => {
    await ground.database.write((tx) =>
      tx.updateTable('add').set({ employeeId: 'e2' }).where('contactId', '=', 'C2').execute(),
    )
    const { entries } = await explain('effective', '2026-10-12')
    expect(entries).toMatchObject([{ contactId: null, contactName: null, amount: 1 }])
  })
})

describe('The guide', () => {
  it('says the rules of the policy version that holds, and every worked example in the language of the reader', async () => {
    const guide = await readGuide(actor('e1'), ground.ports)
    expect(guide.policy).toEqual({ id: 'monthly', words: 'Made-up Bank，自 2026-01-01 起，每月 90 位' })
    expect(guide.rules.map(({ title }) => title)).toContain('认证期限')
    expect(guide.cases).toHaveLength(31)
    expect(guide.targets.flatMap(({ examples }) => examples)).toHaveLength(72)
    const english = await readGuide(actor('e1', { locale: 'en' }), ground.ports)
    expect(JSON.stringify(english)).not.toMatch(/[\u4e00-\u9fff]/)
  })

  it('tells a lead, whom no policy names, by which version their adds are judged', async () => {
    const lead = actor('leads', { roles: ['teller', 'lead'] })
    await ground.employee('leads')
    const led = { branchId: 'branch-1', employeeId: 'leads' }
    await ground.database.write((tx) => tx.insertInto('branchLead').values(led).execute())
    expect((await readGuide(lead, ground.ports)).policy?.id).toBe('monthly')
    expect(await readMyDay(lead, ground.ports)).toMatchObject({ target: null, month: { target: null, pace: null } })
  })
})

describe("Tomorrow's target", () => {
  it('is what the ledger asks for as it stands, and knows the half day', async () => {
    const { tomorrow, month } = await readMyDay(actor('e1'), ground.ports)
    expect(tomorrow).toEqual({ day: '2026-10-14', workingDay: true, target: 4 })
    expect((await explain('target', '2026-10-14')).value).toBe(4)
    expect(month).toMatchObject({ target: 87, workingDaysLeft: 11.5, pace: { even: 21, ahead: -19 } })
  })
})
