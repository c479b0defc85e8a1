import type { EmployeeActor } from '../../domain/employee.ts'
import type { PolicyChange } from '../../domain/policy-change.ts'
import type { Ports, Tx } from '../../ports.ts'
import { applyChange } from './apply-change.ts'
import { insertChange } from './change-store.ts'
import { acceptChange } from './check-change.ts'
import { lockPolicies } from './policy-store.ts'
import { requireOperator } from './require-operator.ts'
import { viewChange, type ChangeView } from './view-change.ts'
import { weighChange, type ChangeEffect } from './weigh-change.ts'

/** Made at once when it touches few people; otherwise it waits for a second operator. Throws the first thing that speaks against it. */
export async function proposeChange(
  actor: EmployeeActor,
  ports: Ports,
  { reason, ...wanted }: PolicyChange & { reason: string },
): Promise<ChangeView> {
  requireOperator(actor)
  const change = inStoredForm(wanted)
  return await ports.database.write(async (tx) => {
    await lockPolicies(tx)
    const before = await acceptChange(tx, change, ports.clock.now())
    const effect = await weighChange(tx, ports, actor.id, change, before)
    const id = await keepChange(tx, actor, ports, { ...change, reason }, effect)
    if (!effect.needsSecond) await applyChange(tx, actor, ports, { id, ...change, proposedBy: actor.id }, effect)
    return await viewChange(tx, actor, id)
  })
}

/** Ids of employees are kept in lower case; named twice is withdrawn once. */
export const inStoredForm = ({ versions, withdrawals }: PolicyChange): PolicyChange => ({
  versions: versions.map((version) => ({ ...version, employeeId: version.employeeId?.toLowerCase() ?? null })),
  withdrawals: [...new Set(withdrawals)],
})

async function keepChange(
  tx: Tx,
  actor: EmployeeActor,
  ports: Ports,
  { versions, withdrawals, reason }: PolicyChange & { reason: string },
  { affected, before, after, needsSecond }: ChangeEffect,
): Promise<string> {
  const id = ports.random.id()
  const now = ports.clock.now()
  await insertChange(tx, {
    id,
    state: needsSecond ? 'waiting' : 'applied',
    versions: JSON.stringify(versions),
    withdrawals: JSON.stringify(withdrawals),
    reason,
    affected,
    sumBefore: before,
    sumAfter: after,
    proposedBy: actor.id,
    proposedAt: now,
    decidedBy: needsSecond ? null : actor.id,
    decidedAt: needsSecond ? null : now,
    decisionReason: null,
  })
  const facts = { affected, before, after, versions: versions.length, withdrawals: withdrawals.length, needsSecond }
  await ports.audit(tx, actor, 'policy/proposed', { kind: 'policy-change', id }, facts)
  return id
}
