import type { EmployeeActor } from '../../domain/employee.ts'
import type { FollowUpKind, FollowUpPriority } from '../../domain/follow-up.ts'
import { assign } from '../../domain/follow-up-assignment.ts'
import { originOf } from '../../domain/follow-up-rules.ts'
import { skipSentence } from '../../domain/follow-up-words.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports, Tx } from '../../ports.ts'
import { findReachableEmployees, readCases } from './assignment-store.ts'
import { findNoticeMoment } from './find-notice-moment.ts'
import { insertChange, insertFollowUp } from './follow-up-store.ts'
import { viewFollowUp } from './follow-up-view.ts'
import type { FollowUpView } from './follow-up-view.ts'
import { insertNotice } from './notice-store.ts'

export type AssignInput = {
  contactIds: string[]
  /** Who may be chosen; null leaves each contact with the employee who has the relation. */
  assigneeIds: string[] | null
  kind: FollowUpKind
  title: string
  reason: string
  dueAt: Date
  priority: FollowUpPriority
}
export type Assigned = { created: FollowUpView[]; skipped: { contactId: string; reason: string }[] }

/** A contact or assignee out of the actor's reach does not exist (404); a contact that fits nobody is skipped and told why. */
export async function assignFollowUps(actor: EmployeeActor, ports: Ports, input: AssignInput): Promise<Assigned> {
  const now = ports.clock.now()
  if (input.dueAt <= now) throw new Problem('follow-up/due-in-past')
  const contactIds = [...new Set(input.contactIds)]
  const assigneeIds = input.assigneeIds && [...new Set(input.assigneeIds.map((id) => id.toLowerCase()))]
  return await ports.database.write(async (tx) => {
    if (assigneeIds && (await findReachableEmployees(tx, actor, assigneeIds)).length < assigneeIds.length) {
      throw new Problem('follow-up/assignee-not-found')
    }
    const cases = await readCases(tx, actor, contactIds, input)
    if (cases.length < contactIds.length) throw new Problem('contact/not-found')
    const { assigned, skipped } = assign(cases, input.kind, assigneeIds)
    const noticeAt = await findNoticeMoment(tx, now)
    const created: FollowUpView[] = []
    for (const one of assigned) {
      const id = await create(tx, actor, ports, { ...input, ...one, now, noticeAt })
      created.push(await viewFollowUp(tx, actor, id, now))
    }
    if (created.length > 0 && noticeAt <= now) await ports.jobs.send(tx, 'notify-employee', {})
    return {
      created,
      skipped: skipped.map(({ contactId, reason }) => ({ contactId, reason: skipSentence(reason, actor.locale) })),
    }
  })
}

type Single = Pick<AssignInput, 'kind' | 'title' | 'reason' | 'dueAt' | 'priority'> & {
  contactId: string
  assigneeId: string
  now: Date
  noticeAt: Date
}

async function create(tx: Tx, actor: EmployeeActor, ports: Ports, single: Single): Promise<string> {
  const { contactId, assigneeId, kind, title, reason, dueAt, priority, now, noticeAt } = single
  const id = ports.random.id()
  await insertFollowUp(tx, {
    id,
    contactId,
    assigneeId,
    kind,
    title,
    reason,
    dueAt,
    priority,
    origin: originOf(actor, assigneeId),
    state: 'open',
    createdBy: actor.id,
    createdAt: now,
    outcome: null,
    note: null,
    closedAt: null,
    closedItself: false,
  })
  await insertChange(tx, { id: ports.random.id(), followUpId: id, kind: 'assigned', at: now, by: actor.id, facts: {} })
  if (assigneeId !== actor.id) {
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
  return id
}
