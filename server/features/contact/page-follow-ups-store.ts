import { sql } from 'kysely'
import type { EmployeeActor } from '../../domain/employee.ts'
import type { FollowUpChange } from '../../domain/follow-up.ts'
import type { Reader } from '../../ports.ts'

type Change = { kind: FollowUpChange; at: string; byName: string | null }

/** Open follow-ups of this contact: the actor's own, and those of the employees in their scope; due first, with their history. */
export async function readPageFollowUps(reader: Reader, actor: EmployeeActor, contactId: string) {
  return await reader
    .selectFrom('followUp')
    .innerJoin('employee as assignee', 'assignee.id', 'followUp.assigneeId')
    .leftJoin('employee as maker', 'maker.id', 'followUp.createdBy')
    .leftJoin('notice', 'notice.followUpId', 'followUp.id')
    .leftJoin('talkScriptVersion as script', (join) =>
      join.onRef('script.scriptId', '=', 'followUp.talkScriptId').on('script.state', '=', 'approved'),
    )
    .where('followUp.contactId', '=', contactId)
    .where('followUp.state', '=', 'open')
    .where((is) =>
      is.or([
        is('followUp.assigneeId', '=', actor.id),
        ...(actor.scope.length > 0 ? [is('assignee.branchId', 'in', actor.scope)] : []),
      ]),
    )
    .selectAll('followUp')
    .select(['assignee.name as assigneeName', 'assignee.branchId as assigneeBranchId', 'maker.name as makerName'])
    .select(['notice.state as notice', 'script.title as talkScriptTitle'])
    .select(
      sql<Change[] | null>`(
        SELECT json_agg(json_build_object('kind', change.kind, 'at', change.at, 'byName', employee.name)
          ORDER BY change.at, change.id)
        FROM follow_up_change AS change LEFT JOIN employee ON employee.id = change.by
        WHERE change.follow_up_id = follow_up.id
      )`.as('history'),
    )
    .orderBy('followUp.dueAt')
    .orderBy('followUp.id')
    .execute()
}
export type PageFollowUp = Awaited<ReturnType<typeof readPageFollowUps>>[number]
