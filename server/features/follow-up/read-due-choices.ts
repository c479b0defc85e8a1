import type { EmployeeActor } from '../../domain/employee.ts'
import type { Ports } from '../../ports.ts'
import { findDueChoices } from './due-time.ts'

/** What the actor may choose from when a follow-up gets a due time. */
export async function readDueChoices(
  actor: EmployeeActor,
  { database, clock }: Ports,
): Promise<{ dueChoices: Date[]; asOf: Date }> {
  const asOf = clock.now()
  return { dueChoices: await findDueChoices(database.read, actor, asOf), asOf }
}
