import { pending as english } from './en/pending.ts'
import { inBoth } from './locale.ts'
import { pending as chinese } from './zh/pending.ts'

/** The words of what waits for the network, in both languages: they come with the outbox, before they are needed. */
export const usePendingWords = inBoth(chinese, english)
