import { sql } from 'kysely'
import type { Tx } from '../../ports.ts'

/** What was known earlier never replaces what was known later. */
export async function keepSeats(tx: Tx, seats: readonly string[], knownAt: Date): Promise<void> {
  await sql`
    UPDATE employee SET has_seat = employee.id = ANY(${[...seats]}::text[]), seat_known_at = ${knownAt}
    WHERE employee.seat_known_at IS NULL OR employee.seat_known_at <= ${knownAt}`.execute(tx)
}

/** For somebody of whom it was known that they had none until then. */
export async function giveSeat(tx: Tx, employeeId: string, at: Date): Promise<void> {
  await tx
    .updateTable('employee')
    .set({ hasSeat: true, seatKnownAt: at })
    .where('id', '=', employeeId)
    .where('hasSeat', '=', false)
    .where('seatKnownAt', '<', at)
    .execute()
}
