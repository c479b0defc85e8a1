import { toldClosed as english } from './en/told-closed.ts'
import { inBoth } from './locale.ts'
import { toldClosed as chinese } from './zh/told-closed.ts'

/** The words of the note about a follow-up that is closed already; they travel with it. */
export const useToldClosedWords = inBoth(chinese, english)
