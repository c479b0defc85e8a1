import { businessDayOf } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { Ports } from '../../ports.ts'
import { listBoard, type BoardState } from './board-store.ts'
import { loadKeyIn, MEMBERS_A_PAGE, pageOf } from './day-members.ts'
import { branchesOfLead, closedSince, partOf } from './lead-scope.ts'
import { listAssignees, sumLoads } from './member-load-store.ts'
import { readPage } from './read-lists.ts'
import { listUndelivered } from './undelivered-store.ts'

/** Follow-ups by state and, page by page, per assignee; a day's look back, nobody ranked by what they did. */
export async function readBoard(
  actor: EmployeeActor,
  ports: Ports,
  { branchId, cursor }: { branchId: string; cursor: string | undefined },
) {
  const after = loadKeyIn(cursor)
  const now = ports.clock.now()
  const since = closedSince(now)
  return await ports.database.write(async (tx) => {
    const { branchIds, isLarge } = await partOf(tx, await branchesOfLead(tx, actor, branchId))
    const asked = { branchIds, kept: isLarge, now, closedSince: since }
    const { awaiting: _awaiting, owed: _owed, ...sums } = await sumLoads(tx, asked)
    const rows = await listAssignees(tx, asked, { after, limit: MEMBERS_A_PAGE + 1 })
    const { items, nextCursor } = pageOf(rows, ({ overdue, open, employeeId }) => ({
      first: overdue,
      second: open,
      employeeId,
    }))
    const facts = { list: 'board', entries: items.length }
    await ports.audit(tx, actor, 'branch/entries-read', { kind: 'branch', id: branchId }, facts)
    return { sums, assignees: items, nextCursor, closedSince: businessDayOf(since), asOf: now }
  })
}

/** The follow-ups a figure of the board, or of what the lead owes, is the number of. */
export function readBoardFollowUps(
  actor: EmployeeActor,
  ports: Ports,
  asked: { branchId: string; cursor: string | undefined; state: BoardState; employeeId: string | null },
) {
  const { state, employeeId } = asked
  const now = ports.clock.now()
  const isClosed = state === 'completed' || state === 'cancelled'
  return readPage(actor, ports, asked, {
    list: `follow-ups ${state}`,
    employeeId,
    rows: (tx, { branchIds }, place) =>
      listBoard(tx, branchIds, { state, employeeId, now, since: closedSince(now), ...place }),
    placeOf: ({ id, dueAt, closedAt }) => ({ at: isClosed && closedAt ? closedAt : dueAt, id }),
  })
}

/** The digests and reports among the messages that did not arrive. */
export function readUndelivered(
  actor: EmployeeActor,
  ports: Ports,
  asked: { branchId: string; cursor: string | undefined },
) {
  const since = closedSince(ports.clock.now())
  return readPage(actor, ports, asked, {
    list: 'undelivered messages',
    rows: (tx, { branchIds }, place) => listUndelivered(tx, branchIds, { since, ...place }),
    placeOf: ({ id, createdAt }) => ({ at: createdAt, id }),
  })
}
