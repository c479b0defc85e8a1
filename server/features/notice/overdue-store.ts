import { sql } from 'kysely'
import type { BusinessDay } from '../../domain/business-day.ts'
import type { Reader } from '../../ports.ts'

export type Overdue = { employeeId: string; count: number; oldest: Date }

/** By employee, those who were not told today; only what was due before that moment. */
export function readOverdue(
  reader: Reader,
  { day, before, after, limit }: { day: BusinessDay; before: Date; after: string; limit: number },
): Promise<Overdue[]> {
  return reader
    .selectFrom('followUp')
    .innerJoin('employee', 'employee.id', 'followUp.assigneeId')
    .select(['followUp.assigneeId as employeeId', sql<number>`count(*)::int`.as('count')])
    .select((of) => of.fn.min('followUp.dueAt').as('oldest'))
    .where('followUp.state', '=', 'open')
    .where('followUp.dueAt', '<', before)
    .where('followUp.assigneeId', '>', after)
    .where('employee.state', '=', 'active')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('message')
            .select('message.id')
            .whereRef('message.employeeId', '=', 'followUp.assigneeId')
            .where('message.day', '=', day)
            .where('message.kind', '=', 'overdue'),
        ),
      ),
    )
    .groupBy('followUp.assigneeId')
    .orderBy('followUp.assigneeId')
    .limit(limit)
    .execute()
}
