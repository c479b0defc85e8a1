import { explainAdd as explainContract, readAdds as listContract } from '../../contract/add.ts'
import type { AddExplanation, Verdict } from '../../contract/add.ts'
import { toShanghaiIso } from '../../domain/business-day.ts'
import type { VerdictView } from '../../domain/verdict-view.ts'
import { forEmployee, type Route } from '../../http/route.ts'
import { explainAdd, type Explanation } from './explain-add.ts'
import { readAdds } from './read-adds.ts'

const told = (verdict: VerdictView): Verdict => ({ ...verdict, since: toShanghaiIso(verdict.since) })

export const addRoutes: Route[] = [
  forEmployee(listContract, async ({ actor, query, ports }) => {
    const { items, nextCursor } = await readAdds(actor, ports, query)
    const shown = items.map((add) => ({ ...add, addedAt: toShanghaiIso(add.addedAt), verdict: told(add.verdict) }))
    return { items: shown, nextCursor }
  }),
  forEmployee(explainContract, async ({ actor, params, ports, reason }) => {
    return explanationReply(await explainAdd(actor, ports, { addId: params.id, reason }))
  }),
]

const at = <Step extends { at: Date }>(step: Step | null) => step && { ...step, at: toShanghaiIso(step.at) }

const explanationReply = ({ verdict, review, ...rest }: Explanation): AddExplanation => ({
  ...rest,
  verdict: told(verdict),
  review: review && {
    ...review,
    openedAt: toShanghaiIso(review.openedAt),
    dueAt: toShanghaiIso(review.dueAt),
    explanation: at(review.explanation),
    proposal: at(review.proposal),
    decision: at(review.decision),
    appeal: review.appeal && {
      ...review.appeal,
      at: toShanghaiIso(review.appeal.at),
      decidedAt: review.appeal.decidedAt && toShanghaiIso(review.appeal.decidedAt),
    },
  },
})
