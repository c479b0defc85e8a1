import { computed, type ComputedRef } from 'vue'
import { day as englishDay } from './en/day.ts'
import * as english from './en/target.ts'
import { currentLocale, useWords } from './locale.ts'
import { day as chineseDay } from './zh/day.ts'
import * as chinese from './zh/target.ts'

export type TargetWords = typeof chinese.figures

/** The words of opened figures, the month and the guide, in both languages: they travel with their sheets and pages. */
export function useTargetWords(): ComputedRef<TargetWords> {
  const shown = useWords()
  return computed(() => (shown.value && currentLocale() === 'en' ? english.figures : chinese.figures))
}

export function useGuideWords(): ComputedRef<typeof chinese.guide> {
  const shown = useWords()
  return computed(() => (shown.value && currentLocale() === 'en' ? english.guide : chinese.guide))
}

export function useDayWords(): ComputedRef<typeof chineseDay> {
  const shown = useWords()
  return computed(() => (shown.value && currentLocale() === 'en' ? englishDay : chineseDay))
}
