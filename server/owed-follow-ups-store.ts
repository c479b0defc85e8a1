import { sql, type RawBuilder } from 'kysely'
import type { OwedState } from './domain/reassignment.ts'

/** Of a row of notice: its employee was not told, or may not have been; its index has the same words. */
export const isUntold = sql<boolean>`notice.state IN ('refused', 'unknown')`

/** Given out by a lead or a rule, or handed on to somebody else; not what an employee plans for themselves. */
export const isGivenOut = sql<boolean>`(follow_up.origin <> 'employee' OR follow_up.created_by <> follow_up.assignee_id)`

const owed: Record<OwedState, (now: Date) => RawBuilder<boolean>> = {
  left: () => sql`employee.state <> 'active'`,
  overdue: (now) => sql`follow_up.due_at < ${now}`,
  owed: (now) => sql`follow_up.due_at < ${now} AND ${isGivenOut}`,
  undelivered: () => sql`employee.state = 'active' AND EXISTS (
    SELECT 1 FROM notice WHERE notice.follow_up_id = follow_up.id AND ${isUntold})`,
}

/** Of a row of follow_up beside its assignee's of employee: it is open, and one of these. */
export const isOwed = (state: OwedState, now: Date) => sql<boolean>`(follow_up.state = 'open' AND ${owed[state](now)})`
