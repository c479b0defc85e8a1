import type { TestWorld } from './world.ts'

export const closedMonth = '2026-10'

/** A statement of the closed month for everybody in the directory. */
export async function makeStatements(world: TestWorld): Promise<void> {
  const everybody = await world.database.read.selectFrom('employee').select(['id', 'branchId']).execute()
  const told = {
    month: closedMonth,
    weight: 17,
    target: 100,
    effective: 90,
    keyId: 'v1',
    signature: 'AAAA',
    signed: '{}',
  }
  const closedAt = new Date('2026-11-01T02:00:00+08:00')
  const rows = everybody.map(({ id, branchId }) => ({ ...told, employeeId: id, branchId, closedAt }))
  await world.database.write((tx) => tx.insertInto('monthStatement').values(rows).execute())
}
