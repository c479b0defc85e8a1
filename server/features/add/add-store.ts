import { sql } from 'kysely'
import type { VerdictStatus } from '../../domain/add.ts'
import { startOfDay, type BusinessDay } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { Reader } from '../../ports.ts'

/** The actor's own adds, with what the list shows of them. `creditDay` is the day of the standing credit. */
function own(reader: Reader, actor: EmployeeActor) {
  return reader
    .selectFrom('add')
    .innerJoin('contact', 'contact.id', 'add.contactId')
    .leftJoin('relationProfile as profile', (join) =>
      join.onRef('profile.employeeId', '=', 'add.employeeId').onRef('profile.contactId', '=', 'add.contactId'),
    )
    .leftJoin('targetPolicy as policy', 'policy.id', 'add.policyId')
    .where('add.employeeId', '=', actor.id)
    .select(['add.id', 'add.startedAt', 'add.contactId', 'contact.name as contactName'])
    .select(['contact.avatar as contactAvatar', 'profile.addWay', 'profile.channel', 'policy.parameters'])
    .select(['add.verdictStatus', 'add.verdictReason', 'add.verdictSince', 'add.windowEndsAt'])
    .select((is) =>
      is
        .exists(
          is
            .selectFrom('review')
            .leftJoin('appeal', 'appeal.reviewId', 'review.id')
            .select('review.id')
            .whereRef('review.addId', '=', 'add.id')
            .where('review.outcome', '=', 'rejected')
            .where('appeal.id', 'is', null),
        )
        .as('appealable'),
    )
    .select(
      sql<BusinessDay | null>`(
        SELECT CASE WHEN credit.amount = 1 THEN credit.day END FROM credit
        WHERE credit.add_id = add.id ORDER BY credit.recorded_at DESC, credit.step DESC LIMIT 1
      )`.as('creditDay'),
    )
}
export type AddRow = Awaited<ReturnType<ReturnType<typeof own>['execute']>>[number]

/** Half-open days; `after` is where the page before ended. */
export type AddFilter = {
  from?: BusinessDay | undefined
  to?: BusinessDay | undefined
  status?: VerdictStatus | undefined
  after: { at: Date; id: string } | null
  limit: number
}

/** Awaiting ones with the oldest window first, else newest first. */
export async function listAdds(reader: Reader, actor: EmployeeActor, filter: AddFilter): Promise<AddRow[]> {
  const { from, to, status, after, limit } = filter
  const [column, direction] =
    status === 'awaiting' ? (['add.windowEndsAt', 'asc'] as const) : (['add.startedAt', 'desc'] as const)
  const beyond = direction === 'asc' ? '>' : '<'
  let rows = own(reader, actor)
  if (from) rows = rows.where('add.startedAt', '>=', startOfDay(from))
  if (to) rows = rows.where('add.startedAt', '<', startOfDay(to))
  if (status) rows = rows.where('add.verdictStatus', '=', status)
  if (after) {
    rows = rows.where((is) =>
      is.or([is(column, beyond, after.at), is.and([is(column, '=', after.at), is('add.id', beyond, after.id)])]),
    )
  }
  return await rows.orderBy(column, direction).orderBy('add.id', direction).limit(limit).execute()
}
