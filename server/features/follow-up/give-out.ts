import { onceIn } from '../../domain/assignment.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { SkipReason } from '../../domain/follow-up-assignment.ts'
import { originOf } from '../../domain/follow-up-rules.ts'
import { beginSeries } from '../../domain/recurrence.ts'
import type { Ports, Tx } from '../../ports.ts'
import { createFollowUps, type Created } from './create-follow-ups.ts'
import { decideAssignment, type AssignmentTerms } from './decide-assignment.ts'
import { lockFactsOf } from './standing-store.ts'

export type Skipped = { contactId: string; reason: SkipReason; related: string[] }
export type Given = { created: Created[]; skipped: Skipped[] }

/** Shares out some contacts as things are now: each becomes a follow-up or is skipped with why. */
export async function giveOut(
  tx: Tx,
  actor: EmployeeActor,
  ports: Ports,
  {
    terms,
    contactIds,
    tell,
  }: { terms: AssignmentTerms; contactIds: readonly string[]; tell: 'now' | 'within a minute' },
): Promise<Given> {
  await lockFactsOf(tx, contactIds)
  const decided = await decideAssignment(tx, actor, terms, { contactIds, now: ports.clock.now() })
  const { assigned, skipped, cases } = decided
  const what = whatOf(terms)
  const made = assigned.map((one) => ({
    ...what,
    ...one,
    origin: originOf(actor, one.assigneeId),
    onceIn: onceIn(actor),
  }))
  const created = await createFollowUps(tx, actor, ports, made, tell)
  const known = new Set(cases.map(({ contactId }) => contactId))
  const given = new Set(created.map(({ contactId }) => contactId))
  const unknown = contactIds.filter((id) => !known.has(id))
  const lost = assigned.filter(({ contactId }) => !given.has(contactId))
  return {
    created,
    skipped: [
      ...skipped,
      ...unknown.map((contactId) => skip(contactId, 'no-relation')),
      ...lost.map(({ contactId }) => skip(contactId, 'already-open')),
    ],
  }
}

const skip = (contactId: string, reason: SkipReason): Skipped => ({ contactId, reason, related: [] })

/** What each follow-up says; the row of an assignment has more than that. */
const whatOf = ({ kind, title, reason, dueAt, priority, talkScriptId, repeats }: AssignmentTerms) => ({
  kind,
  title,
  reason,
  dueAt,
  priority,
  talkScriptId,
  ...(repeats ? beginSeries(repeats, dueAt) : {}),
})
