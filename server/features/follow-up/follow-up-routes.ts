import * as contract from '../../contract/follow-up.ts'
import { toShanghaiIso } from '../../domain/business-day.ts'
import { carriedScript } from '../../domain/talk-script.ts'
import { forEmployee } from '../../http/route.ts'
import type { Route } from '../../http/route.ts'
import { assignFollowUps } from './assign-follow-ups.ts'
import { askedIn, assignmentReply } from './assignment-routes.ts'
import { cancelFollowUp } from './cancel-follow-up.ts'
import { completeFollowUp } from './complete-follow-up.ts'
import type { FollowUpView } from './follow-up-view.ts'
import { postponeFollowUp } from './postpone-follow-up.ts'
import { readDueChoices } from './read-due-choices.ts'
import { readFollowUp } from './read-follow-up.ts'
import { readFollowUps } from './read-follow-ups.ts'
import type { FollowUpQuery } from './read-follow-ups.ts'
import { recordConversation } from './record-conversation.ts'
import { reassignFollowUp } from './reassign-follow-up.ts'
import { undoCompletion } from './undo-completion.ts'

export const followUpRoutes: Route[] = [
  forEmployee(contract.readFollowUps, async ({ actor, ports, query }) => {
    const states = (query.state ?? 'open').split(',') as FollowUpQuery['states']
    const asked = { states, assignee: query.assignee ?? null, cursor: query.cursor ?? null }
    const { items, nextCursor, asOf } = await readFollowUps(actor, ports, asked)
    return { items: items.map(toReply), nextCursor, asOf: toShanghaiIso(asOf) }
  }),
  forEmployee(contract.readFollowUp, async ({ actor, ports, params }) => {
    const { followUp, takers, asOf } = await readFollowUp(actor, ports, params)
    return { followUp: toReply(followUp), takers, asOf: toShanghaiIso(asOf) }
  }),
  forEmployee(contract.readDueChoices, async ({ actor, ports }) => {
    const { dueChoices, asOf } = await readDueChoices(actor, ports)
    return { items: dueChoices.map(toShanghaiIso), asOf: toShanghaiIso(asOf) }
  }),
  forEmployee(contract.assignFollowUps, async ({ actor, ports, body }) => {
    const input = { ...askedIn(body), dueAt: new Date(body.dueAt) }
    const { created, skipped, assignment } = await assignFollowUps(actor, ports, input)
    return { created: created.map(toReply), skipped, assignment: assignment && assignmentReply(assignment) }
  }),
  forEmployee(contract.completeFollowUp, async ({ actor, ports, params, body }) => ({
    followUp: toReply(await completeFollowUp(actor, ports, { ...params, ...body, note: body.note || null })),
  })),
  forEmployee(contract.recordConversation, async ({ actor, ports, params, body }) => {
    const said = { contactId: params.id, outcome: body.outcome, note: body.note || null }
    return { followUp: toReply(await recordConversation(actor, ports, said)) }
  }),
  forEmployee(contract.undoCompletion, async ({ actor, ports, params }) => ({
    followUp: toReply(await undoCompletion(actor, ports, params)),
  })),
  forEmployee(contract.cancelFollowUp, async ({ actor, ports, params, body }) => ({
    followUp: toReply(await cancelFollowUp(actor, ports, { ...params, reason: body.reason || null, once: body.once })),
  })),
  forEmployee(contract.reassignFollowUp, async ({ actor, ports, params, body }) => ({
    followUp: toReply(await reassignFollowUp(actor, ports, { ...params, ...body })),
  })),
  forEmployee(contract.postponeFollowUp, async ({ actor, ports, params, body }) => ({
    followUp: toReply(await postponeFollowUp(actor, ports, { ...params, dueAt: new Date(body.dueAt) })),
  })),
]

const shown = ({ undo: _undo, ...may }: FollowUpView['may']): contract.FollowUp['may'] => may

function toReply(view: FollowUpView): contract.FollowUp {
  return {
    id: view.id,
    kind: view.kind,
    title: view.title,
    reason: view.reason,
    state: view.state,
    overdue: view.overdue,
    priority: view.priority,
    origin: view.origin,
    outcome: view.outcome,
    note: view.note,
    closedItself: view.closedItself,
    notice: view.notice,
    contact: { id: view.contactId, name: view.contactName, avatar: view.contactAvatar },
    assignee: { id: view.assigneeId, name: view.assigneeName },
    createdBy: view.makerName === null ? null : { id: view.createdBy, name: view.makerName },
    dueAt: toShanghaiIso(view.dueAt),
    talkScript: carriedScript(view),
    rule: view.rule,
    repeats: view.repeats,
    history: view.history.map((change) => ({ ...change, at: toShanghaiIso(change.at) })),
    may: shown(view.may),
  }
}
