import { computed, type ComputedRef } from 'vue'
import { review as english } from './en/review.ts'
import { currentLocale, useWords } from './locale.ts'
import { review as chinese } from './zh/review.ts'

type ReviewWords = typeof chinese

/** The words of explanations and reviews, in both languages: they travel with their sheet or page, not with the first view. */
export function useReviewWords(): ComputedRef<ReviewWords> {
  const shown = useWords()
  return computed(() => (shown.value && currentLocale() === 'en' ? english : chinese))
}
