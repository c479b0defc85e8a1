import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { TargetBook } from '../../domain/target-book.ts'
import type { Ports } from '../../ports.ts'
import type { DayRange } from './book-store.ts'

/** What is asked of the actor on these days. */
export async function readOwnBook(
  actor: EmployeeActor,
  ports: Ports,
  { leads, joinedAt, leftAt }: { leads: boolean; joinedAt: Date | null; leftAt: Date | null },
  range: DayRange,
  asOf: Date,
): Promise<TargetBook> {
  const role = actor.roles.includes('accountManager') ? ('accountManager' as const) : ('teller' as const)
  const subject = { id: actor.id, branchId: actor.branchId, role, leads, joinedAt, leftAt }
  const books = await ports.targets.books(ports.database.read, [subject], range, { asOf })
  const book = books.get(actor.id)
  if (!book) throw new Problem('session/not-in-directory')
  return book
}
