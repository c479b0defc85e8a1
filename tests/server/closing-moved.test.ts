import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '../../server/domain/employee.ts'
import { defaultParameters } from '../../server/domain/policy.ts'
import { checkLedger } from '../../server/features/add/check-ledger.ts'
import { closeDays } from '../../server/features/closing/close-days.ts'
import { readStatement } from '../../server/features/closing/read-months.ts'
import { readMonth } from '../../server/features/target/read-month.ts'
import { actor, startAddGround, type AddGround } from './add-ground.ts'

let ground: AddGround
const enteredAt = new Date('2026-11-27T09:00:00+08:00')

const version = (branchId: string, amount: number, per: 'day' | 'month') => ({
  id: `${branchId} ${per}`,
  scope: 'branch' as const,
  branchId,
  role: null,
  employeeId: null,
  validFrom: '2026-11-01',
  validTo: null,
  amount,
  per,
  createdBy: 'operator',
  createdAt: enteredAt,
  parameters: JSON.stringify(defaultParameters),
})

/** What the nightly check found, of all nights. */
const differences: unknown[] = []

const closeAt = async (moment: string): Promise<void> => {
  ground.clock.set(moment)
  await closeDays(system, ground.ports)
  differences.push(...((await checkLedger(system, ground.ports)) ?? []))
}
const move = (id: string, branchId: string) =>
  ground.database.write((tx) => tx.updateTable('employee').set({ branchId }).where('id', '=', id).execute())

/** From 10 a day to 20 a day in the middle of December, which has 23 weekdays: 11 before the 16th, 12 from it on. */
beforeAll(async () => {
  ground = await startAddGround('2026-11-27T10:00:00+08:00')
  for (const id of ['stays', 'moves', 'leads']) await ground.employee(id)
  const value = JSON.stringify({ day: '2026-11-30' })
  await ground.database.write(async (tx) => {
    await tx.insertInto('setting').values({ name: 'countingFrom', value, updatedAt: enteredAt }).execute()
    await tx
      .insertInto('targetPolicy')
      .values([version('branch-1', 10, 'day'), version('branch-2', 20, 'day')])
      .execute()
  })
  await closeAt('2026-12-16T02:00:00+08:00')
  await move('moves', 'branch-2')
  await closeAt('2026-12-31T02:00:00+08:00')
  await ground.database.write((tx) =>
    tx.insertInto('branchLead').values({ branchId: 'branch-1', employeeId: 'leads' }).execute(),
  )
  await closeAt('2027-01-01T02:00:00+08:00')
})
afterAll(async () => ground.stop())

const stated = async (id: string) => await readStatement(actor(id), ground.ports, '2026-12')
const sumOf = (days: readonly { target: number | null }[]) => days.reduce((sum, { target }) => sum + (target ?? 0), 0)

describe('Somebody who moves to another branch within the month', () => {
  it('has a statement whose target is the sum of its days, each by the branch of its own time', async () => {
    const { target, days } = await stated('moves')
    expect(target).toBe(11 * 10 + 12 * 20)
    expect(sumOf(days)).toBe(target)
    expect((await stated('stays')).target).toBe(230)
  })

  it('sees the same in the calendar of the closed month, and no day called another than it was judged by', async () => {
    const moved = actor('moves', { branchId: 'branch-2' })
    const { target, days } = await readMonth(moved, ground.ports, '2026-12')
    expect(target).toBe(11 * 10 + 12 * 20)
    expect(days.flatMap(({ correction }) => correction ?? [])).toEqual([])
    expect(days.find(({ day }) => day === '2026-12-15')).toMatchObject({ target: 10, closed: true })
    expect(days.find(({ day }) => day === '2026-12-16')).toMatchObject({ target: 20, closed: true })
  })

  it('loses no target that was asked before a lead of them was made', async () => {
    const { target, days } = await stated('leads')
    expect(target).toBe(220)
    expect(sumOf(days)).toBe(target)
  })

  it('is no difference for the nightly check', () => {
    expect(differences).toEqual([])
  })
})
