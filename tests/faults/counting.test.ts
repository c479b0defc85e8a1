import { randomInt } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { outcome, toldAtOnce, toldShuffled, toldWithLosses } from '../domain/delivery.ts'
import { disagreement } from '../oracle/compare.ts'
import { histories } from '../oracle/histories.ts'
import type { History } from '../oracle/told.ts'

const rounds = Number(process.env.ZHENKE_ROUNDS ?? 10_000)
const seed = Number(process.env.ZHENKE_SEED ?? randomInt(2 ** 31))
const CHUNK = 5_000

type Way = (history: History, draw: () => number) => void
const agree: Way = (history) => expect(disagreement(history)).toBeNull()
const converge =
  (tell: typeof toldShuffled): Way =>
  (history, draw) =>
    expect(outcome(tell(history, draw))).toEqual(outcome(toldAtOnce(history)))
const ways: Record<string, Way> = {
  'agrees with the oracle': agree,
  'bears facts shuffled and repeated (I1, I2)': converge(toldShuffled),
  'bears starts that are lost until the evening (I3)': converge(toldWithLosses),
}

describe('Counting, against a second implementation and any delivery', () => {
  it.each(Object.entries(ways))(`%s on ${rounds} random histories (seed ${seed})`, (name, holds) => {
    for (let done = 0; done < rounds; done += CHUNK) {
      const numRuns = Math.min(CHUNK, rounds - done)
      const told = fc.check(
        fc.property(histories, fc.infiniteStream(fc.nat(1_000)), (history, draws) => {
          holds(history, () => draws.next().value ?? 0)
        }),
        { numRuns, seed: seed + done },
      )
      expect(told.failed ? fc.defaultReportMessage(told) : null).toBeNull()
      console.log(`${name}: ${done + numRuns} of ${rounds} histories, no divergence, seed ${seed}`)
    }
  })
})
