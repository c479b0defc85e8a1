import { addDays, businessDayOf, startOfDay } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { Ports } from '../../ports.ts'
import { countBoard, listBoard, type BoardState } from './board-store.ts'
import { branchesOfLead } from './lead-scope.ts'
import { readPage } from './read-lists.ts'

/** Closed ones of the last days are on the board, today included. */
const CLOSED_DAYS = 7

/** Follow-ups by state and per assignee; a day's look back, nobody ranked by what they did. */
export async function readBoard(actor: EmployeeActor, ports: Ports, { branchId }: { branchId: string }) {
  const span = spanOf(ports)
  return await ports.database.write(async (tx) => {
    const assignees = await countBoard(tx, await branchesOfLead(tx, actor, branchId), span)
    const facts = { list: 'board', entries: assignees.length }
    await ports.audit(tx, actor, 'branch/entries-read', { kind: 'branch', id: branchId }, facts)
    const sum = (of: 'open' | 'overdue' | 'completed' | 'cancelled') => assignees.reduce((all, one) => all + one[of], 0)
    const sums = {
      open: sum('open'),
      overdue: sum('overdue'),
      completed: sum('completed'),
      cancelled: sum('cancelled'),
    }
    return { sums, assignees, closedSince: businessDayOf(span.since), asOf: span.now }
  })
}

/** The follow-ups a figure of the board, or of what the lead owes, is the number of. */
export function readBoardFollowUps(
  actor: EmployeeActor,
  ports: Ports,
  asked: { branchId: string; cursor: string | undefined; state: BoardState; employeeId: string | null },
) {
  const { state, employeeId } = asked
  const isClosed = state === 'completed' || state === 'cancelled'
  return readPage(actor, ports, asked, {
    list: `follow-ups ${state}`,
    employeeId,
    rows: (tx, branchIds, place) => listBoard(tx, branchIds, { state, employeeId, ...spanOf(ports), ...place }),
    placeOf: ({ id, dueAt, closedAt }) => ({ at: isClosed && closedAt ? closedAt : dueAt, id }),
  })
}

function spanOf({ clock }: Ports): { now: Date; since: Date } {
  const now = clock.now()
  return { now, since: startOfDay(addDays(businessDayOf(now), 1 - CLOSED_DAYS)) }
}
