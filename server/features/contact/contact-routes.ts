import * as contract from '../../contract/contact.ts'
import type { ContactPage } from '../../contract/contact.ts'
import type { FollowUp } from '../../contract/follow-up.ts'
import { toShanghaiIso } from '../../domain/business-day.ts'
import { carriedScript } from '../../domain/talk-script.ts'
import { forEmployee, type Route } from '../../http/route.ts'
import { endPrivate, markPrivate, type PrivateMark } from './mark-private.ts'
import { markTags, readTagChoices } from './mark-tags.ts'
import { readContactPage, type ContactPageView } from './read-contact-page.ts'
import { readOlderTimeline } from './read-timeline.ts'
import { writeRemark } from './write-remark.ts'

export const contactRoutes: Route[] = [
  forEmployee(contract.readContactPage, async ({ actor, params, ports }) =>
    reply(await readContactPage(actor, ports, params.id)),
  ),
  forEmployee(contract.readTimeline, async ({ actor, params, query, ports }) => {
    const { items, nextCursor } = await readOlderTimeline(actor, ports, { contactId: params.id, cursor: query.cursor })
    return { items: items.map(eventReply), nextCursor }
  }),
  forEmployee(contract.readTagChoices, ({ actor, params, ports }) => readTagChoices(actor, ports, params.id)),
  forEmployee(contract.writeRemark, ({ actor, params, body, ports }) =>
    writeRemark(actor, ports, { contactId: params.id, remark: body.remark }),
  ),
  forEmployee(contract.markTags, ({ actor, params, body, ports }) =>
    markTags(actor, ports, { contactId: params.id, add: body.add, remove: body.remove }),
  ),
  forEmployee(contract.markPrivate, async ({ actor, params, ports }) =>
    markReply(await markPrivate(actor, ports, params.id)),
  ),
  forEmployee(contract.endPrivate, async ({ actor, params, ports }) =>
    markReply(await endPrivate(actor, ports, params.id)),
  ),
]

const markReply = ({ privateSince, verdict }: PrivateMark) => ({
  privateSince: iso(privateSince),
  verdict: { ...verdict, since: toShanghaiIso(verdict.since) },
})

const iso = (moment: Date | null): string | null => (moment === null ? null : toShanghaiIso(moment))

function reply({ relation, verification, verdict, ...page }: ContactPageView): ContactPage {
  return {
    contact: page.contact,
    relation: {
      ...relation,
      startedAt: toShanghaiIso(relation.startedAt),
      endedAt: iso(relation.endedAt),
      privateSince: iso(relation.privateSince),
    },
    verification: {
      ...verification,
      since: iso(verification.since),
      nextPromptAt: iso(verification.nextPromptAt),
      linkEndsAt: iso(verification.linkEndsAt),
    },
    verdict: verdict && { ...verdict, since: toShanghaiIso(verdict.since) },
    nextAction: page.nextAction,
    followUps: page.followUps.map(followUpReply),
    timeline: page.timeline.map(eventReply),
    olderTimeline: page.olderTimeline,
    may: page.may,
    asOf: toShanghaiIso(page.asOf),
  }
}

const eventReply = <Event extends { at: Date }>(event: Event) => ({ ...event, at: toShanghaiIso(event.at) })

const followUpReply = (view: ContactPageView['followUps'][number]): FollowUp => ({
  id: view.id,
  contact: view.contact,
  assignee: { id: view.assigneeId, name: view.assigneeName },
  kind: view.kind,
  title: view.title,
  reason: view.reason,
  dueAt: toShanghaiIso(view.dueAt),
  state: view.state,
  overdue: view.overdue,
  priority: view.priority,
  origin: view.origin,
  createdBy: view.makerName === null ? null : { id: view.createdBy, name: view.makerName },
  talkScript: carriedScript(view),
  rule: view.rule,
  repeats: view.repeats,
  outcome: view.outcome,
  note: view.note,
  closedItself: view.closedItself,
  notice: view.notice,
  history: view.history.map((change) => ({ ...change, at: toShanghaiIso(change.at) })),
  may: view.may,
})
