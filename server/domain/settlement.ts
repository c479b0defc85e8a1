import type { Surroundings } from './add-facts.ts'
import type { Judgement } from './add.ts'
import { missingEntries, pinsOf, type Entry } from './credit.ts'
import { holdingsOf } from './holdings.ts'
import { decideVerdicts } from './verdict.ts'

export type Settlement = { judgements: Judgement[]; entries: Entry[] }

/** What the facts mean now: every verdict, and the entries the ledger lacks. Settling again at once adds nothing. */
export function settle(facts: Surroundings, ledger: readonly Entry[], now: Date): Settlement {
  const holdings = holdingsOf(facts, pinsOf(ledger, now), now)
  const subjects = new Set([...ledger, ...holdings].map(({ subject }) => subject))
  const entries = [...subjects].toSorted().flatMap((subject) =>
    missingEntries(
      subject,
      holdings,
      ledger.filter((entry) => entry.subject === subject),
      now,
    ),
  )
  return { judgements: decideVerdicts(facts, holdings, now), entries }
}
