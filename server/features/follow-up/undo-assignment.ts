import { AT_ONCE, undoUntil } from '../../domain/assignment.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports, Tx } from '../../ports.ts'
import * as store from './assignment-job-store.ts'
import { countMade, countToTakeBack, lockUntouched, type Untouched } from './assignment-sums-store.ts'
import { findNoticeMoment } from './find-notice-moment.ts'
import { insertChange, updateFollowUp } from './follow-up-store.ts'
import { countToGiveBack, lockToGiveBack } from './handed-on-store.ts'
import { moveFollowUp } from './move-follow-up.ts'
import { viewAssignment, type AssignmentView } from './view-assignments.ts'

/** `told`: of what is cancelled, how many were told to their assignee before, as far as it is known. */
export type Undone = { assignment: AssignmentView; cancelled: number; kept: number; told: number }

/** Takes back, or gives back, what nobody has worked on, as far as it is within the actor's reach: a few at once, more of them by a job. What is not made yet is made no more. */
export async function undoAssignment(actor: EmployeeActor, ports: Ports, input: { id: string }): Promise<Undone> {
  const now = ports.clock.now()
  return await ports.database.write(async (tx) => {
    await store.lockAssignment(tx, input.id)
    const before = await viewAssignment(tx, actor, input.id, now)
    if (undoUntil(before, now) === null) throw new Problem('assignment/undo-over')
    const by = { undoneAt: now, undoneBy: actor.id }
    const { cancelled, told } = await (before.reassigns ? countToGiveBack : countToTakeBack)(tx, actor, input.id)
    // Whoever made it knows how many there were; anybody else is told of their own reach.
    const made = before.createdBy === actor.id ? await countMade(tx, input.id) : before.created
    const kept = made - cancelled
    await store.updateAssignment(tx, input.id, { state: 'undoing', ...by, finishedAt: before.finishedAt ?? now })
    await ports.audit(tx, actor, 'assignment/undone', { kind: 'assignment', id: input.id }, { cancelled, kept, told })
    if (cancelled > AT_ONCE) await ports.jobs.send(tx, 'work-off-assignment', { assignmentId: input.id })
    else await takeBackNext(tx, actor, ports, { assignment: before, limit: AT_ONCE + 1 })
    return { assignment: await viewAssignment(tx, actor, input.id, now), cancelled, kept, told }
  })
}

/** False when that was the last. Without an actor, who has left meanwhile, nothing more is taken back. */
export async function takeBackNext(
  tx: Tx,
  actor: EmployeeActor | null,
  ports: Ports,
  { assignment, limit }: { assignment: store.AssignmentRow; limit: number },
): Promise<boolean> {
  const { id, createdBy, reassigns } = assignment
  const next = reassigns ? giveBackNext : cancelNext
  const isLast = !actor || (await next(tx, actor, ports, { id, limit })) < limit
  if (isLast) {
    await store.updateAssignment(tx, id, { state: 'undone' })
    await ports.consequences(tx, { kind: 'assignment-undone', assignmentId: id })
  }
  await ports.liveUpdates.changed(tx, [createdBy], 'follow-up')
  return !isLast
}

/** Answers how many there were. */
async function cancelNext(
  tx: Tx,
  actor: EmployeeActor,
  ports: Ports,
  { id, limit }: { id: string; limit: number },
): Promise<number> {
  const followUps = await lockUntouched(tx, actor, id, limit)
  for (const followUp of followUps) await cancel(tx, actor, ports, followUp)
  return followUps.length
}

/** What was handed on goes back to whoever had it; who has left is told nothing. Answers how many there were. */
async function giveBackNext(
  tx: Tx,
  actor: EmployeeActor,
  ports: Ports,
  { id, limit }: { id: string; limit: number },
): Promise<number> {
  const at = await findNoticeMoment(tx, ports.clock.now())
  const moves = await lockToGiveBack(tx, actor, id, limit)
  for (const { isActive, ...move } of moves) {
    await moveFollowUp(tx, actor, ports, move, { tells: isActive && move.to !== actor.id ? move.to : null, at })
  }
  return moves.length
}

async function cancel(tx: Tx, actor: EmployeeActor, ports: Ports, followUp: Untouched): Promise<void> {
  const { id, contactId, assigneeId } = followUp
  const at = ports.clock.now()
  const by = actor.id
  await updateFollowUp(tx, id, { state: 'cancelled', closedAt: at })
  await insertChange(tx, { id: ports.random.id(), followUpId: id, kind: 'cancelled', at, by, facts: { reason: null } })
  await ports.audit(tx, actor, 'follow-up/cancelled', { kind: 'follow-up', id })
  await ports.consequences(tx, { kind: 'follow-up-changed', followUpId: id, contactId, assigneeId, change: 'other' })
}
