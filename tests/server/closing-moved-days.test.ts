import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '../../server/domain/employee.ts'
import { defaultParameters } from '../../server/domain/policy.ts'
import { checkLedger } from '../../server/features/add/check-ledger.ts'
import { closeDays } from '../../server/features/closing/close-days.ts'
import { readStatement } from '../../server/features/closing/read-months.ts'
import { explainFigure } from '../../server/features/target/explain-figure.ts'
import { readMonth } from '../../server/features/target/read-month.ts'
import { readMyDay } from '../../server/features/target/read-my-day.ts'
import { actor, startAddGround, type AddGround } from './add-ground.ts'

let ground: AddGround
const enteredAt = new Date('2026-11-27T09:00:00+08:00')

type Scope = { employeeId: string; branchId?: null } | { employeeId?: null; branchId: string }
const version = ({ employeeId = null, branchId = null }: Scope, amount: number, per: 'day' | 'month') => ({
  id: employeeId ?? branchId ?? '',
  scope: employeeId ? ('employee' as const) : ('branch' as const),
  branchId,
  role: null,
  employeeId,
  validFrom: '2026-11-01',
  validTo: null,
  amount,
  per,
  createdBy: 'operator',
  createdAt: enteredAt,
  parameters: JSON.stringify(defaultParameters),
})
const branchDay = (branchId: string, day: string, weight: number) => {
  return { branchId, day: `2026-12-${day}`, weight, note: '虚构的盘点', enteredBy: 'operator', enteredAt }
}

const differences: unknown[] = []
const closeAt = async (moment: string): Promise<void> => {
  ground.clock.set(moment)
  await closeDays(system, ground.ports)
  differences.push(...((await checkLedger(system, ground.ports)) ?? []))
}
const moved = (id: string) => actor(id, { branchId: 'branch-2' })
/** What my day said of the month's pace at noon of the day after the move. */
let pace: object | null

/**
 * December has 23 weekdays. The first branch works 10 days before the 16th: not on the 8th and the 9th, but on Saturday the
 * 12th; the second one 11 from then on, and neither on the 10th nor on the 11th.
 */
beforeAll(async () => {
  ground = await startAddGround('2026-11-27T10:00:00+08:00')
  for (const id of ['daily', 'monthly', 'placed']) await ground.employee(id)
  const value = JSON.stringify({ day: '2026-11-30' })
  const first = [branchDay('branch-1', '08', 0), branchDay('branch-1', '09', 0), branchDay('branch-1', '12', 1)]
  const second = [branchDay('branch-2', '10', 0), branchDay('branch-2', '11', 0), branchDay('branch-2', '22', 0)]
  await ground.database.write(async (tx) => {
    await tx.insertInto('setting').values({ name: 'countingFrom', value, updatedAt: enteredAt }).execute()
    const own = [version({ employeeId: 'daily' }, 10, 'day'), version({ employeeId: 'monthly' }, 52, 'month')]
    const placed = [version({ branchId: 'branch-1' }, 100, 'month'), version({ branchId: 'branch-2' }, 200, 'month')]
    await tx
      .insertInto('targetPolicy')
      .values([...own, ...placed])
      .execute()
    await tx
      .insertInto('branchDay')
      .values([...first, ...second])
      .execute()
  })
  await closeAt('2026-12-16T02:00:00+08:00')
  await ground.database.write((tx) => tx.updateTable('employee').set({ branchId: 'branch-2' }).execute())
  ground.clock.set('2026-12-16T12:00:00+08:00')
  pace = (await readMyDay(moved('monthly'), ground.ports)).month.pace
  await closeAt('2027-01-01T02:00:00+08:00')
})
afterAll(async () => ground.stop())

const sumOf = (numbers: readonly (number | null)[]) => numbers.reduce<number>((sum, number) => sum + (number ?? 0), 0)
const monthOf = async (id: string) => await readMonth(moved(id), ground.ports, '2026-12')
const fifteenth = async (id: string) =>
  await explainFigure(moved(id), ground.ports, { figure: 'target', day: '2026-12-15' })

describe('Somebody who leaves a branch that has days of its own', () => {
  it('has a statement whose target and weight are the sums of its days, each by the branch of its own time', async () => {
    const { target, weight, days } = await readStatement(moved('daily'), ground.ports, '2026-12')
    expect(target).toBe(10 * 10 + 11 * 10)
    expect(sumOf(days.map((day) => day.target))).toBe(target)
    expect(weight).toBe(21)
  })

  it('sees in the calendar of the month the days off of the branch of then, and those of the branch of now since', async () => {
    const { target, days } = await monthOf('daily')
    const on = (day: string) => days.find((one) => one.day === `2026-12-${day}`)
    expect(target).toBe(210)
    for (const day of ['08', '09', '22'])
      expect(on(day)).toMatchObject({ weight: 0, target: 0, workingDay: false, reason: { kind: 'branch' } })
    expect(on('12')).toMatchObject({ weight: 1, target: 10, workingDay: true, reason: { kind: 'branch' } })
    for (const day of ['10', '11']) expect(on(day)).toMatchObject({ weight: 1, target: 10, reason: null })
  })

  it('is told no other target of a closed day than it was judged by, nor other terms', async () => {
    for (const id of ['daily', 'monthly', 'placed']) {
      const { days } = await monthOf(id)
      expect(days.flatMap(({ correction }) => correction ?? [])).toEqual([])
    }
    const { value, sentences } = await fifteenth('monthly')
    expect(value).toBe(4)
    expect(sentences.at(-1)).toBe('52 ÷ 13 × 1，向上取整，目标 4。')
  })

  it('is told only by what a day was judged where the branch of then had a target of its own', async () => {
    const { value, sentences, terms } = await fifteenth('placed')
    expect(value).toBe(8)
    expect(sentences).toEqual(['First Branch，自 2026-11-01 起，每月 100 位。', '这一天已经封账，按 8 判定。'])
    expect(terms).toEqual([])
  })

  it('has a pace by the days that the branches worked, and the whole amount of the month', async () => {
    expect(pace).toMatchObject({ even: Math.round((52 / 21) * 10) })
    expect((await monthOf('monthly')).target).toBe(52)
  })

  it('is no difference for the nightly check', () => {
    expect(differences).toEqual([])
  })

  it('is told of a holiday that is announced when one of those days has closed: the correction stands beside it', async () => {
    const holiday = { day: '2026-12-14', weight: 0, name: '虚构节', source: 'file', enteredAt: ground.clock.now() }
    await ground.database.write((tx) => tx.insertInto('calendarDay').values(holiday).execute())
    const { days } = await monthOf('daily')
    const corrected = days.filter(({ correction }) => correction !== null)
    expect(corrected).toMatchObject([{ day: '2026-12-14', target: 10, correction: 0 }])
  })
})
