import { AT_ONCE, MOST_CONTACTS } from '../../domain/assignment.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { OwedState, Reassigned } from '../../domain/reassignment.ts'
import type { Ports, Reader, Tx } from '../../ports.ts'
import { requireQuota } from './assign-follow-ups.ts'
import { insertAssignment } from './assignment-job-store.ts'
import { inReach, lockMaker, readBranchesBelow } from './assignment-store.ts'
import { requireReachable, requireSeat } from './decide-assignment.ts'
import type { ReassignmentTerms } from './decide-reassignment.ts'
import { handOnNext } from './hand-on-next.ts'
import { findChosen, findOwed, insertHeld, type Held } from './reassignment-store.ts'
import { viewAssignment, type AssignmentView } from './view-assignments.ts'

/** All of a list of the branch with all below it, or of one assignee in it. */
export type OwedList = { branch: string; state: OwedState; employee: string | null }
export type ReassignInput = ReassignmentTerms & { list: OwedList | null; followUpIds: string[] | null }

/**
 * Hands on what others have, each to somebody who is related with its contact: a few before the answer, more of them by the job that
 * assigns. What is out of the lead's scope does not exist (404); null where there is nothing to hand on.
 */
export async function reassignFollowUps(
  actor: EmployeeActor,
  ports: Ports,
  input: ReassignInput,
): Promise<AssignmentView | null> {
  const now = ports.clock.now()
  const terms = reassignmentTermsOf(input)
  return await ports.database.write(async (tx) => {
    await lockMaker(tx, actor.id)
    const chosen = await chooseHeld(tx, actor, input, now)
    await requireTakers(tx, actor, terms)
    await requireQuota(tx, actor, chosen.length, now)
    if (chosen.length === 0) return null
    const isJob = chosen.length > AT_ONCE
    const id = await record(tx, actor, ports, { ...terms, chosen, of: input.list?.state ?? 'chosen', isJob })
    await ports.audit(tx, actor, 'assignment/begun', { kind: 'assignment', id }, { followUps: chosen.length })
    if (isJob) await ports.jobs.send(tx, 'work-off-assignment', { assignmentId: id })
    else await handOnNext(tx, actor, ports, { id, limit: AT_ONCE, ...terms })
    if (!isJob) await ports.jobs.send(tx, 'notify-employee', {})
    return await viewAssignment(tx, actor, id, now)
  })
}

export function reassignmentTermsOf({ assigneeIds, includeOnLeave }: ReassignmentTerms): ReassignmentTerms {
  return { assigneeIds: assigneeIds && [...new Set(assigneeIds.map((id) => id.toLowerCase()))], includeOnLeave }
}

/** What is handed on, with who has each now. */
export async function chooseHeld(
  reader: Reader,
  actor: EmployeeActor,
  { list, followUpIds }: Pick<ReassignInput, 'list' | 'followUpIds'>,
  now: Date,
): Promise<Held[]> {
  if (!list) return await requireChosen(reader, actor, [...new Set(followUpIds ?? [])])
  const branchIds = await readBranchesBelow(reader, actor, list.branch)
  if (branchIds.length === 0) throw new Problem('branch/not-found')
  const employeeId = list.employee?.toLowerCase() ?? null
  if (employeeId) await requireInReach(reader, actor, employeeId)
  const asked = { state: list.state, employeeId, now, limit: MOST_CONTACTS + 1 }
  const found = await findOwed(reader, branchIds, asked)
  if (found.length > MOST_CONTACTS) throw new Problem('follow-up/too-many-to-hand-on', { most: MOST_CONTACTS })
  return found
}

async function requireChosen(reader: Reader, actor: EmployeeActor, ids: string[]): Promise<Held[]> {
  const found = await findChosen(reader, actor, ids)
  if (found.length < ids.length) throw new Problem('follow-up/not-found')
  if (!found.every(({ isLed }) => isLed)) throw new Problem('request/forbidden')
  return found.map(({ isLed: _isLed, ...held }) => held)
}

/** Whoever has left is within reach too. */
async function requireInReach(reader: Reader, actor: EmployeeActor, employeeId: string): Promise<void> {
  const [found] = await inReach(reader, actor).where('employee.id', '=', employeeId).execute()
  if (!found) throw new Problem('follow-up/assignee-not-found')
}

export async function requireTakers(
  reader: Reader,
  actor: EmployeeActor,
  { assigneeIds }: ReassignmentTerms,
): Promise<void> {
  if (!assigneeIds) return
  await requireReachable(reader, actor, assigneeIds)
  await requireSeat(reader, assigneeIds)
}

type Begun = ReassignmentTerms & { chosen: Held[]; of: Reassigned; isJob: boolean }

async function record(tx: Tx, actor: EmployeeActor, ports: Ports, begun: Begun): Promise<string> {
  const { assigneeIds, includeOnLeave, chosen, of, isJob } = begun
  const id = ports.random.id()
  const now = ports.clock.now()
  const made = { createdBy: actor.id, branchId: actor.branchId, createdAt: now, locale: actor.locale }
  const whom = { filter: null, assigneeIds: assigneeIds && JSON.stringify(assigneeIds), includeOnLeave }
  // Each follow-up keeps what it is and when it is due.
  const what = { kind: 'other', title: '', reason: '', dueAt: now, priority: 'normal', talkScriptId: null } as const
  const ended = { finishedAt: isJob ? null : now, undoneAt: null, undoneBy: null }
  const state = isJob ? 'running' : 'done'
  await insertAssignment(tx, { id, ...made, ...whom, ...what, reassigns: of, state, ...ended })
  await insertHeld(tx, id, chosen)
  return id
}
