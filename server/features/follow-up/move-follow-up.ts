import type { Actor } from '../../domain/employee.ts'
import type { Ports, Tx } from '../../ports.ts'
import { insertChange, updateFollowUp } from './follow-up-store.ts'
import { tellAnew } from './tell-anew.ts'

export type Move = { id: string; contactId: string; from: string; to: string }

/** Somebody else has it from now on, with its history; whoever had it is told of it no more, and `tells` is told in their place, if anybody. */
export async function moveFollowUp(
  tx: Tx,
  actor: Actor,
  ports: Ports,
  { id, contactId, from, to }: Move,
  { tells, at }: { tells: string | null; at: Date },
): Promise<void> {
  const by = actor.kind === 'employee' ? actor.id : 'system'
  // Given by the lead it is the bank's, whoever made it.
  await updateFollowUp(tx, id, { assigneeId: to, ...(actor.kind === 'employee' ? { onceIn: '*' } : {}) })
  const change = { id: ports.random.id(), followUpId: id, kind: 'moved' as const, at: ports.clock.now(), by }
  await insertChange(tx, { ...change, facts: { from, to } })
  await tellAnew(tx, ports, { followUpId: id, employeeId: tells, at })
  await ports.audit(tx, actor, 'follow-up/moved', { kind: 'follow-up', id }, { contactId, from, to })
  await ports.liveUpdates.changed(tx, [from, to], 'follow-up')
}
