import { computed, type ComputedRef } from 'vue'
import { bridge as english } from './en/bridge.ts'
import { currentLocale, useWords } from './locale.ts'
import { bridge as chinese } from './zh/bridge.ts'

export type BridgeWords = typeof chinese

/** What is said when WeCom's client does not help, in both languages: fetched once the contact is shown, and where there is none. */
export function useBridgeWords(): ComputedRef<BridgeWords> {
  const shown = useWords()
  return computed(() => (shown.value && currentLocale() === 'en' ? english : chinese))
}
