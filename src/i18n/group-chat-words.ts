import { computed, type ComputedRef } from 'vue'
import { groupChat as english } from './en/group-chat.ts'
import { currentLocale, useWords } from './locale.ts'
import { groupChat as chinese } from './zh/group-chat.ts'

/** The words beside a customer group, in both languages: they travel with its page, not with the first view. */
export function useGroupChatWords(): ComputedRef<typeof chinese> {
  const shown = useWords()
  return computed(() => (shown.value && currentLocale() === 'en' ? english : chinese))
}
