import type { SystemActor } from '../../domain/employee.ts'
import type { Ports } from '../../ports.ts'
import { closedSince } from './lead-scope.ts'
import { keepLoads } from './member-load-store.ts'

/** Counts what waits for each employee, for the lists and sums of large parts of the bank; a second of the database with 50,000 of them. */
export async function keepMemberLoads(
  _actor: SystemActor,
  { database, clock }: Pick<Ports, 'database' | 'clock'>,
): Promise<void> {
  const now = clock.now()
  await database.write((tx) => keepLoads(tx, { now, closedSince: closedSince(now) }))
}
