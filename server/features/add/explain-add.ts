import { factWords } from '../../domain/add-fact-words.ts'
import { channelWords } from '../../domain/channel-words.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { requireReason } from '../../domain/look.ts'
import { defaultParameters } from '../../domain/policy.ts'
import { Problem } from '../../domain/problem.ts'
import { oversees, owns, reviewMay } from '../../domain/review.ts'
import { policyWords } from '../../domain/review-words.ts'
import { creditWords } from '../../domain/verdict-words.ts'
import { viewVerdict, type VerdictView } from '../../domain/verdict-view.ts'
import type { Ports } from '../../ports.ts'
import { findAdd, readCredits, readFacts, readLatestReview } from './explanation-store.ts'
import type { ExplainedAdd, LatestReview } from './explanation-store.ts'

/**
 * Why an add counts, does not count, or not yet: the same for the employee and for the lead, whose look is in the audit log; an
 * operator gives a reason, or Problem('request/reason-required') is thrown.
 * Throws Problem('add/not-found') for anybody else's.
 */
export async function explainAdd(
  actor: EmployeeActor,
  ports: Ports,
  { addId, reason: given }: { addId: string; reason: string | null },
) {
  const { read } = ports.database
  const add = await findAdd(read, actor, addId)
  if (!add) throw new Problem('add/not-found')
  if (!owns(actor, add)) await noteLook(actor, ports, add, given)
  const { verdict, words } = viewVerdict(add, actor.locale, ports.clock.now())
  const channel = channelWords(add.channel ?? '', add.addWay ?? 0, actor.locale)
  const shown = {
    ...(await readFacts(read, add)),
    addedAt: add.startedAt,
    channel,
    windowEndsAt: windowIn(add, verdict),
  }
  const credits = await readCredits(read, addId)
  const review = (await readLatestReview(read, addId)) ?? null
  return {
    add: {
      contact: { id: add.contactId, name: add.contactName, avatar: add.contactAvatar },
      employee: { id: add.employeeId, name: add.ownerName },
    },
    verdict,
    facts: factWords(shown, actor.locale),
    rule: words.rule,
    policy: policyOf(add, actor),
    // Once appealed, there is nothing left to do but to wait.
    whatToDo: verdict.reason === 'rejected' && review?.appealId ? null : words.whatToDo,
    credits: credits.map(({ reason, ...entry }) => ({ ...entry, reason: creditWords(reason, actor.locale) })),
    review: review && reviewOf(review),
    may: mayOf(actor, add, review),
  }
}
export type Explanation = Awaited<ReturnType<typeof explainAdd>>

async function noteLook(actor: EmployeeActor, ports: Ports, add: ExplainedAdd, reason: string | null): Promise<void> {
  requireReason(actor, add.branchId, reason)
  const facts = { employee: add.employeeId, reason }
  await ports.database.write((tx) => ports.audit(tx, actor, 'add/explained', { kind: 'add', id: add.id }, facts))
}

function windowIn(add: ExplainedAdd, { daysLeft, reason }: VerdictView): Date | null {
  const matters = daysLeft !== null || ['declined', 'window-passed'].includes(reason ?? '')
  return matters ? add.windowEndsAt : null
}

function policyOf({ parameters, validFrom }: ExplainedAdd, { locale }: EmployeeActor) {
  return { validFrom, sentence: policyWords({ ...defaultParameters, ...parameters, validFrom }, locale) }
}

function reviewOf(review: LatestReview) {
  const { id, reason, openedAt, dueAt, outcome, proposedAt, closedAt, explanation, explainedAt } = review
  const { appealId, appealText, appealedAt, appealState } = review
  const hasAppeal = appealId !== null && appealText !== null && appealedAt !== null && appealState !== null
  return {
    id,
    reason,
    openedAt,
    dueAt,
    outcome,
    explanation: explanation && explainedAt ? { text: explanation, at: explainedAt } : null,
    proposal: proposedAt && { at: proposedAt, reason: review.proposedReason },
    decision: closedAt && { at: closedAt, reason: review.decisionReason },
    appeal: hasAppeal
      ? {
          id: appealId,
          text: appealText,
          at: appealedAt,
          state: appealState,
          answer: review.appealAnswer,
          decidedAt: review.appealDecidedAt,
        }
      : null,
  }
}

function mayOf(actor: EmployeeActor, add: ExplainedAdd, review: LatestReview | null) {
  const standing = review && reviewMay(actor, add, { ...review, appeal: review.appealState })
  const reviewable = add.verdictStatus === 'awaiting' || add.verdictStatus === 'effective'
  return {
    explain: standing?.explain ?? false,
    appeal: standing?.appeal ?? false,
    review: reviewable && oversees(actor, add),
  }
}
