import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { EmployeeActor } from '../../server/domain/employee.ts'
import { removeBranchDays, saveBranchDays } from '../../server/features/calendar/change-branch-days.ts'
import { importCalendar, previewCalendar } from '../../server/features/calendar/import-calendar.ts'
import { statutoryHolidays } from '../../server/features/calendar/plan-year.ts'
import { readBranchDays } from '../../server/features/calendar/read-branch-days.ts'
import { readCalendar } from '../../server/features/calendar/read-calendar.ts'
import { seedCalendar } from '../../server/features/calendar/seed-calendar.ts'
import { people, startBranchGround } from '../support/branch-ground.ts'
import type { BranchGround } from '../support/branch-ground.ts'

let ground: BranchGround
const warned: string[] = []
beforeAll(async () => {
  ground = await startBranchGround()
  ground.ports.log = { ...ground.ports.log, warn: (_facts, sentence) => void warned.push(sentence) }
})
afterAll(() => ground.stop())
beforeEach(async () => {
  await ground.fresh()
  warned.length = 0
  await seedCalendar(ground.ports)
})

const operator: EmployeeActor = { ...people.tellerB1, roles: ['teller', 'operator'] }
const year = (number: number, actor = operator) => readCalendar(actor, ground.ports, { year: number })
const complete = statutoryHolidays(2027).map(({ day, name }) => `${day},0,${name}`)
const csv = (...rows: string[]) => ['日期,权重,名称', ...rows].join('\n')
const preview = (text: string, of = 2027) => previewCalendar(operator, ground.ports, { year: of, csv: text })
const take = (text: string, of = 2027) =>
  importCalendar(operator, ground.ports, { year: of, csv: text, source: '虚构的通知〔2026〕1 号' })
const weightOn = async (employeeId: string, branchId: string, day: string) => {
  const subject = { id: employeeId, branchId, role: 'teller' as const, leads: false, joinedAt: null, leftAt: null }
  const range = { from: `${day.slice(0, 7)}-01`, to: `${day.slice(0, 7)}-28` }
  const books = await ground.ports.targets.books(ground.ports.database.read, [subject], range, {
    asOf: ground.ports.clock.now(),
  })
  return books.get(employeeId)?.on(day).weight
}

describe('The calendar of a year', () => {
  it('is published where its notice is known, and says where it comes from', async () => {
    const known = await year(2026)
    expect(known).toMatchObject({ state: 'published', warning: null, source: '国务院办公厅放假安排（chinese-days）' })
    expect(known.days).toContainEqual({ day: '2026-10-10', weight: 1, name: '国庆节' })
    expect((await year(2026, { ...operator, locale: 'en' })).days.at(-1)).toMatchObject({ name: 'National Day' })
  })

  it('goes by the law while it is not published, and warns operators from 1 November on', async () => {
    expect(await year(2027)).toMatchObject({ state: 'statutory', warning: expect.stringContaining('2027 年') })
    expect(warned).toEqual([expect.stringContaining('2027')])
    expect(await weightOn('teller-b1', '3', '2027-02-05')).toBe(0)
    ground.setTime('2026-10-31T23:59:59+08:00')
    expect(await year(2027)).toMatchObject({ state: 'statutory', warning: null })
    expect(await year(2028)).toMatchObject({ state: 'statutory', warning: null, updatedAt: null })
  })

  it('takes its notice as soon as it is known, and nothing of what the law had there stays', async () => {
    await ground.ports.database.write(async (tx) => {
      await tx
        .updateTable('calendarYear')
        .set({ state: 'statutory', source: 'statutory' })
        .where('year', '=', 2026)
        .execute()
      await tx.deleteFrom('calendarDay').where('day', '>=', '2026-01-01').where('day', '<', '2027-01-01').execute()
      await tx
        .insertInto('calendarDay')
        .values({ day: '2026-03-03', weight: 0, name: '样例', source: 'statutory' })
        .execute()
    })
    await seedCalendar(ground.ports)
    const known = await year(2026)
    expect(known).toMatchObject({ state: 'published' })
    expect(known.days).toHaveLength(25)
    expect(await ground.auditActions()).toEqual(['calendar/published'])
  })

  it('stays what an operator has imported, however often it is sown again', async () => {
    await take(csv('2027-02-09,0,春节', ...complete))
    await seedCalendar(ground.ports)
    expect(await year(2027)).toMatchObject({ state: 'published', source: '虚构的通知〔2026〕1 号', warning: null })
    expect((await year(2027)).days).toHaveLength(8)
  })

  it('does not exist for anybody but operators', async () => {
    for (const stranger of [people.head, people.tellerA1])
      await expect(year(2026, stranger)).rejects.toThrow('calendar/not-found')
  })
})

