import { events as english } from './en/events.ts'
import { inBoth } from './locale.ts'
import { events as chinese } from './zh/events.ts'

/** The words of WeCom's events, in both languages: they travel with the settings. */
export const useEventsWords = inBoth(chinese, english)
