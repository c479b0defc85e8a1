import { defaultParameters } from '../../server/domain/policy.ts'
import type { PolicyChangeEntry, PolicyEffect, TimeLine } from '../../server/contract/policy.ts'
import type { Answer, Caller } from '../support/caller.ts'
import { startWorld, type TestWorld } from '../support/world.ts'

/** Monday the 23rd of November 2026, ten o'clock. The bank has 12 employees, 8 of whom a bank-wide policy names. */
export type PolicyGround = {
  world: TestWorld
  /** Zhou proposes, He decides; Lin is a teller of branch 2. */
  zhou: Caller
  he: Caller
  lin: Caller
  propose(versions: object[], more?: object): Promise<Answer<{ change: PolicyChangeEntry; type: string }>>
  preview(versions: object[], more?: object): Promise<Answer<PolicyEffect & { type: string }>>
  lines(): Promise<TimeLine[]>
  auditOf(objectId: string): Promise<{ action: string; actorId: string; facts: object }[]>
  stop(): Promise<void>
}

/** A version for the whole bank from the first of December on, 12 a day, unless told. */
export const version = (more: object = {}) => ({
  scope: 'branch',
  branchId: null,
  role: null,
  employeeId: null,
  validFrom: '2026-12-01',
  validTo: null,
  amount: 10,
  per: 'day',
  parameters: defaultParameters,
  ...more,
})

export async function startPolicyGround(): Promise<PolicyGround> {
  const world = await startWorld({ env: { OPERATORS: 'ZhouYunFan,HeQing' } })
  const zhou = await world.signIn('ZhouYunFan')
  return {
    world,
    zhou,
    he: await world.signIn('HeQing'),
    lin: await world.signIn('LinXiaoMan'),
    propose: (versions, more = {}) => zhou.post('/api/target-policies', { versions, reason: '虚构的理由', ...more }),
    preview: (versions, more = {}) => zhou.post('/api/target-policies/preview', { versions, ...more }),
    lines: async () => (await zhou.get<{ items: TimeLine[] }>('/api/target-policies')).body.items,
    auditOf: (objectId) =>
      world.database.read
        .selectFrom('audit')
        .select(['action', 'actorId', 'facts'])
        .where('objectId', '=', objectId)
        .orderBy('id')
        .execute(),
    stop: () => world.stop(),
  }
}

/** That many more tellers in branch 3, so that what touches all of them needs a second operator. */
export async function hire(world: TestWorld, count: number): Promise<void> {
  const updatedAt = world.simulator.clock.now()
  const rows = Array.from({ length: count }, (_, place) => ({
    id: `made-up-${place}`,
    userid: `made-up-${place}`,
    name: `虚构员工${place}`,
    branchId: '3',
    position: '柜员',
    role: 'teller' as const,
    state: 'active' as const,
    joinedAt: null,
    leftAt: null,
    updatedAt,
  }))
  await world.database.write((tx) => tx.insertInto('employee').values(rows).execute())
}
