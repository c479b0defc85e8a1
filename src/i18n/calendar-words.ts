import { computed, type ComputedRef } from 'vue'
import { calendar as english } from './en/calendar.ts'
import { currentLocale, useWords } from './locale.ts'
import { calendar as chinese } from './zh/calendar.ts'

export type CalendarWords = typeof chinese

/** The words of the working calendar, in both languages: they travel with the settings, not with the first view. */
export function useCalendarWords(): ComputedRef<CalendarWords> {
  const shown = useWords()
  return computed(() => (shown.value && currentLocale() === 'en' ? english : chinese))
}
