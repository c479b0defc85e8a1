import { businessDayOf } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { readHeld } from './branch-reviews-store.ts'
import { memberOf, readDayMembers } from './day-members.ts'

/** What the actor's lead sees of them today: the very row of the branch's page, and why adds are held. */
export async function readSeenByLead(actor: EmployeeActor, ports: Ports) {
  const asOf = ports.clock.now()
  const day = businessDayOf(asOf)
  const [own] = await readDayMembers(ports, {
    among: { employeeIds: [actor.id] },
    kept: false,
    day,
    now: asOf,
    after: null,
    limit: 1,
  })
  if (!own) throw new Problem('branch/not-found')
  return { day, member: memberOf(own), held: await readHeld(ports.database.read, actor), asOf }
}
