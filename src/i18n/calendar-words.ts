import { calendar as english } from './en/calendar.ts'
import { inBoth } from './locale.ts'
import { calendar as chinese } from './zh/calendar.ts'

/** The words of the working calendar, in both languages: they travel with the settings, not with the first view. */
export const useCalendarWords = inBoth(chinese, english)
