import { sql } from 'kysely'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { FollowUpKind } from '../../domain/follow-up.ts'
import { isPurpose, type ContactCase } from '../../domain/follow-up-assignment.ts'
import type { Reader, Tx } from '../../ports.ts'

/** One parameter however many there are. */
export const anyOf = (ids: readonly string[]) => sql<string>`ANY(${[...ids]}::text[])`

/** Among whom one looks: narrower than the actor's reach. Branches are told with all below them. */
export type Within = { branchIds?: string[] | undefined; employeeId?: string | undefined }

/** Those of the ids who are active and within the actor's reach: the actor, and the employees of the actor's branches. */
export async function findReachableEmployees(reader: Reader, actor: EmployeeActor, ids: string[]): Promise<string[]> {
  const found = await reachable(reader, actor).where('employee.id', '=', anyOf(ids)).execute()
  return found.map(({ id }) => id)
}

export function reachable(reader: Reader, actor: EmployeeActor, { branchIds, employeeId }: Within = {}) {
  return inReach(reader, actor)
    .where('employee.state', '=', 'active')
    .$if(branchIds !== undefined, (rows) => rows.where('employee.branchId', '=', anyOf(branchIds ?? [])))
    .$if(employeeId !== undefined, (rows) => rows.where('employee.id', '=', employeeId ?? ''))
}

/** The actor, and everybody of the actor's branches, those who have left included. */
export function inReach(reader: Reader, actor: EmployeeActor) {
  return reader
    .selectFrom('employee')
    .select('employee.id')
    .where((is) => is.or([is('employee.id', '=', actor.id), is('employee.branchId', '=', anyOf(actor.scope))]))
}

/** Counted up to `most`. */
export async function countReachable(
  reader: Reader,
  actor: EmployeeActor,
  { within, most }: { within: Within; most: number },
): Promise<number> {
  return (await reachable(reader, actor, within).limit(most).execute()).length
}

/** The branch with all below it; empty unless it is within the actor's scope. */
export async function readBranchesBelow(reader: Reader, actor: EmployeeActor, branchId: string): Promise<string[]> {
  if (!actor.scope.includes(branchId)) return []
  const { rows } = await sql<{ id: string }>`
    WITH RECURSIVE below AS (
      SELECT branch.id FROM branch WHERE branch.id = ${branchId} AND branch.removed_at IS NULL
      UNION
      SELECT branch.id FROM branch JOIN below ON branch.parent_id = below.id WHERE branch.removed_at IS NULL
    )
    SELECT below.id FROM below`.execute(reader)
  return rows.map(({ id }) => id)
}

/** What decides who gets each contact; a contact with which nobody within reach was ever related is left out. */
export async function readCases(
  reader: Reader,
  actor: EmployeeActor,
  contactIds: readonly string[],
  same: { kind: FollowUpKind; title: string },
  within: Within,
): Promise<ContactCase[]> {
  const open = grouped(
    await reader
      .selectFrom('followUp')
      .select(['contactId', 'assigneeId', 'onceIn'])
      .where('contactId', '=', anyOf(contactIds))
      .where('state', '=', 'open')
      .where('kind', '=', same.kind)
      .$if(!isPurpose(same.kind), (rows) => rows.where('title', '=', same.title))
      .execute(),
  )
  const leads = actor.scope.length > 0
  return (await readKnown(reader, actor, contactIds, within)).map((known) => {
    const others = open.get(known.contactId) ?? []
    return {
      ...known,
      alreadyOpen: leads && others.some((one) => one.onceIn === '*'),
      alreadyWith: others.map(({ assigneeId }) => assigneeId),
    }
  })
}

/** As `readCases`, whatever is open with them. */
export async function readKnown(
  reader: Reader,
  actor: EmployeeActor,
  contactIds: readonly string[],
  within: Within,
): Promise<Omit<ContactCase, 'alreadyOpen' | 'alreadyWith'>[]> {
  const relations = grouped(
    await reader
      .selectFrom('relation')
      .select(['relation.contactId', 'relation.employeeId', 'relation.startedAt', 'relation.endedAt'])
      .where('relation.contactId', '=', anyOf(contactIds))
      .where('relation.employeeId', 'in', reachable(reader, actor, within))
      .execute(),
  )
  const verifications = grouped(
    await reader
      .selectFrom('verification')
      .select(['contactId', 'state'])
      .where('contactId', '=', anyOf(contactIds))
      .where('state', 'in', ['verified', 'declined'])
      .execute(),
  )
  const marked = grouped(
    await reader
      .selectFrom('add')
      .select(['contactId', 'employeeId'])
      .where('contactId', '=', anyOf(contactIds))
      .where('privateAt', 'is not', null)
      .execute(),
  )
  return contactIds
    .filter((id) => relations.has(id))
    .map((contactId) => {
      const verification = verifications.get(contactId)?.[0]?.state
      return {
        contactId,
        verified: verification === 'verified',
        declined: verification === 'declined',
        candidates: (relations.get(contactId) ?? []).filter(({ endedAt }) => endedAt === null),
        privateFor: (marked.get(contactId) ?? []).map(({ employeeId }) => employeeId),
      }
    })
}

/** How many open follow-ups each of these employees has. */
export async function countOpen(reader: Reader, employeeIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await reader
    .selectFrom('followUp')
    .select((count) => ['assigneeId', count.fn.countAll<number>().as('count')])
    .where('assigneeId', '=', anyOf(employeeIds))
    .where('state', '=', 'open')
    .groupBy('assigneeId')
    .execute()
  return new Map(rows.map(({ assigneeId, count }) => [assigneeId, count]))
}

/** Until the transaction ends nothing else is assigned by this employee, so that none is missed in what they have assigned today. */
export async function lockMaker(tx: Tx, employeeId: string): Promise<void> {
  await tx.selectFrom('employee').select('id').where('id', '=', employeeId).forNoKeyUpdate().execute()
}

/** What the actor has assigned to others since then. */
export async function countAssignedSince(reader: Reader, actorId: string, since: Date): Promise<number> {
  const { count } = await reader
    .selectFrom('followUp')
    .select((all) => all.fn.countAll<number>().as('count'))
    .where('createdBy', '=', actorId)
    .where('createdAt', '>=', since)
    .where('assigneeId', '!=', actorId)
    .executeTakeFirstOrThrow()
  return count
}

export type Person = { id: string; name: string }

export async function readNames(reader: Reader, employeeIds: readonly string[]): Promise<Map<string, Person>> {
  const rows = await reader.selectFrom('employee').select(['id', 'name']).where('id', '=', anyOf(employeeIds)).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

export async function readFaces(
  reader: Reader,
  contactIds: readonly string[],
): Promise<Map<string, Person & { avatar: string }>> {
  const rows = await reader
    .selectFrom('contact')
    .select(['id', 'name', 'avatar'])
    .where('id', '=', anyOf(contactIds))
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

function grouped<Row extends { contactId: string }>(rows: Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(row.contactId)
    if (group) group.push(row)
    else groups.set(row.contactId, [row])
  }
  return groups
}
