import type { TestWorld } from './world.ts'

let made = 0
const freshId = () => {
  made += 1
  return `0198c0de-2222-7000-8000-${String(made).padStart(12, '0')}`
}

/** A finished export of branch 2 that this employee asked for, with a reason. */
export async function makeExport(world: TestWorld, employeeId: string): Promise<string> {
  const id = freshId()
  const at = world.simulator.clock.now()
  const filter = JSON.stringify({ from: null, to: null, employeeId: null, status: null })
  const asked = {
    branchId: '2',
    kind: 'members',
    format: 'csv',
    filter,
    reason: '虚构的理由',
    locale: 'zh-CN',
  } as const
  const file = { fileName: 'zhenke-members-2.csv', rowCount: 0, bytes: Buffer.from('x'), readyAt: at, refused: null }
  await world.database.write((tx) =>
    tx
      .insertInto('branchExport')
      .values({ id, requestedBy: employeeId, requestedAt: at, ...asked, ...file })
      .execute(),
  )
  return id
}

/** A stand-in in spring that this employee entered. */
export async function makeStandIn(world: TestWorld, employeeId: string): Promise<string> {
  const id = freshId()
  const days = { firstDay: '2027-03-01', lastDay: '2027-03-01' }
  const entered = { enteredBy: employeeId, enteredAt: world.simulator.clock.now(), endedBy: null, endedAt: null }
  await world.database.write((tx) =>
    tx
      .insertInto('standIn')
      .values({ id, leadId: employeeId, deputyId: 'nobody-made-up', ...days, ...entered })
      .execute(),
  )
  return id
}
