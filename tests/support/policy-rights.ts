import { defaultParameters, type PolicyVersion } from '../../server/domain/policy.ts'
import type { TestWorld } from './world.ts'

let made = 0
/** One day for each, so that no two of them contradict. */
const nextDay = () => {
  made += 1
  return `${2027 + Math.floor(made / 28)}-02-${String((made % 28) + 1).padStart(2, '0')}`
}
const freshId = () => `0198c0de-1111-7000-8000-${String(made).padStart(12, '0')}`

const versionFor = (employeeId: string): PolicyVersion => ({
  scope: 'employee',
  branchId: null,
  role: null,
  employeeId,
  validFrom: nextDay(),
  validTo: null,
  amount: 9,
  per: 'day',
  parameters: defaultParameters,
})

/** A planned version that names the employee. */
export async function makePlannedPolicy(world: TestWorld, employeeId: string): Promise<string> {
  const version = versionFor(employeeId)
  const row = { ...version, parameters: JSON.stringify(version.parameters) }
  const id = freshId()
  const now = world.simulator.clock.now()
  const rest = { createdBy: employeeId, createdAt: now, withdrawnAt: null, withdrawnBy: null }
  await world.database.write((tx) =>
    tx
      .insertInto('targetPolicy')
      .values({ id, ...row, ...rest })
      .execute(),
  )
  return id
}

/** A change that this employee proposed and that waits; it is about somebody who is there whoever proposed it. */
export async function makePolicyChange(world: TestWorld, employeeId: string): Promise<string> {
  const versions = JSON.stringify([versionFor('zhouyunfan')])
  const id = freshId()
  const row = { id, state: 'waiting' as const, versions, withdrawals: '[]', reason: '虚构的理由', affected: 120 }
  const sums = { sumBefore: 0, sumAfter: 0, proposedBy: employeeId, proposedAt: world.simulator.clock.now() }
  const undecided = { decidedBy: null, decidedAt: null, decisionReason: null }
  await world.database.write((tx) =>
    tx
      .insertInto('policyChange')
      .values({ ...row, ...sums, ...undecided })
      .execute(),
  )
  return id
}
