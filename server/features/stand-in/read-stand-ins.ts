import { businessDayOf } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { readLedBranches, type LedBranches, type NamedBranch } from '../../led-branches-store.ts'
import type { Ports } from '../../ports.ts'
import { listStandIns, readOwnScope } from './stand-in-store.ts'
import { viewStandIn, type StandInView } from './view-stand-in.ts'

export type StandIns = {
  items: StandInView[]
  /** By lead: what they lend to the actor today. */
  lent: Map<string, NamedBranch[]>
  own: LedBranches
  asOf: Date
}

export async function readStandIns(actor: EmployeeActor, ports: Ports): Promise<StandIns> {
  const asOf = ports.clock.now()
  const { read } = ports.database
  const items = (await listStandIns(read, actor.id)).map((row) => viewStandIn(row, actor, businessDayOf(asOf)))
  const lent = new Map<string, NamedBranch[]>()
  for (const { leadId, deputyId, state } of items) {
    if (deputyId !== actor.id || state !== 'active' || lent.has(leadId)) continue
    const reachable = (await readOwnScope(read, leadId)).filter((id) => actor.scope.includes(id))
    lent.set(leadId, (await readLedBranches(read, reachable)).items)
  }
  return { items, lent, own: await readLedBranches(read, await readOwnScope(read, actor.id)), asOf }
}
