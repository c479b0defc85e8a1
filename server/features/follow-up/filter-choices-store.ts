import { sql } from 'kysely'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { FilterChoice } from '../../domain/assignment.ts'
import type { Reader } from '../../ports.ts'
import { reachable, type Within } from './assignment-store.ts'

type Asked = { of: FilterChoice; search: string; within: Within; limit: number }

/** What stands with the contacts within reach that the filter can find, the most used first; `search` is part of it. */
export async function listFilterChoices(
  reader: Reader,
  actor: EmployeeActor,
  { of, search, within, limit }: Asked,
): Promise<string[]> {
  const names =
    of === 'tag'
      ? sql<string>`jsonb_array_elements(relation_profile.tags)->>'name'`
      : sql<string>`relation_profile.channel`
  const named = reader
    .selectFrom('relationProfile')
    .innerJoin('relation', (join) =>
      join
        .onRef('relation.employeeId', '=', 'relationProfile.employeeId')
        .onRef('relation.contactId', '=', 'relationProfile.contactId')
        .on('relation.endedAt', 'is', null),
    )
    .where('relation.employeeId', 'in', reachable(reader, actor, within))
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('add')
            .select('add.id')
            .whereRef('add.employeeId', '=', 'relation.employeeId')
            .whereRef('add.contactId', '=', 'relation.contactId')
            .where('add.privateAt', 'is not', null),
        ),
      ),
    )
    .select(names.as('name'))
  const rows = await reader
    .selectFrom(named.as('named'))
    .select('named.name')
    .where('named.name', '<>', '')
    .where(sql<boolean>`strpos(lower(named.name), lower(${search}::text)) > 0`)
    .groupBy('named.name')
    .orderBy(sql`count(*)`, 'desc')
    .orderBy('named.name')
    .limit(limit)
    .execute()
  return rows.map(({ name }) => name)
}
