import type { SystemActor } from '../../domain/employee.ts'
import { chainsOf, type Chain } from '../../domain/handover.ts'
import type { Ports, Tx } from '../../ports.ts'
import { readSpans } from '../../relation-spans-store.ts'
import { insertChange, updateFollowUp } from './follow-up-store.ts'
import type { OpenFollowUp } from './standing-store.ts'
import { tellAnew } from './tell-anew.ts'

/** Whoever took the contact over gets its open follow-ups, and is told; answers them with who has each now. */
export async function moveAlong(
  system: SystemActor,
  ports: Ports,
  tx: Tx,
  { contactId, open }: { contactId: string; open: OpenFollowUp[] },
): Promise<OpenFollowUp[]> {
  const spans = await readSpans(tx, [contactId])
  const chains = chainsOf(spans)
  const has = new Set(spans.filter(({ endedAt, leftAt }) => endedAt === null && leftAt === null).map(idOf))
  const moved: OpenFollowUp[] = []
  for (const one of open) {
    const takerId = has.has(one.assigneeId) ? null : takerFrom(chains, one.assigneeId)
    if (takerId) await give(system, ports, tx, { id: one.id, contactId, from: one.assigneeId, to: takerId })
    moved.push(takerId ? { ...one, assigneeId: takerId } : one)
  }
  return moved
}

const idOf = ({ employeeId }: { employeeId: string }): string => employeeId

/** Null where nobody has taken it over. */
function takerFrom(chains: readonly Chain[], assigneeId: string): string | null {
  const chain = chains.find(({ holders }) => holders.includes(assigneeId))
  const holder = chain?.holders.at(-1)
  return holder === undefined || holder === assigneeId ? null : holder
}

type Move = { id: string; contactId: string; from: string; to: string }

async function give(system: SystemActor, ports: Ports, tx: Tx, { id, contactId, from, to }: Move): Promise<void> {
  const now = ports.clock.now()
  await updateFollowUp(tx, id, { assigneeId: to })
  const change = { id: ports.random.id(), followUpId: id, kind: 'moved' as const, at: now, by: 'system' }
  await insertChange(tx, { ...change, facts: { from, to } })
  await tellAnew(tx, ports, { followUpId: id, employeeId: to, at: now })
  await ports.audit(tx, system, 'follow-up/moved', { kind: 'follow-up', id }, { contactId, from, to })
  await ports.liveUpdates.changed(tx, [from, to], 'follow-up')
}
