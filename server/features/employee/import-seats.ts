import type { CallbackEvent } from '../../domain/callback-event.ts'
import type { SystemActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports, Tx } from '../../ports.ts'
import { giveSeat, keepSeats } from './seat-store.ts'

/** Who may use WeCom's customer contact now. May be run again at any time. */
export async function importSeats(_actor: SystemActor, ports: Ports): Promise<void> {
  const readAt = ports.clock.now()
  const seats = await ports.wecom.readSeats()
  // Where the app may see no seat at all, nobody could be given anything any more.
  if (seats.length === 0) throw new Problem('wecom/refused', { path: 'get_follow_user_list', because: 'set-up' })
  await ports.database.write((tx) => keepSeats(tx, seats, readAt))
}

/** Whoever adds a contact has a seat, though it was given after WeCom was last asked. */
export async function noteSeat(tx: Tx, event: Extract<CallbackEvent, { kind: 'contact-added' }>): Promise<void> {
  await giveSeat(tx, event.employeeId, event.at)
}
