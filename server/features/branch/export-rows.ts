import { MOST_ROWS } from '../../domain/branch-export.ts'
import { exportWords, shownMoment } from '../../domain/branch-export-words.ts'
import { addDays, businessDayOf, startOfDay } from '../../domain/business-day.ts'
import type { VerdictStatus } from '../../domain/add.ts'
import type { Place } from '../../domain/time-cursor.ts'
import type { Ports } from '../../ports.ts'
import { boardStates, listBoard, type BoardFollowUp, type BoardState } from './board-store.ts'
import { listBranchAdds, type BranchAddRow } from './branch-lists-store.ts'
import { readMemberIds } from './branch-store.ts'
import { readDayMembers, type DayMember } from './day-members.ts'
import type { ExportRow } from './export-store.ts'
import { partOf } from './lead-scope.ts'
import { viewAdd } from './read-lists.ts'

export type Cell = string | number | null

const AT_ONCE = 1_000
const MEMBERS_AT_ONCE = 200
/** Closed follow-ups of so many days, unless a first day is told. */
const CLOSED_DAYS = 28

/** What the file lists, below its heading; ends soon after there is more than a file may hold. */
export function rowsOf(ports: Ports, branchIds: string[], asked: ExportRow): Promise<Cell[][]> {
  switch (asked.kind) {
    case 'members':
      return memberRows(ports, branchIds, asked)
    case 'adds':
      return addRows(ports, branchIds, asked)
    case 'followUps':
      return followUpRows(ports, branchIds, asked)
  }
}

/** By name: an export is no ranking. */
async function memberRows(ports: Ports, branchIds: string[], { locale, filter }: ExportRow): Promise<Cell[][]> {
  const now = ports.clock.now()
  const asked = { employeeId: filter.employeeId, limit: MOST_ROWS + 1 }
  const ids = await readMemberIds(ports.database.read, branchIds, asked)
  if (ids.length > MOST_ROWS) return ids.map((id) => [id])
  const members: DayMember[] = []
  for (let first = 0; first < ids.length; first += MEMBERS_AT_ONCE) {
    const among = { employeeIds: ids.slice(first, first + MEMBERS_AT_ONCE) }
    const page = { among, kept: false, day: businessDayOf(now), now, after: null, limit: MEMBERS_AT_ONCE }
    members.push(...(await readDayMembers(ports, page)))
  }
  const { yes } = exportWords(locale)
  return members
    .toSorted((a, b) => a.name.localeCompare(b.name, locale) || (a.id < b.id ? -1 : 1))
    .map((one) => [one.name, one.id, one.target, one.effective, one.awaiting, one.overdue, one.onLeave ? yes : null])
}

async function addRows(ports: Ports, branchIds: string[], { locale, filter }: ExportRow): Promise<Cell[][]> {
  const now = ports.clock.now()
  const { verdicts } = exportWords(locale)
  const { from, to, employeeId } = filter
  const status = filter.status as VerdictStatus | null
  const asked = { employeeId, from, to: to && addDays(to, 1), status }
  const part = await partOf(ports.database.read, branchIds)
  const rows = await everyPage<BranchAddRow>(
    (place) => listBranchAdds(ports.database.read, part, { ...asked, ...place }),
    ({ startedAt, id }) => ({ at: startedAt, id }),
  )
  return rows.map((row) => {
    const { channel, verdict } = viewAdd(row, { locale }, now)
    const who = [row.contactName, row.employeeName, row.employeeId]
    return [shownMoment(row.startedAt), ...who, channel, verdicts[verdict.status], verdict.sentence]
  })
}

async function followUpRows(ports: Ports, branchIds: string[], asked: ExportRow): Promise<Cell[][]> {
  const { employeeId, from } = asked.filter
  const now = ports.clock.now()
  const since = startOfDay(from ?? addDays(businessDayOf(now), -CLOSED_DAYS))
  const states = boardStates.filter((state) => state === asked.filter.status)
  const rows: BoardFollowUp[] = []
  for (const state of states.length > 0 ? states : (['open', 'completed', 'cancelled'] satisfies BoardState[])) {
    const isClosed = state === 'completed' || state === 'cancelled'
    const found = await everyPage<BoardFollowUp>(
      (place) => listBoard(ports.database.read, branchIds, { state, employeeId, now, since, ...place }),
      ({ id, dueAt, closedAt }) => ({ at: isClosed && closedAt ? closedAt : dueAt, id }),
    )
    rows.push(...found)
  }
  return rows.map((row) => followUpRow(row, asked, now))
}

function followUpRow(row: BoardFollowUp, { locale }: ExportRow, now: Date): Cell[] {
  const words = exportWords(locale)
  const isOverdue = row.state === 'open' && row.dueAt < now
  const what = [row.title, words.followUpKinds[row.kind], row.contactName, row.assigneeName, row.assigneeId]
  const state = isOverdue ? words.overdue : words.states[row.state]
  const outcome = row.outcome && words.outcomes[row.outcome]
  return [...what, shownMoment(row.dueAt), state, outcome, row.closedAt && shownMoment(row.closedAt)]
}

async function everyPage<Row>(
  read: (place: { after: Place | null; limit: number }) => Promise<Row[]>,
  placeOf: (row: Row) => Place,
): Promise<Row[]> {
  const rows: Row[] = []
  for (;;) {
    const last = rows.at(-1)
    const page = await read({ after: last ? placeOf(last) : null, limit: AT_ONCE })
    rows.push(...page)
    if (page.length < AT_ONCE || rows.length > MOST_ROWS) return rows
  }
}
