import { businessDayOf } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { handOn, sameAs, type HandedOn, type HeldCase } from '../../domain/reassignment.ts'
import type { Reader } from '../../ports.ts'
import { countOpen, readKnown } from './assignment-store.ts'
import { findAway } from './decide-assignment.ts'
import { readOpenOf, readStillHeld, type Held, type HeldFollowUp } from './reassignment-store.ts'
import { findWithoutSeat } from './seat-store.ts'

export type ReassignmentTerms = {
  /** Who may be chosen; null for everybody who has the relation. */
  assigneeIds: string[] | null
  includeOnLeave: boolean
}
export type DecidedReassignment = HandedOn & {
  cases: HeldCase[]
  away: ReadonlySet<string>
  open: ReadonlyMap<string, number>
}

/** Who would get which of the follow-ups as things are now; what has changed since it was chosen is left alone. */
export async function decideReassignment(
  reader: Reader,
  actor: EmployeeActor,
  { assigneeIds, includeOnLeave }: ReassignmentTerms,
  { chosen, now }: { chosen: readonly Held[]; now: Date },
): Promise<DecidedReassignment> {
  const held = await readStillHeld(reader, actor, chosen)
  const cases = await casesOf(reader, actor, held)
  const everybody = [...new Set(cases.flatMap(({ candidates }) => candidates.map(({ employeeId }) => employeeId)))]
  const open = await countOpen(reader, everybody)
  const others = everybody.filter((id) => id !== actor.id)
  const away = await findAway(reader, others, [businessDayOf(now)])
  const seatless = await findWithoutSeat(reader, everybody)
  const decided = handOn(cases, { assigneeIds, seatless, away: includeOnLeave ? new Set() : away, load: open })
  return { assigned: decided.assigned, skipped: [...decided.skipped, ...changed(chosen, held)], cases, away, open }
}

async function casesOf(reader: Reader, actor: EmployeeActor, held: HeldFollowUp[]): Promise<HeldCase[]> {
  const contactIds = [...new Set(held.map(({ contactId }) => contactId))]
  const known = new Map((await readKnown(reader, actor, contactIds, {})).map((one) => [one.contactId, one]))
  const open = await readOpenOf(reader, contactIds)
  return held.map((one) => {
    const nobody = { contactId: one.contactId, verified: false, declined: false, candidates: [], privateFor: [] }
    const same = (open.get(sameAs(one)) ?? []).filter(({ followUpId }) => followUpId !== one.followUpId)
    return {
      ...(known.get(one.contactId) ?? nobody),
      ...one,
      alreadyOpen: same.some(({ onceIn }) => onceIn === '*'),
      alreadyWith: same.map(({ assigneeId }) => assigneeId),
    }
  })
}

function changed(chosen: readonly Held[], held: readonly HeldFollowUp[]): HandedOn['skipped'] {
  const still = new Set(held.map(({ followUpId }) => followUpId))
  return chosen
    .filter(({ followUpId }) => !still.has(followUpId))
    .map(({ followUpId, contactId }) => ({ followUpId, contactId, reason: 'changed-meanwhile', related: [] }))
}
