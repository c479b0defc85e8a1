import { policy as english } from './en/policy.ts'
import { inBoth } from './locale.ts'
import { policy as chinese } from './zh/policy.ts'

/** The words of the settings of targets, in both languages: they travel with their page, not with the first view. */
export const usePolicyWords = inBoth(chinese, english)
