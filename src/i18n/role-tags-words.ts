import { roleTags as english } from './en/role-tags.ts'
import { inBoth } from './locale.ts'
import { roleTags as chinese } from './zh/role-tags.ts'

/** The words of roles by tags, in both languages: they travel with the settings. */
export const useRoleTagsWords = inBoth(chinese, english)
