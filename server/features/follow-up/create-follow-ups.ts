import type { Actor } from '../../domain/employee.ts'
import type { FollowUpKind, FollowUpOrigin, FollowUpPriority } from '../../domain/follow-up.ts'
import type { FollowUpRule } from '../../domain/follow-up-rule.ts'
import type { Occurrence } from '../../domain/recurrence.ts'
import type { Ports, Tx } from '../../ports.ts'
import { findNoticeMoment } from './find-notice-moment.ts'
import { insertChange, insertFollowUps } from './follow-up-store.ts'
import { insertNotice } from './notice-store.ts'

export type NewFollowUp = {
  contactId: string
  assigneeId: string
  kind: FollowUpKind
  title: string
  reason: string
  dueAt: Date
  priority: FollowUpPriority
  talkScriptId: string | null
  origin: FollowUpOrigin
  /** Within which it is open only once (`onceIn`). */
  onceIn: string
  rule?: FollowUpRule
} & Partial<Occurrence>
export type Created = { id: string; contactId: string; assigneeId: string }

/** Makes those of which the same is not open already, as the database decides; each with its history, audit row and notice. */
export async function createFollowUps(
  tx: Tx,
  actor: Actor,
  ports: Ports,
  followUps: readonly NewFollowUp[],
  tell: 'now' | 'within a minute' = 'now',
): Promise<Created[]> {
  if (followUps.length === 0) return []
  const now = ports.clock.now()
  const by = actor.kind === 'employee' ? actor.id : 'system'
  const begun = { state: 'open', createdBy: by, createdAt: now, closedAt: null, closedItself: false } as const
  const rows = followUps.map((one) => ({ ...one, ...begun, id: ports.random.id(), outcome: null, note: null }))
  const created = await insertFollowUps(tx, rows)
  const noticeAt = await findNoticeMoment(tx, now)
  for (const one of created) await tellOf(tx, actor, ports, { ...one, by, now, noticeAt })
  if (tell === 'now' && noticeAt <= now && created.some(({ assigneeId }) => assigneeId !== by)) {
    await ports.jobs.send(tx, 'notify-employee', {})
  }
  return created
}

async function tellOf(
  tx: Tx,
  actor: Actor,
  ports: Ports,
  { id, contactId, assigneeId, by, now, noticeAt }: Created & { by: string; now: Date; noticeAt: Date },
): Promise<void> {
  await insertChange(tx, { id: ports.random.id(), followUpId: id, kind: 'assigned', at: now, by, facts: {} })
  if (assigneeId !== by) {
    await insertNotice(tx, {
      id: ports.random.id(),
      employeeId: assigneeId,
      followUpId: id,
      state: 'waiting',
      dueAt: noticeAt,
      attempts: 0,
      refusal: null,
      createdAt: now,
      sentAt: null,
    })
  }
  await ports.audit(tx, actor, 'follow-up/assigned', { kind: 'follow-up', id }, { contactId, assigneeId })
  await ports.consequences(tx, { kind: 'follow-up-changed', followUpId: id, contactId, assigneeId, change: 'assigned' })
}
