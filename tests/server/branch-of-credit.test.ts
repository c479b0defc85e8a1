import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '../../server/domain/employee.ts'
import { settleAddsOf } from '../../server/features/add/settle-adds.ts'
import { noteBranchesFound, noteBranchTold } from '../../server/features/employee/branch-stay-store.ts'
import { startAddGround, type AddGround } from './add-ground.ts'

let ground: AddGround
beforeAll(async () => {
  ground = await startAddGround('2026-11-20T10:00:00+08:00')
  const updatedAt = new Date('2026-11-19T09:00:00+08:00')
  for (const id of ['e1', 'e2']) {
    await ground.employee(id)
    await ground.database.write((tx) => noteBranchesFound(tx, [{ id, branchId: 'branch-1', updatedAt }]))
  }
})
afterAll(() => ground.stop())

/** WeCom tells now that the employee was moved at that time. */
const moved = (employeeId: string, branchId: string, at: string): Promise<void> =>
  ground.database.write(async (tx) => {
    await noteBranchTold(tx, { employeeId, branchId, at: new Date(at) })
    await settleAddsOf(system, ground.ports, tx, employeeId)
  })
async function credit(employeeId: string, contactId: string): Promise<void> {
  await ground.added(employeeId, contactId)
  await ground.answered(contactId)
}
const entries = async (employeeId: string): Promise<string[]> => {
  const rows = await ground.database.read
    .selectFrom('credit')
    .select(['amount', 'branchId', 'day', 'reason'])
    .where('employeeId', '=', employeeId)
    .orderBy('step')
    .execute()
  return rows.map(({ amount, branchId, day, reason }) => `${amount} in ${branchId} on ${day} ${reason}`)
}
const sums = async (): Promise<string[]> => {
  const rows = await ground.database.read.selectFrom('branchSum').selectAll().orderBy('branchId').execute()
  return rows.map(({ branchId, day, gained, lost }) => `${branchId} ${day} ${gained - lost}`)
}

describe('The branch of a credit', () => {
  it('is where the employee worked when the last rule was met, also where the move becomes known later that day', async () => {
    await credit('e1', 'C1')
    expect(await entries('e1')).toEqual(['1 in branch-1 on 2026-11-20 earned'])
    ground.clock.set('2026-11-20T15:00:00+08:00')
    await moved('e1', 'branch-2', '2026-11-20T14:00:00+08:00')
    expect(await entries('e1')).toHaveLength(1)
    await moved('e1', 'branch-2', '2026-11-20T09:00:00+08:00')
    expect(await entries('e1')).toEqual([
      '1 in branch-1 on 2026-11-20 earned',
      '-1 in branch-1 on 2026-11-20 corrected',
      '1 in branch-2 on 2026-11-20 earned',
    ])
    expect(await sums()).toEqual(['branch-1 2026-11-20 0', 'branch-2 2026-11-20 1'])
  })

  it('stays where it was booked once the day has closed, and a reversal follows it wherever the employee is by then', async () => {
    ground.clock.set('2026-11-21T10:00:00+08:00')
    await credit('e2', 'C2')
    ground.clock.set('2026-11-22T10:00:00+08:00')
    await moved('e2', 'branch-2', '2026-11-21T09:00:00+08:00')
    expect(await entries('e2')).toEqual(['1 in branch-1 on 2026-11-21 earned'])
    await ground.removed('e2', 'C2')
    expect(await entries('e2')).toEqual([
      '1 in branch-1 on 2026-11-21 earned',
      '-1 in branch-1 on 2026-11-22 ended-early',
    ])
  })
})
