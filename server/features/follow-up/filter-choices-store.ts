import { type RawBuilder, sql } from 'kysely'
import type { EmployeeActor } from '../../domain/employee.ts'
import { type FilterChoice, filterChoices } from '../../domain/assignment.ts'
import type { Reader, Tx } from '../../ports.ts'
import { anyOf, reachable, type Within } from './assignment-store.ts'

type Asked = { of: FilterChoice; search: string; limit: number }

const nameIn: Record<FilterChoice, RawBuilder<string>> = {
  tag: sql`jsonb_array_elements(relation_profile.tags)->>'name'`,
  channel: sql`relation_profile.channel`,
}

/** What stands with the contacts within reach that the filter can find, the most used first; `search` is part of it. */
export async function listFilterChoices(
  reader: Reader,
  actor: EmployeeActor,
  { of, search, within, limit }: Asked & { within: Within },
): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT named.name FROM (${namesOf(of, sql`relation.employee_id IN (${reachable(reader, actor, within)})`)}) AS named
    WHERE ${isSought(sql`named.name`, search)}
    GROUP BY named.name
    ORDER BY count(*) DESC, named.name
    LIMIT ${limit}`.execute(reader)
  return rows.map(({ name }) => name)
}

/** The same of many branches, as it was kept last. */
export async function listKeptChoices(
  reader: Reader,
  branchIds: readonly string[],
  { of, search, limit }: Asked,
): Promise<string[]> {
  const rows = await reader
    .selectFrom('filterChoice')
    .select('name')
    .where('branchId', '=', anyOf(branchIds))
    .where('kind', '=', of)
    .where(isSought(sql`name`, search))
    .groupBy('name')
    .orderBy(sql`sum(contacts)`, 'desc')
    .orderBy('name')
    .limit(limit)
    .execute()
  return rows.map(({ name }) => name)
}

/** The branch that was counted longest ago, before that moment or never; undefined where none was, or contacts are still being imported. */
export async function findBranchToCount(reader: Reader, before: Date): Promise<string | undefined> {
  const found = await reader
    .selectFrom('branch')
    .leftJoin('filterChoiceKept', 'filterChoiceKept.branchId', 'branch.id')
    .select('branch.id')
    .where('branch.removedAt', 'is', null)
    .where((is) =>
      is.exists(
        is
          .selectFrom('importProgress')
          .select('importProgress.name')
          .where('importProgress.name', '=', 'contacts')
          .where('importProgress.finishedAt', 'is not', null),
      ),
    )
    .where((is) => is.or([is('filterChoiceKept.keptAt', 'is', null), is('filterChoiceKept.keptAt', '<', before)]))
    .orderBy('filterChoiceKept.keptAt', (order) => order.asc().nullsFirst())
    .limit(1)
    .executeTakeFirst()
  return found?.id
}

/** One at a time: the row that says when is written first. A branch with thousands of employees takes some seconds. */
export async function keepChoicesOf(tx: Tx, branchId: string, keptAt: Date): Promise<void> {
  await sql`SET LOCAL statement_timeout = '60s'`.execute(tx)
  await tx
    .insertInto('filterChoiceKept')
    .values({ branchId, keptAt })
    .onConflict((conflict) => conflict.column('branchId').doUpdateSet({ keptAt }))
    .execute()
  await tx.deleteFrom('filterChoice').where('branchId', '=', branchId).execute()
  const ofBranch = sql<boolean>`relation.employee_id IN (
    SELECT employee.id FROM employee WHERE employee.branch_id = ${branchId} AND employee.state = 'active')`
  for (const kind of filterChoices) {
    await sql`
      INSERT INTO filter_choice (branch_id, kind, name, contacts)
      SELECT ${branchId}, ${kind}, named.name, count(*)::int FROM (${namesOf(kind, ofBranch)}) AS named
      WHERE named.name <> '' GROUP BY named.name`.execute(tx)
  }
}

/** One for each tag or channel of each living relation, private ones left out. */
const namesOf = (of: FilterChoice, which: RawBuilder<boolean>) => sql`
  SELECT ${nameIn[of]} AS name FROM relation_profile
  JOIN relation ON relation.employee_id = relation_profile.employee_id
    AND relation.contact_id = relation_profile.contact_id AND relation.ended_at IS NULL
  WHERE ${which} AND NOT EXISTS (
    SELECT 1 FROM add
    WHERE add.employee_id = relation.employee_id AND add.contact_id = relation.contact_id AND add.private_at IS NOT NULL
  )`

const isSought = (name: RawBuilder<unknown>, search: string) =>
  sql<boolean>`(${name} <> '' AND strpos(lower(${name}), lower(${search}::text)) > 0)`
