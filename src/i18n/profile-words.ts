import { profile as english } from './en/profile.ts'
import { inBoth } from './locale.ts'
import { profile as chinese } from './zh/profile.ts'

/** The words of the profile, in both languages: they travel with its tab, not with the first view. */
export const useProfileWords = inBoth(chinese, english)
