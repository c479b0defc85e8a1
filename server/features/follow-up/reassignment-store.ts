import { sql } from 'kysely'
import type { EmployeeActor } from '../../domain/employee.ts'
import { sameAs, type OwedState } from '../../domain/reassignment.ts'
import type { SkipReason } from '../../domain/follow-up-assignment.ts'
import type { FollowUpKind } from '../../domain/follow-up.ts'
import { isOwed } from '../../owed-follow-ups-store.ts'
import type { Reader, Tx } from '../../ports.ts'
import { anyOf } from './assignment-store.ts'

/** A follow-up with who had it when it was chosen. */
export type Held = { followUpId: string; contactId: string; holderId: string }
export type HeldFollowUp = Held & { kind: FollowUpKind; title: string }
export type HandedOnOutcome = { followUpId: string; toId: string | null; skipped: SkipReason | null }

const held = (reader: Reader) =>
  reader
    .selectFrom('followUp')
    .innerJoin('employee', 'employee.id', 'followUp.assigneeId')
    .select(['followUp.id as followUpId', 'followUp.contactId', 'followUp.assigneeId as holderId'])

/** All of a list of these branches, or of one assignee in it, the first due first. */
export function findOwed(
  reader: Reader,
  branchIds: readonly string[],
  { state, employeeId, now, limit }: { state: OwedState; employeeId: string | null; now: Date; limit: number },
): Promise<Held[]> {
  return held(reader)
    .where('employee.branchId', '=', anyOf(branchIds))
    .where(isOwed(state, now))
    .$if(employeeId !== null, (rows) => rows.where('followUp.assigneeId', '=', employeeId ?? ''))
    .orderBy('followUp.dueAt')
    .orderBy('followUp.id')
    .limit(limit)
    .execute()
}

/** Those of the ids that the actor may read, and whether they may be handed on by them. */
export function findChosen(
  reader: Reader,
  actor: EmployeeActor,
  ids: readonly string[],
): Promise<(Held & { isLed: boolean })[]> {
  const isLed = sql<boolean>`employee.branch_id = ${anyOf(actor.scope)}`
  return held(reader)
    .select(isLed.as('isLed'))
    .where('followUp.id', '=', anyOf(ids))
    .where((is) => is.or([is('followUp.assigneeId', '=', actor.id), isLed]))
    .orderBy('followUp.dueAt')
    .orderBy('followUp.id')
    .execute()
}

/** Of these, what is still open, with whoever had it, and the actor's to hand on. */
export async function readStillHeld(
  reader: Reader,
  actor: EmployeeActor,
  chosen: readonly Held[],
): Promise<HeldFollowUp[]> {
  const holders = new Map(chosen.map(({ followUpId, holderId }) => [followUpId, holderId]))
  const rows = await held(reader)
    .select(['followUp.kind', 'followUp.title'])
    .where('followUp.id', '=', anyOf([...holders.keys()]))
    .where('followUp.state', '=', 'open')
    .where('employee.branchId', '=', anyOf(actor.scope))
    .orderBy('followUp.dueAt')
    .orderBy('followUp.id')
    .execute()
  return rows.filter(({ followUpId, holderId }) => holders.get(followUpId) === holderId)
}

type Same = { followUpId: string; assigneeId: string; onceIn: string | null }

/** What else is open for these contacts, by what makes two follow-ups the same. */
export async function readOpenOf(reader: Reader, contactIds: readonly string[]): Promise<Map<string, Same[]>> {
  const rows = await reader
    .selectFrom('followUp')
    .select(['id as followUpId', 'contactId', 'kind', 'title', 'assigneeId', 'onceIn'])
    .where('contactId', '=', anyOf(contactIds))
    .where('state', '=', 'open')
    .execute()
  const groups = new Map<string, Same[]>()
  for (const row of rows) groups.set(sameAs(row), [...(groups.get(sameAs(row)) ?? []), row])
  return groups
}

/** Until the transaction ends nobody else changes them. */
export async function lockFollowUps(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.selectFrom('followUp').select('id').where('id', '=', anyOf(ids)).orderBy('id').forUpdate().execute()
}

/** What is to be handed on, fixed from now on. */
export async function insertHeld(tx: Tx, assignmentId: string, chosen: readonly Held[]): Promise<void> {
  await sql`
    INSERT INTO assignment_follow_up (assignment_id, follow_up_id, from_id)
    SELECT ${assignmentId}, one.value ->> 'followUpId', one.value ->> 'holderId'
    FROM jsonb_array_elements(${JSON.stringify(chosen)}::jsonb) AS one`.execute(tx)
}

/** What nobody has looked at yet. */
export async function readWaitingHeld(reader: Reader, assignmentId: string, limit: number): Promise<Held[]> {
  return await reader
    .selectFrom('assignmentFollowUp')
    .leftJoin('followUp', 'followUp.id', 'assignmentFollowUp.followUpId')
    .select(['assignmentFollowUp.followUpId', 'assignmentFollowUp.fromId as holderId'])
    .select(sql<string>`COALESCE(follow_up.contact_id, '')`.as('contactId'))
    .where('assignmentFollowUp.assignmentId', '=', assignmentId)
    .where('assignmentFollowUp.toId', 'is', null)
    .where('assignmentFollowUp.skipped', 'is', null)
    .orderBy('assignmentFollowUp.followUpId')
    .limit(limit)
    .execute()
}

export async function noteHandedOn(tx: Tx, assignmentId: string, outcomes: readonly HandedOnOutcome[]): Promise<void> {
  await sql`
    UPDATE assignment_follow_up SET to_id = one.value ->> 'toId', skipped = one.value ->> 'skipped'
    FROM jsonb_array_elements(${JSON.stringify(outcomes)}::jsonb) AS one
    WHERE assignment_follow_up.assignment_id = ${assignmentId}
      AND assignment_follow_up.follow_up_id = one.value ->> 'followUpId'`.execute(tx)
}

/** What the actor has handed on to others since then, or is about to. */
export async function countHandedOnSince(reader: Reader, actorId: string, since: Date): Promise<number> {
  const { count } = await reader
    .selectFrom('assignment')
    .innerJoin('assignmentFollowUp', 'assignmentFollowUp.assignmentId', 'assignment.id')
    .select((all) => all.fn.countAll<number>().as('count'))
    .where('assignment.createdBy', '=', actorId)
    .where('assignment.createdAt', '>=', since)
    .where('assignmentFollowUp.skipped', 'is', null)
    .where(sql<boolean>`assignment_follow_up.to_id IS DISTINCT FROM ${actorId}`)
    .executeTakeFirstOrThrow()
  return count
}
