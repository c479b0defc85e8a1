import { type AssignmentFilter, MOST_CONTACTS } from '../../domain/assignment.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { type SkipReason, skipReasons } from '../../domain/follow-up-assignment.ts'
import { skipSentence } from '../../domain/follow-up-words.ts'
import type { Ports, Reader } from '../../ports.ts'
import { type AssignInput, chooseContacts, countLeftToday, termsOf } from './assign-follow-ups.ts'
import { type Person, readFaces, readNames } from './assignment-store.ts'
import { decideAssignment, type Decided, withinOf } from './decide-assignment.ts'
import { findDueChoices, requireDue } from './due-time.ts'
import { countInHand } from './filter-store.ts'

const FIRST = 5

export type PreviewInput = Omit<AssignInput, 'dueAt'> & { dueAt: Date | null }
type Face = Person & { avatar: string }
export type Preview = {
  contacts: number
  inHand: number
  count: number
  load: { employee: Person; open: number; new: number }[]
  onLeave: { employee: Person; contacts: number }[]
  skipped: { reason: string; contacts: number; first: { contact: Face; related: Person[] }[] }[]
  dueAt: Date
  dueChoices: Date[]
  reason: string
  leftToday: number
  asOf: Date
}

/** As `assignFollowUps` would do it now; the refusals are the same. Without a due time the next sensible one is taken. */
export async function previewAssignment(actor: EmployeeActor, ports: Ports, input: PreviewInput): Promise<Preview> {
  const now = ports.clock.now()
  return await ports.database.write(async (tx) => {
    const choices = await findDueChoices(tx, actor, now)
    const dueAt = input.dueAt ?? choices[0] ?? now
    await requireDue(tx, actor, { dueAt, forOthers: actor.scope.length > 0 }, now)
    const terms = termsOf(actor, { ...input, dueAt })
    const contactIds = await chooseContacts(tx, actor, terms, { asked: input.contactIds, now })
    const decided = await decideAssignment(tx, actor, terms, { contactIds, now })
    await ports.audit(
      tx,
      actor,
      'assignment/previewed',
      { kind: 'employee', id: actor.id },
      { contacts: contactIds.length },
    )
    return {
      contacts: contactIds.length,
      inHand: await inHandOf(tx, actor, terms.filter, now),
      ...(await tellDecided(tx, actor, decided)),
      dueAt,
      dueChoices: choices,
      reason: terms.reason,
      leftToday: await countLeftToday(tx, actor, now),
      asOf: now,
    }
  })
}

async function inHandOf(
  reader: Reader,
  actor: EmployeeActor,
  filter: AssignmentFilter | null,
  now: Date,
): Promise<number> {
  if (!filter) return 0
  return await countInHand(reader, actor, filter, {
    within: await withinOf(reader, actor, filter),
    now,
    limit: MOST_CONTACTS,
  })
}

type Shared = Pick<Decided, 'skipped' | 'away' | 'open'> & {
  assigned: { assigneeId: string }[]
  cases: Pick<Decided['cases'][number], 'candidates'>[]
}

export async function tellDecided(
  reader: Reader,
  actor: EmployeeActor,
  { assigned, skipped, cases, away, open }: Shared,
): Promise<Pick<Preview, 'count' | 'load' | 'onLeave' | 'skipped'>> {
  const shown = skipReasons.flatMap((reason) => skipped.filter((one) => one.reason === reason).slice(0, FIRST))
  const names = await readNames(reader, [...open.keys(), ...new Set(cases.flatMap(relatedIn))])
  const faces = await readFaces(
    reader,
    shown.map(({ contactId }) => contactId),
  )
  const person = (id: string): Person => names.get(id) ?? { id, name: id }
  const given = countBy(assigned.map(({ assigneeId }) => assigneeId))
  const related = countBy(cases.flatMap(relatedIn))
  const first = (reason: SkipReason) =>
    shown
      .filter((one) => one.reason === reason)
      .map((one) => ({
        contact: faces.get(one.contactId) ?? { id: one.contactId, name: '', avatar: '' },
        related: one.related.map(person),
      }))
  return {
    count: assigned.length,
    load: [...given]
      .map(([id, count]) => ({ employee: person(id), open: open.get(id) ?? 0, new: count }))
      .toSorted((a, b) => b.new - a.new || (a.employee.id < b.employee.id ? -1 : 1)),
    onLeave: [...away].map((id) => ({ employee: person(id), contacts: related.get(id) ?? 0 })),
    skipped: [...countBy(skipped.map(({ reason }) => reason))]
      .toSorted(([, a], [, b]) => b - a)
      .map(([reason, contacts]) => ({ reason: skipSentence(reason, actor.locale), contacts, first: first(reason) })),
  }
}

const relatedIn = ({ candidates }: Shared['cases'][number]): string[] => candidates.map(({ employeeId }) => employeeId)

function countBy<Key>(keys: readonly Key[]): Map<Key, number> {
  const counts = new Map<Key, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}
