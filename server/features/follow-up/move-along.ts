import type { SystemActor } from '../../domain/employee.ts'
import { chainsOf, type Chain } from '../../domain/handover.ts'
import type { Ports, Tx } from '../../ports.ts'
import { readSpans } from '../../relation-spans-store.ts'
import { moveFollowUp } from './move-follow-up.ts'
import type { OpenFollowUp } from './standing-store.ts'

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
    if (takerId) {
      const move = { id: one.id, contactId, from: one.assigneeId, to: takerId }
      await moveFollowUp(tx, system, ports, move, { tells: takerId, at: ports.clock.now() })
    }
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
