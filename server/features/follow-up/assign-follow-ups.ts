import { AT_ONCE, DAILY_QUOTA, MOST_CONTACTS } from '../../domain/assignment.ts'
import { filterSentence } from '../../domain/assignment-words.ts'
import { businessDayOf, startOfDay } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { ownReason, skipSentence, usualReason } from '../../domain/follow-up-words.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports, Reader, Tx } from '../../ports.ts'
import { countWaitingOf, insertAssignment, insertContacts, noteOutcomes } from './assignment-job-store.ts'
import { countAssignedSince, lockMaker, readCases, readNames, type Person } from './assignment-store.ts'
import { requireReachable, requireSeat, withinOf, type AssignmentTerms } from './decide-assignment.ts'
import { requireDue } from './due-time.ts'
import { findContacts } from './filter-store.ts'
import { findFollowUps } from './follow-up-store.ts'
import { viewAll } from './follow-up-view.ts'
import type { FollowUpView } from './follow-up-view.ts'
import { giveOut, type Given } from './give-out.ts'
import { countHandedOnSince } from './reassignment-store.ts'
import { isScriptUsable } from './script-store.ts'
import { viewAssignment, type AssignmentView } from './view-assignments.ts'

/** `contactIds` is null where the filter says which. */
export type AssignInput = AssignmentTerms & { contactIds: string[] | null }
export type Assigned = {
  created: FollowUpView[]
  skipped: { contactId: string; reason: string; related: Person[] }[]
  assignment: AssignmentView | null
}

/**
 * A contact or assignee out of the actor's reach does not exist (404); a contact that fits nobody is skipped and told why. A few
 * contacts that are named are done before the answer, more of them or a filter by a job.
 */
export async function assignFollowUps(actor: EmployeeActor, ports: Ports, input: AssignInput): Promise<Assigned> {
  const now = ports.clock.now()
  const terms = termsOf(actor, input)
  if (!terms.reason) throw new Problem('follow-up/reason-missing')
  return await ports.database.write(async (tx) => {
    if (actor.scope.length > 0) await lockMaker(tx, actor.id)
    await requireDue(tx, actor, { dueAt: terms.dueAt, forOthers: !isForOneself(actor, terms) }, now)
    const contactIds = await chooseContacts(tx, actor, terms, { asked: input.contactIds, now })
    if (!isForOneself(actor, terms)) await requireQuota(tx, actor, contactIds.length, now)
    if (contactIds.length === 0) return { created: [], skipped: [], assignment: null }
    const isJob = input.contactIds === null || contactIds.length > AT_ONCE
    if (isJob) return await beginJob(tx, actor, ports, terms, contactIds)
    const given = await giveOut(tx, actor, ports, { terms, contactIds, tell: 'now' })
    return await told(tx, actor, ports, { terms, contactIds, given })
  })
}

type Whom = Pick<AssignmentTerms, 'assigneeIds'>

/** Who leads nobody can make them for nobody else. */
const isForOneself = (actor: EmployeeActor, { assigneeIds }: Whom): boolean =>
  actor.scope.length === 0 || (assigneeIds?.every((id) => id === actor.id) ?? false)

/** Lower-cases ids. Where no reason is given it is what the contacts were filtered by, else what the kind says; empty where a lead has to give one. */
export function termsOf(actor: EmployeeActor, { contactIds: _asked, ...asked }: AssignInput): AssignmentTerms {
  const assigneeIds = asked.assigneeIds && [...new Set(asked.assigneeIds.map((id) => id.toLowerCase()))]
  const terms = { ...asked, assigneeIds }
  return { ...terms, reason: terms.reason || reasonOf(actor, terms) }
}

function reasonOf(actor: EmployeeActor, terms: Whom & Pick<AssignmentTerms, 'filter' | 'kind'>): string {
  const { locale } = actor
  const usual = (terms.filter && filterSentence(terms.filter, locale)) || usualReason(terms.kind, locale)
  return usual || (isForOneself(actor, terms) ? ownReason(locale) : '')
}

