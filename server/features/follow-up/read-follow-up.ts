import type { EmployeeActor } from '../../domain/employee.ts'
import type { Ports } from '../../ports.ts'
import type { Person } from './assignment-store.ts'
import { findTakers } from './find-takers.ts'
import { type FollowUpView, viewFollowUp } from './follow-up-view.ts'

/** Somebody else's is read by a lead, and the audit log says so. `takers`: to whom the reader can give it instead. */
export async function readFollowUp(
  actor: EmployeeActor,
  { database, clock, audit }: Ports,
  { id }: { id: string },
): Promise<{ followUp: FollowUpView; takers: Person[]; asOf: Date }> {
  const asOf = clock.now()
  const followUp = await viewFollowUp(database.read, actor, id, asOf)
  if (followUp.assigneeId !== actor.id) {
    const whose = { kind: 'employee', id: followUp.assigneeId }
    await database.write((tx) => audit(tx, actor, 'follow-up/read', whose, { followUps: 1 }))
  }
  const takers = followUp.may.assign ? await findTakers(database.read, actor, followUp) : []
  return { followUp, takers, asOf }
}
