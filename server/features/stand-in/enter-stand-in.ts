import { businessDayOf } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import { standInFault, type StandInDays } from '../../domain/stand-in.ts'
import type { Ports } from '../../ports.ts'
import * as store from './stand-in-store.ts'
import { viewStandIn, type StandInView } from './view-stand-in.ts'

/** Lends what the directory makes the actor lead; what is lent to them cannot be lent on. Throws why it cannot be. */
export async function enterStandIn(
  actor: EmployeeActor,
  ports: Ports,
  input: StandInDays & { employeeId: string },
): Promise<StandInView> {
  const now = ports.clock.now()
  const today = businessDayOf(now)
  const { firstDay, lastDay } = input
  const deputyId = input.employeeId.toLowerCase()
  return await ports.database.write(async (tx) => {
    await store.lockLead(tx, actor.id)
    const scope = await store.readOwnScope(tx, actor.id)
    if (scope.length === 0) throw new Problem('stand-in/not-found')
    if (deputyId === actor.id) throw new Problem('stand-in/not-possible')
    if (!(await store.isActiveIn(tx, deputyId, scope))) throw new Problem('stand-in/employee-not-found')
    const fault = standInFault({ firstDay, lastDay }, today, await store.readHolding(tx, actor.id, today))
    if (fault) throw new Problem(fault.code, fault.facts)
    const id = ports.random.id()
    const entered = { enteredBy: actor.id, enteredAt: now }
    await store.insertStandIn(tx, { id, leadId: actor.id, deputyId, firstDay, lastDay, ...entered })
    await ports.audit(tx, actor, 'stand-in/entered', { kind: 'stand-in', id }, { deputyId, firstDay, lastDay })
    await ports.liveUpdates.changed(tx, [deputyId], 'my-day')
    const row = await store.findStandIn(tx, id)
    if (!row) throw new Problem('stand-in/not-found')
    return viewStandIn(row, actor, today)
  })
}
