import type { TestWorld } from './world.ts'

/** Done a moment ago, without any contact. */
export async function makeAssignment(world: TestWorld, employeeId: string, id: string): Promise<string> {
  const now = world.simulator.clock.now()
  const { branchId } = await world.database.read
    .selectFrom('employee')
    .select('branchId')
    .where('id', '=', employeeId)
    .executeTakeFirstOrThrow()
  const made = { createdBy: employeeId, branchId, createdAt: now, locale: 'zh-CN', includeOnLeave: false } as const
  const what = { kind: 'other', title: '虚构的任务', reason: '', dueAt: now, priority: 'normal' } as const
  const rest = { filter: null, assigneeIds: null, talkScriptId: null, undoneAt: null, undoneBy: null }
  await world.database.write((tx) =>
    tx
      .insertInto('assignment')
      .values({ id, ...made, ...what, ...rest, state: 'done', finishedAt: now })
      .execute(),
  )
  return id
}
