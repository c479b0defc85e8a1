import { addDays, businessDayOf, startOfDay } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { FollowUpOutcome } from '../../domain/follow-up.ts'
import { firstConversation } from '../../domain/follow-up-words.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports, Tx } from '../../ports.ts'
import { readCases } from './assignment-store.ts'
import { completeFollowUp } from './complete-follow-up.ts'
import { createFollowUps } from './create-follow-ups.ts'
import { findOwnOpen } from './follow-up-store.ts'
import type { FollowUpView } from './follow-up-view.ts'
import { lockFacts } from './standing-store.ts'

const kind = 'firstConversation' as const

/** Completes what the employee has open for it, else a follow-up that is made in the same act. Somebody else's contact does not exist. */
export async function recordConversation(
  actor: EmployeeActor,
  ports: Ports,
  { contactId, outcome, note }: { contactId: string; outcome: FollowUpOutcome; note: string | null },
): Promise<FollowUpView> {
  const id = await ports.database.write(async (tx) => {
    await lockFacts(tx, contactId)
    await requireOwn(tx, actor, contactId)
    return (await findOwnOpen(tx, actor, { contactId, kind })) ?? (await make(tx, actor, ports, contactId))
  })
  return await completeFollowUp(actor, ports, { id, outcome, note })
}

async function requireOwn(tx: Tx, actor: EmployeeActor, contactId: string): Promise<void> {
  const { title } = firstConversation[actor.locale]
  const [known] = await readCases(tx, actor, [contactId], { kind, title }, { employeeId: actor.id })
  if (!known) throw new Problem('contact/not-found')
  const isOwn = known.candidates.some(({ employeeId }) => employeeId === actor.id)
  if (!isOwn || known.privateFor.includes(actor.id)) throw new Problem('contact/no-relation')
}

async function make(tx: Tx, actor: EmployeeActor, ports: Ports, contactId: string): Promise<string> {
  const endOfToday = new Date(startOfDay(addDays(businessDayOf(ports.clock.now()), 1)).getTime() - 60_000)
  const what = { kind, ...firstConversation[actor.locale], dueAt: endOfToday, priority: 'normal' as const }
  const own = { contactId, assigneeId: actor.id, onceIn: actor.id, origin: 'employee' as const, talkScriptId: null }
  const [made] = await createFollowUps(tx, actor, ports, [{ ...what, ...own }])
  if (!made) throw new Problem('follow-up/same-open')
  return made.id
}
