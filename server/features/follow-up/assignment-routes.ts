import * as contract from '../../contract/assignment.ts'
import { toShanghaiIso } from '../../domain/business-day.ts'
import type { Repetition } from '../../domain/recurrence.ts'
import { forEmployee } from '../../http/route.ts'
import type { Route } from '../../http/route.ts'
import { previewAssignment } from './preview-assignment.ts'
import { readAssignment, readAssignments } from './read-assignments.ts'
import { readFilterChoices } from './read-filter-choices.ts'
import { undoAssignment } from './undo-assignment.ts'
import type { AssignmentView } from './view-assignments.ts'

export const assignmentRoutes: Route[] = [
  forEmployee(contract.previewAssignment, async ({ actor, ports, body }) => {
    const dueAt = body.dueAt === undefined ? null : new Date(body.dueAt)
    const preview = await previewAssignment(actor, ports, { ...askedIn(body), dueAt })
    return {
      ...preview,
      dueAt: toShanghaiIso(preview.dueAt),
      dueChoices: preview.dueChoices.map(toShanghaiIso),
      asOf: toShanghaiIso(preview.asOf),
    }
  }),
  forEmployee(contract.readFilterChoices, ({ actor, ports, query }) => readFilterChoices(actor, ports, query)),
  forEmployee(contract.readAssignments, async ({ actor, ports, query }) => {
    const { items, nextCursor, asOf } = await readAssignments(actor, ports, { cursor: query.cursor })
    return { items: items.map(assignmentReply), nextCursor, asOf: toShanghaiIso(asOf) }
  }),
  forEmployee(contract.readAssignment, async ({ actor, ports, params }) => {
    const { assignment, asOf } = await readAssignment(actor, ports, params)
    return { assignment: assignmentReply(assignment), asOf: toShanghaiIso(asOf) }
  }),
  forEmployee(contract.undoAssignment, async ({ actor, ports, params }) => {
    const { assignment, ...sums } = await undoAssignment(actor, ports, params)
    return { assignment: assignmentReply(assignment), ...sums }
  }),
]

type Asked = Pick<Parameters<typeof previewAssignment>[2], 'kind' | 'title' | 'reason' | 'priority'> & {
  contactIds?: string[] | undefined
  filter?: contract.AssignmentFilter | undefined
  assigneeIds?: string[] | undefined
  talkScriptId?: string | undefined
  includeOnLeave?: boolean | undefined
  repeats?: Repetition | undefined
  keep?: true | undefined
}

/** What assigning and its preview are asked for, alike. */
export function askedIn({ contactIds, filter, assigneeIds, talkScriptId, repeats, keep: _keep, ...rest }: Asked) {
  const { kind, title, reason, priority, includeOnLeave } = rest
  const whom = { contactIds: contactIds ?? null, filter: filter ?? null, assigneeIds: assigneeIds ?? null }
  return {
    ...whom,
    kind,
    title,
    reason,
    priority,
    includeOnLeave: includeOnLeave ?? false,
    talkScriptId: talkScriptId ?? null,
    repeats: repeats ?? null,
  }
}

export function assignmentReply(view: AssignmentView): contract.Assignment {
  const { createdBy, makerName, undoUntil } = view
  return {
    ...view,
    dueAt: toShanghaiIso(view.dueAt),
    by: { id: createdBy, name: makerName ?? createdBy },
    createdAt: toShanghaiIso(view.createdAt),
    undoUntil: undoUntil && toShanghaiIso(undoUntil),
    may: { undo: undoUntil !== null },
  }
}
