import { AT_ONCE, undoUntil } from '../../domain/assignment.ts'
import type { Actor, EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports, Tx } from '../../ports.ts'
import * as store from './assignment-job-store.ts'
import { insertChange, updateFollowUp } from './follow-up-store.ts'
import { viewAssignment, type AssignmentView } from './view-assignments.ts'

/** `told`: of what is cancelled, how many were told to their assignee before, as far as it is known. */
export type Undone = { assignment: AssignmentView; cancelled: number; kept: number; told: number }

/** Takes back what nobody has worked on: a few at once, more of them by a job. What is not made yet is made no more. */
export async function undoAssignment(actor: EmployeeActor, ports: Ports, input: { id: string }): Promise<Undone> {
  const now = ports.clock.now()
  return await ports.database.write(async (tx) => {
    await store.lockAssignment(tx, input.id)
    const before = await viewAssignment(tx, actor, input.id, now)
    if (undoUntil(before, now) === null) throw new Problem('assignment/undo-over')
    const by = { undoneAt: now, undoneBy: actor.id }
    const kept = before.workedOn + before.takenBack
    const cancelled = before.created - kept
    const told = await store.countTold(tx, input.id)
    await store.updateAssignment(tx, input.id, { state: 'undoing', ...by, finishedAt: before.finishedAt ?? now })
    await ports.audit(tx, actor, 'assignment/undone', { kind: 'assignment', id: input.id }, { cancelled, kept, told })
    if (cancelled > AT_ONCE) await ports.jobs.send(tx, 'work-off-assignment', { assignmentId: input.id })
    else await takeBackNext(tx, actor, ports, { assignment: before, limit: AT_ONCE + 1 })
    return { assignment: await viewAssignment(tx, actor, input.id, now), cancelled, kept, told }
  })
}

/** False when that was the last. */
export async function takeBackNext(
  tx: Tx,
  actor: Actor,
  ports: Ports,
  { assignment, limit }: { assignment: store.AssignmentRow; limit: number },
): Promise<boolean> {
  const { id, createdBy } = assignment
  const followUps = await store.lockUntouched(tx, id, limit)
  for (const followUp of followUps) await cancel(tx, actor, ports, followUp)
  const isLast = followUps.length < limit
  if (isLast) {
    await store.updateAssignment(tx, id, { state: 'undone' })
    await ports.consequences(tx, { kind: 'assignment-undone', assignmentId: id })
  }
  await ports.liveUpdates.changed(tx, [createdBy], 'follow-up')
  return !isLast
}

async function cancel(tx: Tx, actor: Actor, ports: Ports, followUp: store.Untouched): Promise<void> {
  const { id, contactId, assigneeId } = followUp
  const at = ports.clock.now()
  const by = actor.kind === 'employee' ? actor.id : 'system'
  await updateFollowUp(tx, id, { state: 'cancelled', closedAt: at })
  await insertChange(tx, { id: ports.random.id(), followUpId: id, kind: 'cancelled', at, by, facts: { reason: null } })
  await ports.audit(tx, actor, 'follow-up/cancelled', { kind: 'follow-up', id })
  await ports.consequences(tx, { kind: 'follow-up-changed', followUpId: id, contactId, assigneeId, change: 'other' })
}
