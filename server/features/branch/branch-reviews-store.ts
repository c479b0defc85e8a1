import type { EmployeeActor } from '../../domain/employee.ts'
import type { Reader } from '../../ports.ts'
import { anyOf } from './branch-store.ts'

/** Of the adds of these branches' employees: reviews that nobody has decided, and appeals that wait. */
export async function countReviews(reader: Reader, branchIds: string[]): Promise<{ reviews: number; appeals: number }> {
  return await reader
    .selectFrom('review')
    .innerJoin('add', 'add.id', 'review.addId')
    .innerJoin('employee', 'employee.id', 'add.employeeId')
    .leftJoin('appeal', (join) => join.onRef('appeal.reviewId', '=', 'review.id').on('appeal.state', '=', 'waiting'))
    .select((all) => all.fn.countAll<number>().filterWhere('review.closedAt', 'is', null).as('reviews'))
    .select((all) => all.fn.countAll<number>().filterWhere('review.closedAt', 'is not', null).as('appeals'))
    .where('employee.branchId', '=', anyOf(branchIds))
    .where((is) => is.or([is('review.closedAt', 'is', null), is('appeal.id', 'is not', null)]))
    .executeTakeFirstOrThrow()
}

/** Why adds of the actor's own are held, as the lead reads it. */
export async function readHeld(reader: Reader, actor: EmployeeActor) {
  return await reader
    .selectFrom('review')
    .innerJoin('add', 'add.id', 'review.addId')
    .innerJoin('contact', 'contact.id', 'add.contactId')
    .select(['review.id', 'review.addId', 'review.reason', 'review.openedAt', 'review.dueAt'])
    .select(['contact.id as contactId', 'contact.name as contactName', 'contact.avatar as contactAvatar'])
    .where('add.employeeId', '=', actor.id)
    .where('review.closedAt', 'is', null)
    .orderBy('review.openedAt')
    .orderBy('review.id')
    .execute()
}
