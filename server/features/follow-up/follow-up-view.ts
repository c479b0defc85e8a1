import type { EmployeeActor } from '../../domain/employee.ts'
import { followUpMay, isOverdue } from '../../domain/follow-up-rules.ts'
import type { FollowUpMay } from '../../domain/follow-up-rules.ts'
import { systemName } from '../../domain/follow-up-words.ts'
import { Problem } from '../../domain/problem.ts'
import type { Reader } from '../../ports.ts'
import { findFollowUp, readHistory } from './follow-up-store.ts'
import type { ChangeRow, FollowUpRow } from './follow-up-store.ts'

/** A follow-up as one reader sees it. */
export type FollowUpView = FollowUpRow & {
  overdue: boolean
  history: { kind: ChangeRow['kind']; at: Date; by: string }[]
  may: FollowUpMay
}

/** Throws Problem('follow-up/not-found') for what is out of the actor's scope. */
export async function viewFollowUp(reader: Reader, actor: EmployeeActor, id: string, now: Date): Promise<FollowUpView> {
  const row = await findFollowUp(reader, actor, id)
  const [view] = row ? await viewAll(reader, actor, [row], now) : []
  if (!view) throw new Problem('follow-up/not-found')
  return view
}

export async function viewAll(
  reader: Reader,
  actor: EmployeeActor,
  rows: FollowUpRow[],
  now: Date,
): Promise<FollowUpView[]> {
  const ids = rows.map(({ id }) => id)
  const changes = await readHistory(reader, ids)
  return rows.map((row) => ({
    ...row,
    overdue: isOverdue(row, now),
    may: followUpMay(actor, row, now),
    history: changes
      .filter(({ followUpId }) => followUpId === row.id)
      .map(({ kind, at, byName }) => ({ kind, at, by: byName ?? systemName(actor.locale) })),
  }))
}
