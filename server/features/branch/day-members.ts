import type { Member } from '../../domain/branch.ts'
import type { BusinessDay } from '../../domain/business-day.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { sumCredits } from './branch-store.ts'
import { closedSince } from './lead-scope.ts'
import { readMemberTargets } from './member-targets.ts'
import { listMembers, type Among, type LoadKey, type LoadPage } from './member-load-store.ts'

export type DayMember = Member & { monthTarget: number | null }
/** What waits for them is as it was kept last where `kept`, else as it is at `now`. */
export type MembersAsked = LoadPage & { among: Among; kept: boolean; day: BusinessDay; now: Date }

/** What a lead sees of each of these employees, and what each employee is shown of it; who needs help first. */
export async function readDayMembers(ports: Ports, asked: MembersAsked): Promise<DayMember[]> {
  const { among, kept, day, now } = asked
  const { read } = ports.database
  const rows = await listMembers(read, { ...among, kept, now, closedSince: closedSince(now) }, asked)
  if (rows.length === 0) return []
  const credits = await sumCredits(
    read,
    rows.map(({ id }) => id),
    day,
  )
  const effective = new Map(credits.map(({ employeeId, count }) => [employeeId, count]))
  const targets = await readMemberTargets(ports, rows, { day, now })
  return rows.map(({ id, name, awaiting, overdue }) => {
    const due = targets.get(id)
    const own = due?.book.on(day)
    return {
      id,
      name,
      target: due?.target ?? null,
      monthTarget: due?.monthTarget ?? null,
      effective: effective.get(id) ?? 0,
      awaiting,
      overdue,
      onLeave: own !== undefined && own.present < own.standard,
    }
  })
}

/** The row of the branch's page. */
export const memberOf = ({ monthTarget: _month, ...member }: DayMember): Member => member

export const MEMBERS_A_PAGE = 50

/** The first of what was read, and where the next page begins; null after the last. */
export function pageOf<Row>(rows: Row[], keyOf: (row: Row) => LoadKey): { items: Row[]; nextCursor: string | null } {
  const items = rows.slice(0, MEMBERS_A_PAGE)
  const last = rows.length > MEMBERS_A_PAGE ? items.at(-1) : undefined
  if (!last) return { items, nextCursor: null }
  const { first, second, employeeId } = keyOf(last)
  return { items, nextCursor: `${first}_${second}_${employeeId}` }
}

export const needOf = ({ overdue, awaiting, id }: Member): LoadKey => ({
  first: overdue,
  second: awaiting,
  employeeId: id,
})

/** Null without a cursor; throws Problem('request/invalid') for one that is none of ours. */
export function loadKeyIn(cursor: string | undefined): LoadKey | null {
  if (cursor === undefined) return null
  const [, first, second, employeeId] = /^(\d{1,9})_(\d{1,9})_([\w@.-]{1,64})$/.exec(cursor) ?? []
  if (!first || !second || !employeeId) throw new Problem('request/invalid', { field: 'cursor' })
  return { first: Number(first), second: Number(second), employeeId }
}
