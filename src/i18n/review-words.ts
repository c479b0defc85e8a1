import { review as english } from './en/review.ts'
import { inBoth } from './locale.ts'
import { review as chinese } from './zh/review.ts'

/** The words of explanations and reviews, in both languages: they travel with their sheet or page, not with the first view. */
export const useReviewWords = inBoth(chinese, english)
