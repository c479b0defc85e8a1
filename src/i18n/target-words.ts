import { day as englishDay } from './en/day.ts'
import * as english from './en/target.ts'
import { inBoth } from './locale.ts'
import { day as chineseDay } from './zh/day.ts'
import * as chinese from './zh/target.ts'

/** The words of opened figures, the month and the guide, in both languages: they travel with their sheets and pages. */
export const useTargetWords = inBoth(chinese.figures, english.figures)

export const useGuideWords = inBoth(chinese.guide, english.guide)

export const useDayWords = inBoth(chineseDay, englishDay)
