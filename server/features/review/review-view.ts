import { factWords } from '../../domain/add-fact-words.ts'
import { channelWords } from '../../domain/channel-words.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { owns, reviewMay } from '../../domain/review.ts'
import { innocentWords } from '../../domain/review-words.ts'
import { viewVerdict } from '../../domain/verdict-view.ts'
import type { ReviewRow } from './review-store.ts'

export type ReviewView = ReturnType<typeof viewReview>

/** A review as this reader sees it: the employee reads every reason, and no names of those who look at the add. */
export function viewReview(row: ReviewRow, actor: EmployeeActor, now: Date) {
  const named = (id: string | null, name: string | null) =>
    id === null || owns(actor, row) ? null : { id, name: name ?? id }
  return {
    id: row.id,
    add: {
      id: row.addId,
      contact: { id: row.contactId, name: row.contactName, avatar: row.contactAvatar },
      employee: { id: row.employeeId, name: row.ownerName },
    },
    verdict: viewVerdict(row, actor.locale, now).verdict,
    facts: factWords(factsOf(row, actor), actor.locale),
    origin: row.origin,
    reason: row.reason,
    innocent: innocentWords(row.appealState === 'waiting' ? 'appeal' : row.origin, actor.locale),
    openedAt: row.openedAt,
    openedBy: named(row.openedBy, row.openerName),
    dueAt: row.dueAt,
    explanation: row.explanation && row.explainedAt ? { text: row.explanation, at: row.explainedAt } : null,
    proposal: row.proposedAt && {
      at: row.proposedAt,
      by: named(row.proposedBy, row.proposerName),
      reason: row.proposedReason,
    },
    outcome: row.outcome,
    decision: row.closedAt && {
      at: row.closedAt,
      by: named(row.decidedBy, row.deciderName),
      reason: row.decisionReason,
    },
    appeal: appealOf(row),
    may: reviewMay(actor, row, { ...row, appeal: row.appealState }),
  }
}

/** What came after the relation's end belongs to somebody else. */
function factsOf(row: ReviewRow, { locale }: EmployeeActor) {
  const { startedAt, endedAt, windowEndsAt, latestOutcome, latestAt, latestAssurance } = row
  const known = latestAt !== null && latestOutcome !== null && (endedAt === null || latestAt < endedAt)
  return {
    addedAt: startedAt,
    channel: channelWords(row.channel ?? '', row.addWay ?? 0, locale),
    windowEndsAt: row.verdictStatus === 'awaiting' ? windowEndsAt : null,
    endedAt,
    latest: known ? { outcome: latestOutcome, assurance: latestAssurance, decidedAt: latestAt } : null,
  }
}

function appealOf(row: ReviewRow) {
  const { appealId: id, appealText: text, appealedAt: at, appealState: state } = row
  if (id === null || text === null || at === null || state === null) return null
  return { id, text, at, state, answer: row.appealAnswer, decidedAt: row.appealDecidedAt }
}
