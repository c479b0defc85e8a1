import { groupChat as english } from './en/group-chat.ts'
import { inBoth } from './locale.ts'
import { groupChat as chinese } from './zh/group-chat.ts'

/** The words beside a customer group, in both languages: they travel with its page, not with the first view. */
export const useGroupChatWords = inBoth(chinese, english)
