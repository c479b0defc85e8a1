import type { Updateable } from 'kysely'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { FollowUpChange } from '../../domain/follow-up.ts'
import { stateAfter } from '../../domain/follow-up-rules.ts'
import type { FollowUpMay } from '../../domain/follow-up-rules.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports, Tx } from '../../ports.ts'
import type { FollowUpTable } from '../../follow-up-tables.ts'
import { insertChange, lockFollowUp, updateFollowUp } from './follow-up-store.ts'
import { viewFollowUp } from './follow-up-view.ts'
import type { FollowUpView } from './follow-up-view.ts'
import { makeNext } from './next-occurrence.ts'
import { contactOf, lockFacts } from './standing-store.ts'
import { takeBack } from './take-back.ts'

export type Change = {
  kind: FollowUpChange
  /** Which of the rights it needs. */
  needs: keyof FollowUpMay
  set: Updateable<FollowUpTable>
  /** Of one that repeats: whether the next follows, or one that followed goes. */
  series?: 'goes-on' | 'taken-back'
  /** Kept in the history. */
  facts?: Record<string, string | null>
  /** What else has to be done, or refused, in the same transaction. */
  besides?: (tx: Tx) => Promise<void>
}

/** One step of the state machine with its history and audit rows, decided on the row as it is under its lock. */
export function changeFollowUp(
  actor: EmployeeActor,
  ports: Ports,
  id: string,
  decide: (followUp: FollowUpView, now: Date) => Change,
): Promise<FollowUpView> {
  const now = ports.clock.now()
  return ports.database.write(async (tx) => {
    const contact = await contactOf(tx, id)
    // In this order everywhere: what closes follow-ups by the facts holds the contact before it locks one of them.
    if (contact !== null) await lockFacts(tx, contact)
    await lockFollowUp(tx, id)
    const followUp = await viewFollowUp(tx, actor, id, now)
    const { kind, needs, set, facts = {}, series, besides } = decide(followUp, now)
    const state = stateAfter(followUp.state, kind)
    if (!state) throw new Problem('follow-up/not-open')
    if (!followUp.may[needs]) throw new Problem(needs === 'undo' ? 'follow-up/not-open' : 'request/forbidden')
    if (series === 'taken-back') await takeBack(tx, actor, ports, followUp)
    await updateFollowUp(tx, id, { ...set, state })
    if (series === 'goes-on') await makeNext(tx, actor, ports, followUp)
    await insertChange(tx, { id: ports.random.id(), followUpId: id, kind, at: now, by: actor.id, facts })
    await ports.audit(tx, actor, `follow-up/${kind}`, { kind: 'follow-up', id })
    await besides?.(tx)
    const { contactId, assigneeId } = followUp
    await ports.consequences(tx, { kind: 'follow-up-changed', followUpId: id, contactId, assigneeId, change: 'other' })
    return await viewFollowUp(tx, actor, id, now)
  })
}
