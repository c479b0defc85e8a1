import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stepsOf } from '../oracle/compare.ts'
import { histories } from '../oracle/histories.ts'
import { DAY } from '../oracle/time.ts'
import { describeHistory, factsFrom, type History } from '../oracle/told.ts'
import { Story } from './add-story.ts'

const numRuns = Number(process.env.ZHENKE_HISTORIES ?? 250)
const seed = Number(process.env.ZHENKE_SEED ?? 20_261_122)
const waits = [1, 7, 20, 30, 31, 33, 60, 150, 181, 214].map((days) => days * DAY)

/** The first add that time alone has given another verdict, though nobody was to look at it by then. */
function forgotten(history: History): string | null {
  const story = new Story(history.world)
  let last = 0
  for (const { now, arrived } of stepsOf(history)) {
    story.known.splice(0, Infinity, ...factsFrom(arrived))
    story.learn(now)
    last = now.getTime()
  }
  for (const wait of waits) {
    const before = new Map(story.judgements.map((one) => [one.addId, one]))
    const now = new Date(last + wait)
    story.learn(now)
    for (const { addId, verdict } of story.judgements) {
      const { verdict: kept, settleAt } = before.get(addId) ?? { verdict, settleAt: null }
      const isSame = kept.status === verdict.status && kept.reason === verdict.reason
      if (isSame || (settleAt !== null && settleAt <= now)) continue
      return `${describeHistory(history)}\n${now.toISOString()} ${addId} ${kept.reason} -> ${verdict.reason}`
    }
  }
  return null
}

describe('The moment at which time alone may change a verdict', () => {
  it(`is told before it comes, in ${numRuns} random histories (seed ${seed})`, () => {
    fc.assert(
      fc.property(histories, (history) => {
        expect(forgotten(history)).toBeNull()
      }),
      { numRuns, seed },
    )
  })
})