describe("A year's file", () => {
  it('shows first which days become off or working, and saves nothing', async () => {
    const { changes, days } = await preview(csv('2027-02-09,0,春节', '2027-02-20,1,春节', ...complete))
    expect(days).toHaveLength(9)
    expect(changes).toEqual([
      { day: '2027-02-09', before: 1, after: 0, name: '春节', closed: false },
      { day: '2027-02-20', before: 0, after: 1, name: '春节', closed: false },
    ])
    expect(await year(2027)).toMatchObject({ state: 'statutory' })
  })

  it('is taken as a whole: what stood there before is gone, who did it is in the audit log, open sidebars are told', async () => {
    await take(csv('2027-02-09,0,春节', ...complete))
    await take(csv('2027-02-20,1,春节', ...complete))
    const { days, updatedBy } = await year(2027)
    expect(days.map(({ day }) => day)).not.toContain('2027-02-09')
    expect(updatedBy).toEqual({ id: 'teller-b1', name: '员工 teller-b1' })
    expect(await ground.auditActions()).toEqual(['calendar/imported', 'calendar/imported'])
    expect(ground.liveUpdates.at(-1)).toMatchObject({ kind: 'my-day' })
    expect(ground.liveUpdates.at(-1)?.employeeIds).toContain('teller-a1')
    expect(await weightOn('teller-b1', '3', '2027-02-20')).toBe(1)
  })

  it('with one error is taken not at all, and the refusal names its row and column', async () => {
    const wrong = csv(...complete, '2027-02-09,3,春节')
    expect((await preview(wrong)).faults).toHaveLength(1)
    const refused = { code: 'calendar/file-wrong', facts: { count: 1, row: 15, column: '权重' } }
    await expect(take(wrong)).rejects.toMatchObject(refused)
    expect(await year(2027)).toMatchObject({ state: 'statutory' })
  })

  it('may announce a holiday for a day that has closed: the frozen row stays (case 15)', async () => {
    const closed = { employeeId: 'teller-a1', branchId: '2', policyId: null, weight: 1, target: 12 }
    const sums = { gained: 3, lost: 0, added: 4, closedAt: ground.ports.clock.now() }
    await ground.ports.database.write((tx) =>
      tx
        .insertInto('closedDay')
        .values({ ...closed, ...sums, day: '2026-11-20' })
        .execute(),
    )
    const rows = (await year(2026)).days.map(({ day, weight, name }) => `${day},${weight},${name}`)
    const holidays = statutoryHolidays(2026).filter(({ day }) => !rows.some((row) => row.startsWith(day)))
    const file = csv('2026-11-20,0,虚构的假日', ...rows, ...holidays.map(({ day, name }) => `${day},0,${name}`))
    expect((await preview(file, 2026)).changes).toEqual([
      { day: '2026-11-20', before: 1, after: 0, name: '虚构的假日', closed: true },
    ])
    await take(file, 2026)
    const kept = await ground.ports.database.read.selectFrom('closedDay').selectAll().executeTakeFirstOrThrow()
    expect(kept).toMatchObject({ day: '2026-11-20', weight: 1, target: 12, gained: 3 })
  })
})

