import { computed, type ComputedRef } from 'vue'
import { talkScript as english } from './en/talk-script.ts'
import { currentLocale, useWords } from './locale.ts'
import { talkScript as chinese } from './zh/talk-script.ts'

export type TalkScriptWords = typeof chinese

/** The words of talk scripts, in both languages: they travel with the parts that show them, not with the first view. */
export function useTalkScriptWords(): ComputedRef<TalkScriptWords> {
  const shown = useWords()
  return computed(() => (shown.value && currentLocale() === 'en' ? english : chinese))
}
