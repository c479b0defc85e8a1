import { businessDayOf, minuteOfDay } from '../../domain/business-day.ts'
import type { Actor } from '../../domain/employee.ts'
import { assign } from '../../domain/follow-up-assignment.ts'
import { dueOn, nextDay } from '../../domain/recurrence.ts'
import type { Ports, Tx } from '../../ports.ts'
import { readHoursOf } from '../../working-hours-store.ts'
import { countOpen } from './assignment-store.ts'
import type { FollowUpRow } from './follow-up-store.ts'
import { insertChange, insertFollowUps } from './follow-up-store.ts'
import { findColleaguesWithSeat, findWithoutSeat } from './seat-store.ts'
import { tellFrom, tellOnItsDay } from './tell-on-its-day.ts'

/**
 * Makes the one that comes after a follow-up that repeats, once; nothing for others. Its day is the series', whatever this one was
 * postponed to. Whoever had this one is told on that day, somebody else at once.
 */
export async function makeNext(tx: Tx, actor: Actor, ports: Ports, closed: FollowUpRow): Promise<void> {
  const { repeats, standsFor, monthDay } = closed
  if (repeats === null || standsFor === null || monthDay === null) return
  const now = ports.clock.now()
  const assigneeId = await whoIsNext(tx, closed)
  const day = nextDay({ repeats, standsFor, monthDay }, businessDayOf(now))
  const dueAt = dueOn(day, minuteOfDay(closed.dueAt), await readHoursOf(tx, assigneeId, day))
  const { contactId, kind, title, reason, priority, origin, createdBy, talkScriptId, onceIn } = closed
  const same = { contactId, assigneeId, kind, title, reason, priority, origin, createdBy, talkScriptId, onceIn }
  const series = { repeats, monthDay, standsFor: day, followsId: closed.id }
  const begun = {
    state: 'open' as const,
    createdAt: now,
    outcome: null,
    note: null,
    closedAt: null,
    closedItself: false,
  }
  const [next] = await insertFollowUps(tx, [{ id: ports.random.id(), dueAt, ...same, ...series, ...begun }])
  if (!next) return
  const by = actor.kind === 'employee' ? actor.id : 'system'
  await insertChange(tx, { id: ports.random.id(), followUpId: next.id, kind: 'assigned', at: now, by, facts: {} })
  await ports.audit(tx, actor, 'follow-up/assigned', { kind: 'follow-up', id: next.id }, { contactId, assigneeId })
  const told = { followUpId: next.id, employeeId: assigneeId }
  if (assigneeId === closed.assigneeId) await tellOnItsDay(tx, ports, { ...told, dueAt })
  else await tellFrom(tx, ports, { ...told, from: now })
  const event = { followUpId: next.id, contactId, assigneeId, change: 'assigned' as const }
  await ports.consequences(tx, { kind: 'follow-up-changed', ...event })
}

/** The same again. Whoever has lost their seat hands it on to a colleague of the branch who has one, and keeps it where there is none. */
async function whoIsNext(tx: Tx, { assigneeId, contactId, kind }: FollowUpRow): Promise<string> {
  const seatless = await findWithoutSeat(tx, [assigneeId])
  if (seatless.size === 0) return assigneeId
  const candidates = await findColleaguesWithSeat(tx, assigneeId, contactId)
  const load = await countOpen(
    tx,
    candidates.map(({ employeeId }) => employeeId),
  )
  const one = { contactId, candidates, verified: false, declined: false, alreadyOpen: false }
  const terms = { kind, assigneeIds: null, away: new Set<string>(), load }
  const { assigned } = assign([{ ...one, alreadyWith: [], privateFor: [] }], terms)
  return assigned[0]?.assigneeId ?? assigneeId
}
