import { joining as english } from './en/joining.ts'
import { inBoth } from './locale.ts'
import { joining as chinese } from './zh/joining.ts'

/** The words of joining days, in both languages: they travel with the settings. */
export const useJoiningWords = inBoth(chinese, english)