/** Those that are named, all of whom the actor has to know, or those for whom the filter holds. */
export async function chooseContacts(
  reader: Reader,
  actor: EmployeeActor,
  terms: AssignmentTerms,
  { asked, now }: { asked: string[] | null; now: Date },
): Promise<string[]> {
  const { talkScriptId } = terms
  if (talkScriptId && !(await isScriptUsable(reader, actor, talkScriptId))) throw new Problem('talk-script/not-found')
  if (terms.assigneeIds) {
    await requireReachable(reader, actor, terms.assigneeIds)
    await requireSeat(reader, terms.assigneeIds)
  }
  const within = await withinOf(reader, actor, terms.filter)
  const limit = MOST_CONTACTS + 1
  const contactIds = asked
    ? [...new Set(asked)].toSorted()
    : await findContacts(reader, actor, terms.filter ?? {}, { within, now, limit })
  if (contactIds.length > MOST_CONTACTS) throw new Problem('follow-up/too-many-contacts', { most: MOST_CONTACTS })
  if (!asked) return contactIds
  const known = await readCases(reader, actor, contactIds, terms, within)
  if (known.length < contactIds.length) throw new Problem('contact/not-found')
  return contactIds
}

/** How many more the actor can assign or hand on to others on the day of `now`. */
export async function countLeftToday(reader: Reader, actor: EmployeeActor, now: Date): Promise<number> {
  const since = startOfDay(businessDayOf(now))
  const given = await countAssignedSince(reader, actor.id, since)
  const handedOn = await countHandedOnSince(reader, actor.id, since)
  return Math.max(0, DAILY_QUOTA - given - handedOn - (await countWaitingOf(reader, actor.id)))
}

export async function requireQuota(reader: Reader, actor: EmployeeActor, contacts: number, now: Date): Promise<void> {
  const left = await countLeftToday(reader, actor, now)
  if (contacts > left) throw new Problem('follow-up/quota', { most: DAILY_QUOTA, left })
}

async function beginJob(
  tx: Tx,
  actor: EmployeeActor,
  ports: Ports,
  terms: AssignmentTerms,
  contactIds: string[],
): Promise<Assigned> {
  const id = await record(tx, actor, ports, terms, { contactIds, state: 'running' })
  await ports.audit(tx, actor, 'assignment/begun', { kind: 'assignment', id }, { contacts: contactIds.length })
  await ports.jobs.send(tx, 'work-off-assignment', { assignmentId: id })
  return { created: [], skipped: [], assignment: await viewAssignment(tx, actor, id, ports.clock.now()) }
}

async function record(
  tx: Tx,
  actor: EmployeeActor,
  ports: Ports,
  { filter, assigneeIds, ...terms }: AssignmentTerms,
  { contactIds, state }: { contactIds: string[]; state: 'running' | 'done' },
): Promise<string> {
  const id = ports.random.id()
  const now = ports.clock.now()
  const asked = { filter: filter && JSON.stringify(filter), assigneeIds: assigneeIds && JSON.stringify(assigneeIds) }
  const made = { createdBy: actor.id, branchId: actor.branchId, createdAt: now, locale: actor.locale }
  const ended = { state, finishedAt: state === 'done' ? now : null, undoneAt: null, undoneBy: null }
  await insertAssignment(tx, { id, ...made, ...terms, ...asked, ...ended })
  await insertContacts(tx, id, contactIds)
  return id
}

type Done = { terms: AssignmentTerms; contactIds: string[]; given: Given }

/** What a lead has assigned is kept as an assignment, so that it can be undone and the next level sees it. */
async function told(tx: Tx, actor: EmployeeActor, ports: Ports, { terms, contactIds, given }: Done): Promise<Assigned> {
  const now = ports.clock.now()
  const { created, skipped } = given
  const rows = await findFollowUps(
    tx,
    actor,
    created.map(({ id }) => id),
  )
  const names = await readNames(tx, [...new Set(skipped.flatMap(({ related }) => related))])
  return {
    created: await viewAll(tx, actor, rows, now),
    skipped: skipped.map(({ contactId, reason, related }) => ({
      contactId,
      reason: skipSentence(reason, actor.locale),
      related: related.flatMap((id) => names.get(id) ?? []),
    })),
    assignment: created.some(({ assigneeId }) => assigneeId !== actor.id)
      ? await recordDone(tx, actor, ports, { terms, contactIds, given })
      : null,
  }
}

async function recordDone(
  tx: Tx,
  actor: EmployeeActor,
  ports: Ports,
  { terms, contactIds, given }: Done,
): Promise<AssignmentView> {
  const id = await record(tx, actor, ports, terms, { contactIds, state: 'done' })
  await noteOutcomes(tx, id, outcomesOf(given))
  return await viewAssignment(tx, actor, id, ports.clock.now())
}

/** One for each contact that was looked at. */
export function outcomesOf({ created, skipped }: Given) {
  return [
    ...created.map(({ contactId, id }) => ({ contactId, followUpId: id, skipped: null })),
    ...skipped.map(({ contactId, reason }) => ({ contactId, followUpId: null, skipped: reason })),
  ]
}