describe("A branch's own days", () => {
  const closing = { branchId: '1', firstDay: '2026-11-24', lastDay: '2026-11-25', weight: 0, note: '虚构的装修' }
  const save = (change: Partial<typeof closing> = {}, actor = operator) =>
    saveBranchDays(actor, ground.ports, { ...closing, ...change })

  it('hold for it and all below it; the nearest branch that has an entry wins', async () => {
    await save()
    await save({ branchId: '3', firstDay: '2026-11-25', weight: 0.5, note: '上午营业' })
    expect(await weightOn('teller-a1', '2', '2026-11-24')).toBe(0)
    expect(await weightOn('teller-b1', '3', '2026-11-24')).toBe(0)
    expect(await weightOn('teller-b1', '3', '2026-11-25')).toBe(0.5)
    expect(await weightOn('teller-a1', '2', '2026-11-26')).toBe(1)
  })

  it('open it on a weekend', async () => {
    await save({ branchId: '2', firstDay: '2026-11-28', lastDay: '2026-11-28', weight: 1, note: '周末营业' })
    expect(await weightOn('teller-a1', '2', '2026-11-28')).toBe(1)
    expect(await weightOn('teller-b1', '3', '2026-11-28')).toBe(0)
  })

  it('are listed by day with who entered them, and replaced by what is entered later', async () => {
    await save()
    await save({ firstDay: '2026-11-25', weight: 1, note: '照常营业' })
    const { items } = await readBranchDays(operator, ground.ports, { from: null, cursor: null })
    expect(items.map(({ day, weight, note }) => [day, weight, note])).toEqual([
      ['2026-11-24', 0, '虚构的装修'],
      ['2026-11-25', 1, '照常营业'],
    ])
    expect(items[0]).toMatchObject({ branchName: '样例网点 1', enteredByName: '员工 teller-b1', mayRemove: true })
    expect(ground.liveUpdates[0]?.employeeIds.toSorted()).toContain('teller-a1')
    expect(await ground.auditActions()).toEqual(['calendar/branch-days-saved', 'calendar/branch-days-saved'])
  })

  it('come page by page, each once', async () => {
    for (const branchId of ['1', '2', '3']) await save({ branchId, firstDay: '2026-12-01', lastDay: '2027-01-31' })
    const first = await readBranchDays(operator, ground.ports, { from: null, cursor: null })
    const second = await readBranchDays(operator, ground.ports, { from: null, cursor: first.nextCursor })
    const all = [...first.items, ...second.items].map(({ day, branchId }) => `${day} ${branchId}`)
    expect(second.nextCursor).toBeNull()
    expect(new Set(all).size).toBe(3 * 62)
    expect(all).toHaveLength(3 * 62)
  })

  it('are taken away again, and taking away what is not there changes nothing', async () => {
    await save()
    const span = { branchId: '1', firstDay: '2026-11-24', lastDay: '2026-11-24' }
    expect(await removeBranchDays(operator, ground.ports, span)).toEqual({ removed: 1 })
    expect(await removeBranchDays(operator, ground.ports, span)).toEqual({ removed: 0 })
    expect(await weightOn('teller-a1', '2', '2026-11-24')).toBe(1)
    expect(await weightOn('teller-a1', '2', '2026-11-25')).toBe(0)
  })

  it('cannot be entered or taken away on a day that has closed; until 02:00 yesterday is still open', async () => {
    ground.setTime('2026-11-24T01:59:59+08:00')
    await save({ firstDay: '2026-11-23', lastDay: '2026-11-23' })
    ground.setTime('2026-11-24T02:00:00+08:00')
    const span = { branchId: '1', firstDay: '2026-11-23', lastDay: '2026-11-24' }
    const refused = { code: 'calendar/day-closed', facts: { day: '2026-11-23', open: '2026-11-24' } }
    await expect(save(span)).rejects.toMatchObject(refused)
    await expect(removeBranchDays(operator, ground.ports, span)).rejects.toMatchObject(refused)
  })

  it('are refused for an unknown branch, the wrong way round, or for more than 62 days', async () => {
    await expect(save({ branchId: 'made-up' })).rejects.toThrow('branch/not-found')
    await expect(save({ lastDay: '2026-11-23' })).rejects.toThrow('calendar/range-wrong')
    await expect(save({ lastDay: '2027-01-25' })).rejects.toThrow('calendar/range-wrong')
    await expect(save({}, people.head)).rejects.toThrow('calendar/not-found')
  })
})
