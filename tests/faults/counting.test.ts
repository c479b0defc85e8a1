import { randomInt } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { disagreement } from '../oracle/compare.ts'
import { histories } from '../oracle/histories.ts'

const rounds = Number(process.env.ZHENKE_ROUNDS ?? 10_000)
const seed = Number(process.env.ZHENKE_SEED ?? randomInt(2 ** 31))
const CHUNK = 5_000

describe('Counting, against a second implementation', () => {
  it(`agrees with the oracle on ${rounds} random histories (seed ${seed})`, () => {
    for (let done = 0; done < rounds; done += CHUNK) {
      const numRuns = Math.min(CHUNK, rounds - done)
      fc.assert(
        fc.property(histories, (history) => {
          expect(disagreement(history)).toBeNull()
        }),
        { numRuns, seed: seed + done },
      )
      console.log(`${done + numRuns} of ${rounds} histories, no divergence, seed ${seed}`)
    }
  })
})
