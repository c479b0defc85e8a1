import type { Review } from '../../domain/add-facts.ts'
import type { Reader } from '../../ports.ts'

/**
 * The reviews of all adds of these contacts, by add. An appeal that was upheld undoes its rejection: the review is told as
 * accepted, and the window stood still until then.
 */
export async function readReviews(reader: Reader, contactIds: string[]): Promise<Map<string, Review[]>> {
  const rows = await reader
    .selectFrom('review')
    .innerJoin('add', 'add.id', 'review.addId')
    .leftJoin('appeal', (join) => join.onRef('appeal.reviewId', '=', 'review.id').on('appeal.state', '=', 'upheld'))
    .select(['review.addId', 'review.openedAt', 'review.closedAt', 'review.outcome', 'appeal.decidedAt as upheldAt'])
    .where('add.contactId', 'in', contactIds)
    .orderBy('review.openedAt')
    .orderBy('review.id')
    .execute()
  const reviews = new Map<string, Review[]>()
  for (const { addId, openedAt, closedAt, outcome, upheldAt } of rows) {
    const told: Review = upheldAt
      ? { openedAt, closedAt: upheldAt, outcome: 'accepted' }
      : { openedAt, closedAt, outcome }
    reviews.set(addId, [...(reviews.get(addId) ?? []), told])
  }
  return reviews
}
