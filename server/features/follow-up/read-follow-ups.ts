import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { findReachableEmployees } from './assignment-store.ts'
import { listFollowUps } from './follow-up-store.ts'
import type { FollowUpFilter, FollowUpRow } from './follow-up-store.ts'
import { viewAll } from './follow-up-view.ts'
import type { FollowUpView } from './follow-up-view.ts'

const PAGE = 20

export type FollowUpQuery = {
  states: FollowUpFilter['states']
  /** An employee's id or `me`; null for those the actor has to do or has assigned. */
  assignee: string | null
  cursor: string | null
}

export async function readFollowUps(
  actor: EmployeeActor,
  ports: Ports,
  { states, assignee, cursor }: FollowUpQuery,
): Promise<{ items: FollowUpView[]; nextCursor: string | null }> {
  const now = ports.clock.now()
  const assigneeId = assignee === 'me' ? actor.id : (assignee?.toLowerCase() ?? null)
  const after = cursor === null ? null : readCursor(cursor)
  return await ports.database.write(async (tx) => {
    if (assigneeId && assigneeId !== actor.id && (await findReachableEmployees(tx, actor, [assigneeId])).length === 0) {
      throw new Problem('follow-up/assignee-not-found')
    }
    const rows = await listFollowUps(tx, actor, { states, assigneeId, after, limit: PAGE + 1 }, now)
    const page = rows.slice(0, PAGE)
    if (page.some((row) => row.assigneeId !== actor.id)) {
      const whose = { kind: 'employee', id: assigneeId ?? actor.id }
      await ports.audit(tx, actor, 'follow-up/read', whose, { followUps: page.length })
    }
    const last = rows.length > PAGE ? page.at(-1) : undefined
    return { items: await viewAll(tx, actor, page, now), nextCursor: last ? cursorAfter(last) : null }
  })
}

function cursorAfter({ dueAt, id }: FollowUpRow): string {
  return Buffer.from(`${dueAt.toISOString()}|${id}`).toString('base64url')
}

function readCursor(cursor: string): { dueAt: Date; id: string } {
  const [at = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split('|')
  const dueAt = new Date(at)
  if (Number.isNaN(dueAt.getTime()) || id === '') throw new Problem('request/invalid')
  return { dueAt, id }
}
