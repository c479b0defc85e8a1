import * as contract from '../../contract/reassignment.ts'
import { toShanghaiIso } from '../../domain/business-day.ts'
import { forEmployee, type Route } from '../../http/route.ts'
import { assignmentReply } from './assignment-routes.ts'
import { previewReassignment } from './preview-reassignment.ts'
import { reassignFollowUps, type ReassignInput } from './reassign-follow-ups.ts'

export const reassignmentRoutes: Route[] = [
  forEmployee(contract.previewReassignment, async ({ actor, ports, body }) => {
    const preview = await previewReassignment(actor, ports, inputOf(body))
    return { ...preview, asOf: toShanghaiIso(preview.asOf) }
  }),
  forEmployee(contract.reassignFollowUps, async ({ actor, ports, body }) => {
    const assignment = await reassignFollowUps(actor, ports, inputOf(body))
    return { assignment: assignment && assignmentReply(assignment) }
  }),
]

type Asked = {
  list?: (Pick<NonNullable<ReassignInput['list']>, 'branch' | 'state'> & { employee?: string | undefined }) | undefined
  followUpIds?: string[] | undefined
  assigneeIds?: string[] | undefined
  includeOnLeave?: boolean | undefined
}

const inputOf = ({ list, followUpIds, assigneeIds, includeOnLeave }: Asked): ReassignInput => ({
  list: list ? { ...list, employee: list.employee ?? null } : null,
  followUpIds: followUpIds ?? null,
  assigneeIds: assigneeIds ?? null,
  includeOnLeave: includeOnLeave ?? false,
})
