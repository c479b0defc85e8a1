import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import type { Session } from '#contract/session.ts'
import type { Words } from './words-zh.ts'

export type Locale = Session['locale']
export type { Words } from './words-zh.ts'

const dictionaries: Record<Locale, () => Promise<{ words: Words }>> = {
  'zh-CN': () => import('./words-zh.ts'),
  en: () => import('./words-en.ts'),
}
const shown = shallowRef<Words>()
const A_YEAR_S = 31_536_000

/** The words of the language now shown; `loadWords` comes first. */
export function useWords(): ShallowRef<Words> {
  if (!shown.value) throw new Error('loadWords was not awaited before the first component was made')
  return shown as ShallowRef<Words>
}

/** Words that travel in both languages with the page or part that shows them, and not with the first view. */
export function inBoth<Own>(chinese: Own, english: Own): () => ComputedRef<Own> {
  return () => computed(() => (shown.value && currentLocale() === 'en' ? english : chinese))
}

/** Fetches one dictionary and shows it everywhere. */
export async function loadWords(locale: Locale): Promise<void> {
  const { words } = await dictionaries[locale]()
  document.documentElement.lang = locale
  shown.value = words
}

/** The server reads this cookie and answers in that language from then on. */
export async function switchLocale(locale: Locale): Promise<void> {
  document.cookie = `zhenke-locale=${locale}; path=/; max-age=${A_YEAR_S}; samesite=lax`
  await loadWords(locale)
}

export function currentLocale(): Locale {
  return document.documentElement.lang === 'en' ? 'en' : 'zh-CN'
}
