import type { Appeal } from '../../contract/appeal.ts'
import * as contract from '../../contract/review.ts'
import { toShanghaiIso } from '../../domain/business-day.ts'
import { forEmployee, type Route } from '../../http/route.ts'
import { appealRejection, type AppealView } from './appeal-rejection.ts'
import { decideAppeal } from './decide-appeal.ts'
import { decideReview } from './decide-review.ts'
import { explainReview } from './explain-review.ts'
import { openReview } from './open-review.ts'
import { readReviews } from './read-reviews.ts'
import type { ReviewView } from './review-view.ts'

export const reviewRoutes: Route[] = [
  forEmployee(contract.readReviews, async ({ actor, ports, query, reason }) => {
    const { items, nextCursor } = await readReviews(actor, ports, {
      state: query.state ?? 'open',
      cursor: query.cursor,
      reason,
    })
    return { items: items.map(toReply), nextCursor }
  }),
  forEmployee(contract.openReview, async ({ actor, ports, params, body }) => ({
    review: toReply(await openReview(actor, ports, { addId: params.id, ...body })),
  })),
  forEmployee(contract.explainReview, async ({ actor, ports, params, body }) => ({
    review: toReply(await explainReview(actor, ports, { ...params, ...body })),
  })),
  forEmployee(contract.decideReview, async ({ actor, ports, params, body, reason: look }) => ({
    review: toReply(await decideReview(actor, ports, { ...params, ...body, reason: body.reason || null, look })),
  })),
  forEmployee(contract.appealRejection, async ({ actor, ports, params, body }) => ({
    appeal: appealReply(await appealRejection(actor, ports, { addId: params.id, ...body })),
  })),
  forEmployee(contract.decideAppeal, async ({ actor, ports, params, body, reason: look }) => ({
    review: toReply(await decideAppeal(actor, ports, { ...params, ...body, reason: body.reason || null, look })),
  })),
]

const appealReply = ({ at, decidedAt, ...appeal }: AppealView): Appeal => ({
  ...appeal,
  at: toShanghaiIso(at),
  decidedAt: decidedAt && toShanghaiIso(decidedAt),
})

const stepReply = <Step extends { at: Date }>(step: Step | null) => step && { ...step, at: toShanghaiIso(step.at) }

function toReply(view: ReviewView): contract.Review {
  return {
    ...view,
    verdict: { ...view.verdict, since: toShanghaiIso(view.verdict.since) },
    openedAt: toShanghaiIso(view.openedAt),
    dueAt: toShanghaiIso(view.dueAt),
    explanation: stepReply(view.explanation),
    proposal: stepReply(view.proposal),
    decision: stepReply(view.decision),
    appeal: view.appeal && appealReply(view.appeal),
  }
}
