import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { reviveDead } from './inbox-store.ts'

/** Lets one event that was given up be handled anew, or all of them; handling is idempotent, so doing it twice does no harm. */
export async function replayEvents(actor: EmployeeActor, ports: Ports, seq: number | null): Promise<number> {
  if (!actor.roles.includes('operator')) throw new Problem('settings/not-found')
  return await ports.database.write(async (tx) => {
    const replayed = await reviveDead(tx, seq, ports.clock.now())
    await ports.audit(tx, actor, 'inbox.replayed', { kind: 'inbox', id: String(seq ?? 'all') }, { replayed })
    if (replayed > 0) await ports.jobs.send(tx, 'process-inbox', {})
    return replayed
  })
}
