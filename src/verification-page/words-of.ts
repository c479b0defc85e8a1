import type { PageOpening } from '#contract/verification.ts'
import { wordsEn } from './words-en.ts'
import { wordsZh } from './words-zh.ts'
import type { Words } from './words.ts'

export const wordsOf = (locale: PageOpening['locale']): Words => (locale === 'en' ? wordsEn : wordsZh)
