import type { AwaitingReason, VoidReason } from './add.ts'

export type VerdictCode = 'effective' | 'held' | AwaitingReason | VoidReason

/** `sentence` says what is so and what it takes; `rule` is the rule behind it; `whatToDo` is null where nothing can be done. */
export type VerdictWords = { sentence: string; rule: string; whatToDo: string | null }

/** What the sentences may speak of besides the code. `daysLeft` counts full days; 0 is the last day. */
export type VerdictFacts = {
  daysLeft: number | null
  earnedDay: string | null
  windowDays: number
  retentionDays: number
}
