import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { EmployeeActor } from '../../server/domain/employee.ts'
import { defaultParameters } from '../../server/domain/policy.ts'
import { removeBranchDays, saveBranchDays } from '../../server/features/calendar/change-branch-days.ts'
import { importCalendar } from '../../server/features/calendar/import-calendar.ts'
import { statutoryHolidays } from '../../server/features/calendar/plan-year.ts'
import { seedCalendar } from '../../server/features/calendar/seed-calendar.ts'
import { readMyDay } from '../../server/features/target/read-my-day.ts'
import { people, startBranchGround } from '../support/branch-ground.ts'
import type { BranchGround } from '../support/branch-ground.ts'

let ground: BranchGround

/** 40 a month, of which nothing is earned. On Monday the 23rd of November six of its 21 working days are left. */
beforeAll(async () => {
  ground = await startBranchGround()
  const createdAt = new Date('2026-11-01T09:00:00+08:00')
  const nowhere = { branchId: null, role: null, employeeId: null, validTo: null }
  const parameters = JSON.stringify({ ...defaultParameters, dailyCap: 100 })
  const policy = { id: 'monthly', scope: 'branch' as const, amount: 40, per: 'month' as const, createdBy: 'operator' }
  await ground.ports.database.write((tx) =>
    tx
      .insertInto('targetPolicy')
      .values({ ...policy, ...nowhere, validFrom: '2026-11-01', parameters, createdAt })
      .execute(),
  )
})
afterAll(() => ground.stop())
beforeEach(async () => {
  await ground.fresh()
  await seedCalendar(ground.ports)
})

const operator: EmployeeActor = { ...people.tellerB1, roles: ['teller', 'operator'] }
const closing = { branchId: '1', firstDay: '2026-11-26', lastDay: '2026-11-27' }
const close = (weight = 0) => saveBranchDays(operator, ground.ports, { ...closing, weight, note: '虚构的装修' })
const reopen = () => removeBranchDays(operator, ground.ports, closing)
const noonOf = (day: string) => ground.setTime(`2026-11-${day}T12:00:00+08:00`)
/** What my day shows now for the last Friday, Monday, Tuesday and Wednesday, as far as these have come. */
const shown = async () => {
  const { history } = await readMyDay(people.tellerA1, ground.ports)
  return history.filter(({ day, workingDay }) => day >= '2026-11-20' && workingDay).map(({ target }) => target)
}

/** The year as it was sown, with these days off besides. */
const announce = (...days: string[]) => {
  const holidays = [...statutoryHolidays(2026), ...days.map((day) => ({ day, name: '虚构的假日' }))]
  const rows = holidays.map(({ day, name }) => `${day},0,${name}`)
  const csv = ['日期,权重,名称', ...new Set(rows)].join('\n')
  return importCalendar(operator, ground.ports, { year: 2026, csv, source: '虚构的通知' })
}

describe("A day's target", () => {
  it("is not moved by other days of the branch that are entered during it; tomorrow's is", async () => {
    noonOf('23')
    expect(await shown()).toEqual([6, 7])
    await close()
    expect(await shown()).toEqual([6, 7])
    noonOf('24')
    expect(await shown()).toEqual([6, 7, 14])
  })

  it('is not moved by taking them away again, or by correcting them', async () => {
    noonOf('23')
    await close()
    noonOf('24')
    await reopen()
    expect(await shown()).toEqual([6, 7, 14])
    noonOf('25')
    expect(await shown()).toEqual([6, 7, 14, 10])
    await close(0.5)
    await close(1)
    expect(await shown()).toEqual([6, 7, 14, 10])
  })

  it('changes at once when its own day is closed, opened again or halved', async () => {
    noonOf('26')
    expect((await shown()).at(-1)).toBe(14)
    await close()
    expect(await readMyDay(people.tellerA1, ground.ports)).toMatchObject({ target: 0, workingDay: false })
    await close(0.5)
    expect((await shown()).at(-1)).toBe(8)
    await reopen()
    expect((await shown()).at(-1)).toBe(14)
  })

  it('is not moved by holidays that are announced, or taken back, for other days', async () => {
    noonOf('23')
    await announce('2026-11-26', '2026-11-27')
    expect(await shown()).toEqual([6, 7])
    noonOf('24')
    expect(await shown()).toEqual([6, 7, 14])
    await announce()
    expect(await shown()).toEqual([6, 7, 14])
    noonOf('25')
    expect(await shown()).toEqual([6, 7, 14, 10])
    await announce('2026-11-25')
    expect(await readMyDay(people.tellerA1, ground.ports)).toMatchObject({ target: 0, workingDay: false })
  })

  it('stays as it is when the same calendar is imported again', async () => {
    noonOf('23')
    await announce('2026-11-26', '2026-11-27')
    noonOf('24')
    await announce('2026-11-26', '2026-11-27')
    noonOf('25')
    expect(await shown()).toEqual([6, 7, 14, 20])
  })
})
