import type { EmployeeActor, Locale, SystemActor } from '../../domain/employee.ts'
import { Problem, type ProblemCode } from '../../domain/problem.ts'
import type { Ports, Tx } from '../../ports.ts'
import { outcomesOf } from './assign-follow-ups.ts'
import * as store from './assignment-job-store.ts'
import { giveOut } from './give-out.ts'
import { handOnNext } from './hand-on-next.ts'
import { takeBackNext } from './undo-assignment.ts'

/** Small enough that others get their turn in between, on one connection too. */
const BATCH = 100

export type WorkOff = {
  assignmentId: string
  /** Who acts and what they may do now; null for somebody who has left. */
  actorOf(employeeId: string, locale: Locale): Promise<EmployeeActor | null>
}

/** Goes on with an assignment, or with its undoing, until nothing is left of it; may be done again, and by several at once. */
export async function workOffAssignment(_by: SystemActor, ports: Ports, work: WorkOff): Promise<void> {
  let goesOn = true
  while (goesOn) goesOn = await workOn(ports, work)
}

/** All that is not finished: what a process that died has left behind. */
export async function workOffAssignments(by: SystemActor, ports: Ports, actorOf: WorkOff['actorOf']): Promise<void> {
  const ids = await store.findUnfinished(ports.database.read)
  for (const assignmentId of ids) await workOffAssignment(by, ports, { assignmentId, actorOf })
}

async function workOn(ports: Ports, { assignmentId, actorOf }: WorkOff): Promise<boolean> {
  const begun = await store.readAssignment(ports.database.read, assignmentId)
  if (begun?.state !== 'running' && begun?.state !== 'undoing') return false
  const actor = await actorOf(begun.undoneBy ?? begun.createdBy, begun.locale)
  try {
    return await ports.database.write((tx) => workOnBatch(tx, ports, { assignmentId, actor }))
  } catch (fault) {
    if (!(fault instanceof Problem && lostRights.includes(fault.code))) throw fault
    return await ports.database.write((tx) => end(tx, ports, begun, 'stopped'))
  }
}

/** What whoever began it filtered by is no longer within their reach. */
const lostRights: ProblemCode[] = ['branch/not-found', 'follow-up/assignee-not-found']

async function workOnBatch(
  tx: Tx,
  ports: Ports,
  { assignmentId, actor }: { assignmentId: string; actor: EmployeeActor | null },
): Promise<boolean> {
  const assignment = await store.lockAssignment(tx, assignmentId)
  if (assignment?.state === 'undoing') return await takeBackNext(tx, actor, ports, { assignment, limit: BATCH })
  if (assignment?.state !== 'running') return false
  // Whoever leads nobody any more hands nothing on.
  if (!actor || (assignment.reassigns && actor.scope.length === 0)) return await end(tx, ports, assignment, 'stopped')
  return await giveOutNext(tx, actor, ports, assignment)
}

/** False when that was the last. */
async function giveOutNext(
  tx: Tx,
  actor: EmployeeActor,
  ports: Ports,
  assignment: store.AssignmentRow,
): Promise<boolean> {
  const done = assignment.reassigns
    ? await handOnNext(tx, actor, ports, { ...assignment, limit: BATCH })
    : await makeNext(tx, actor, ports, assignment)
  await ports.liveUpdates.changed(tx, [assignment.createdBy], 'follow-up')
  return done === BATCH || (await end(tx, ports, assignment, 'done'))
}

/** Answers how many contacts it looked at. */
async function makeNext(tx: Tx, actor: EmployeeActor, ports: Ports, terms: store.AssignmentRow): Promise<number> {
  const contactIds = await store.readWaiting(tx, terms.id, BATCH)
  const given = await giveOut(tx, actor, ports, { terms, contactIds, tell: 'within a minute' })
  await store.noteOutcomes(tx, terms.id, outcomesOf(given))
  return contactIds.length
}

async function end(
  tx: Tx,
  ports: Ports,
  { id, createdBy }: Pick<store.AssignmentRow, 'id' | 'createdBy'>,
  state: 'done' | 'stopped',
): Promise<false> {
  await store.updateAssignment(tx, id, { state, finishedAt: ports.clock.now() })
  await ports.jobs.send(tx, 'notify-employee', {})
  await ports.liveUpdates.changed(tx, [createdBy], 'follow-up')
  return false
}
