import { computed, ref, watchEffect } from 'vue'
import { en } from './en.ts'
import { zh } from './zh.ts'

type Locale = 'zh-CN' | 'en'

const A_YEAR_S = 31_536_000
// The product's pages read this cookie too: ports share the cookies of their host.
const chosen = /(?:^|;\s*)zhenke-locale=(zh-CN|en)(?:;|$)/.exec(document.cookie)?.[1]

/** The language of the screen and of the product's pages in it: the one chosen last, else the browser's. */
export const locale = ref<Locale>(chosen ? (chosen as Locale) : navigator.language.startsWith('en') ? 'en' : 'zh-CN')

/** The screen's words in the chosen language. */
export const words = computed(() => (locale.value === 'en' ? en : zh))

export function switchLanguage(): void {
  const next = locale.value === 'en' ? 'zh-CN' : 'en'
  document.cookie = `zhenke-locale=${next}; path=/; max-age=${A_YEAR_S}; samesite=lax`
  locale.value = next
}

export const followLanguage = () => watchEffect(() => (document.documentElement.lang = locale.value))
