import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { findReachableEmployees } from './assignment-store.ts'
import { listClosed } from './closed-store.ts'
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
): Promise<{ items: FollowUpView[]; nextCursor: string | null; asOf: Date }> {
  const now = ports.clock.now()
  const assigneeId = assignee === 'me' ? actor.id : (assignee?.toLowerCase() ?? null)
  const after = cursor === null ? null : readCursor(cursor)
  const isClosed = states.every(isClosedState)
  return await ports.database.write(async (tx) => {
    if (assigneeId && assigneeId !== actor.id && (await findReachableEmployees(tx, actor, [assigneeId])).length === 0) {
      throw new Problem('follow-up/assignee-not-found')
    }
    const limit = PAGE + 1
    const rows = isClosed
      ? await listClosed(tx, actor, { states: states.filter(isClosedState), assigneeId, before: after, limit })
      : await listFollowUps(
          tx,
          actor,
          { states, assigneeId, after: after && { dueAt: after.at, id: after.id }, limit },
          now,
        )
    const page = rows.slice(0, PAGE)
    if (page.some((row) => row.assigneeId !== actor.id)) {
      const whose = { kind: 'employee', id: assigneeId ?? actor.id }
      await ports.audit(tx, actor, 'follow-up/read', whose, { followUps: page.length })
    }
    const last = rows.length > PAGE ? page.at(-1) : undefined
    return {
      items: await viewAll(tx, actor, page, now),
      nextCursor: last ? cursorAfter(last, isClosed) : null,
      asOf: now,
    }
  })
}

const isClosedState = (state: FollowUpFilter['states'][number]) => state === 'completed' || state === 'cancelled'

function cursorAfter({ dueAt, closedAt, id }: FollowUpRow, isClosed: boolean): string {
  const at = isClosed ? (closedAt ?? dueAt) : dueAt
  return Buffer.from(`${at.toISOString()}|${id}`).toString('base64url')
}

function readCursor(cursor: string): { at: Date; id: string } {
  const [text = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split('|')
  const at = new Date(text)
  if (Number.isNaN(at.getTime()) || id === '') throw new Problem('request/invalid')
  return { at, id }
}
