import { closing as english } from './en/closing.ts'
import { inBoth } from './locale.ts'
import { closing as chinese } from './zh/closing.ts'

/** The words of closed months, in both languages: they travel with their page, not with the first view. */
export const useClosingWords = inBoth(chinese, english)
