import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { TargetBook } from '../../domain/target-book.ts'
import type { Ports } from '../../ports.ts'
import type { KnownGround } from './book-store.ts'
import { booksOn } from './books-on.ts'

type Own = { leads: boolean; joinedAt: Date | null; leftAt: Date | null; ground: KnownGround }

/** What is asked of the actor on the days whose ground was read. */
export function ownBook(actor: EmployeeActor, { settings }: Ports, own: Own, asOf: Date): TargetBook {
  const role = actor.roles.includes('accountManager') ? ('accountManager' as const) : ('teller' as const)
  const { leads, joinedAt, leftAt, ground } = own
  const subject = { id: actor.id, branchId: actor.branchId, role, leads, joinedAt, leftAt }
  const book = booksOn(ground, [subject], { operators: settings.operators, asOf }).get(actor.id)
  if (!book) throw new Problem('session/not-in-directory')
  return book
}
