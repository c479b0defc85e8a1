import { businessDayOf } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { findStandIn, markEnded } from './stand-in-store.ts'
import { viewStandIn, type StandInView } from './view-stand-in.ts'

/** From the next request on the deputy's scope is their own again. Ended before, it stays as it was. */
export async function endStandIn(actor: EmployeeActor, ports: Ports, { id }: { id: string }): Promise<StandInView> {
  const now = ports.clock.now()
  return await ports.database.write(async (tx) => {
    const found = await findStandIn(tx, id)
    if (found?.leadId !== actor.id) throw new Problem('stand-in/not-found')
    await markEnded(tx, id, actor.id, now)
    if (!found.endedAt) {
      await ports.audit(tx, actor, 'stand-in/ended', { kind: 'stand-in', id }, { deputyId: found.deputyId })
      await ports.liveUpdates.changed(tx, [found.deputyId], 'my-day')
    }
    return viewStandIn({ ...found, endedAt: found.endedAt ?? now }, actor, businessDayOf(now))
  })
}
