import type { BusinessDay } from '../../domain/business-day.ts'
import type { Weight } from '../../domain/calendar.ts'
import type { Reader, TargetSubject } from '../../ports.ts'

export type Branch = { id: string; name: string; parentId: string | null }
export type Employee = { id: string; name: string; branchId: string; state: string }

export function readBranches(reader: Reader): Promise<Branch[]> {
  return reader
    .selectFrom('branch')
    .select(['id', 'name', 'parentId'])
    .where('removedAt', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

export async function findEmployees(reader: Reader, ids: readonly string[]): Promise<Employee[]> {
  if (ids.length === 0) return []
  return await reader
    .selectFrom('employee')
    .select(['id', 'name', 'branchId', 'state'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
}

/** Names of branches that are gone are known as well. */
export async function findBranchNames(reader: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await reader
    .selectFrom('branch')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Everybody at work, or those of them who are named. */
export async function readSubjects(reader: Reader, ids: readonly string[] | null): Promise<TargetSubject[]> {
  let rows = reader
    .selectFrom('employee')
    .leftJoin(
      (from) => from.selectFrom('branchLead').select('branchLead.employeeId').distinct().as('leading'),
      (on) => on.onRef('leading.employeeId', '=', 'employee.id'),
    )
    .select(['employee.id', 'employee.branchId', 'employee.role', 'employee.joinedAt', 'employee.leftAt'])
    .select('leading.employeeId as leading')
    .where('employee.state', '=', 'active')
  if (ids) rows = rows.where('employee.id', 'in', ids.length > 0 ? ids : [''])
  const found = await rows.execute()
  return found.map(({ leading, ...employee }) => ({ ...employee, leads: leading !== null }))
}

/** Those of the years whose official calendar is not published. */
export async function findUnpublished(reader: Reader, years: readonly number[]): Promise<number[]> {
  const rows = await reader.selectFrom('calendarYear').select('year').where('state', '=', 'published').execute()
  const published = new Set(rows.map(({ year }) => year))
  return years.filter((year) => !published.has(year))
}

type Days = { from: BusinessDay; to: BusinessDay }

export async function readBranchDays(
  reader: Reader,
  { from, to }: Days,
): Promise<{ branchId: string; day: BusinessDay; weight: Weight }[]> {
  return await reader
    .selectFrom('branchDay')
    .select(['branchId', 'day', 'weight'])
    .where('day', '>=', from)
    .where('day', '<', to)
    .execute()
}
