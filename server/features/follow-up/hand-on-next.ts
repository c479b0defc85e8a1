import type { EmployeeActor } from '../../domain/employee.ts'
import type { Ports, Tx } from '../../ports.ts'
import { decideReassignment, type ReassignmentTerms } from './decide-reassignment.ts'
import { findNoticeMoment } from './find-notice-moment.ts'
import { moveFollowUp } from './move-follow-up.ts'
import { lockFollowUps, noteHandedOn, readWaitingHeld } from './reassignment-store.ts'
import { lockFactsOf } from './standing-store.ts'

/** Hands on the next of them as things are now, each to exactly one or to nobody with why; answers how many it looked at. */
export async function handOnNext(
  tx: Tx,
  actor: EmployeeActor,
  ports: Ports,
  { id, limit, ...terms }: ReassignmentTerms & { id: string; limit: number },
): Promise<number> {
  const chosen = await readWaitingHeld(tx, id, limit)
  // In this order everywhere: what closes follow-ups by the facts holds the contact before it locks one of them.
  await lockFactsOf(
    tx,
    chosen.map(({ contactId }) => contactId),
  )
  await lockFollowUps(
    tx,
    chosen.map(({ followUpId }) => followUpId),
  )
  const now = ports.clock.now()
  const { assigned, skipped } = await decideReassignment(tx, actor, terms, { chosen, now })
  const at = await findNoticeMoment(tx, now)
  const holders = new Map(chosen.map(({ followUpId, holderId }) => [followUpId, holderId]))
  for (const { followUpId, contactId, assigneeId: to } of assigned) {
    const move = { id: followUpId, contactId, from: holders.get(followUpId) ?? '', to }
    await moveFollowUp(tx, actor, ports, move, { tells: to === actor.id ? null : to, at })
  }
  await noteHandedOn(tx, id, [
    ...assigned.map(({ followUpId, assigneeId }) => ({ followUpId, toId: assigneeId, skipped: null })),
    ...skipped.map(({ followUpId, reason }) => ({ followUpId, toId: null, skipped: reason })),
  ])
  return chosen.length
}
