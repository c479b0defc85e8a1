import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports, Tx } from '../../ports.ts'
import { applyChange } from './apply-change.ts'
import { findChange, updateChange, type ChangeRow } from './change-store.ts'
import { acceptChange } from './check-change.ts'
import { lockPolicies } from './policy-store.ts'
import { requireOperator } from './require-operator.ts'
import { viewChange, type ChangeView } from './view-change.ts'
import { weighChange } from './weigh-change.ts'

/** By another operator than proposed it; what has come to speak against it since is thrown, and it waits on. */
export function confirmChange(actor: EmployeeActor, ports: Ports, { id }: { id: string }): Promise<ChangeView> {
  return decide(actor, ports, id, async (tx, change) => {
    refuseOwn(actor, change)
    const before = await acceptChange(tx, change, ports.clock.now())
    const effect = await weighChange(tx, ports, change.proposedBy, change, before)
    await applyChange(tx, actor, ports, change, effect)
    const { affected } = effect
    await updateChange(tx, id, {
      ...decidedBy(actor, ports),
      state: 'applied',
      affected,
      sumBefore: effect.before,
      sumAfter: effect.after,
    })
    await ports.audit(tx, actor, 'policy/confirmed', { kind: 'policy-change', id }, { affected })
  })
}

export function refuseChange(
  actor: EmployeeActor,
  ports: Ports,
  { id, reason }: { id: string; reason: string },
): Promise<ChangeView> {
  return decide(actor, ports, id, async (tx, change) => {
    refuseOwn(actor, change)
    await updateChange(tx, id, { ...decidedBy(actor, ports), state: 'refused', decisionReason: reason })
    await ports.audit(tx, actor, 'policy/refused', { kind: 'policy-change', id })
  })
}

/** By who proposed it. */
export function withdrawChange(actor: EmployeeActor, ports: Ports, { id }: { id: string }): Promise<ChangeView> {
  return decide(actor, ports, id, async (tx, change) => {
    if (change.proposedBy !== actor.id) throw new Problem('policy/not-own-change')
    await updateChange(tx, id, { ...decidedBy(actor, ports), state: 'withdrawn' })
    await ports.audit(tx, actor, 'policy/change-withdrawn', { kind: 'policy-change', id })
  })
}

function decide(
  actor: EmployeeActor,
  ports: Ports,
  id: string,
  work: (tx: Tx, change: ChangeRow) => Promise<void>,
): Promise<ChangeView> {
  requireOperator(actor)
  return ports.database.write(async (tx) => {
    await lockPolicies(tx)
    const change = await findChange(tx, id)
    if (!change) throw new Problem('policy/not-found')
    if (change.state !== 'waiting') throw new Problem('policy/change-decided')
    await work(tx, change)
    return await viewChange(tx, actor, id)
  })
}

function refuseOwn(actor: EmployeeActor, { proposedBy }: ChangeRow): void {
  if (proposedBy === actor.id) throw new Problem('policy/own-change')
}

const decidedBy = (actor: EmployeeActor, { clock }: Ports) => ({ decidedBy: actor.id, decidedAt: clock.now() })
