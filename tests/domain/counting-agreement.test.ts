import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { disagreement } from '../oracle/compare.ts'
import { histories } from '../oracle/histories.ts'

const numRuns = Number(process.env.ZHENKE_HISTORIES ?? 250)
const seed = Number(process.env.ZHENKE_SEED ?? 20_261_122)

describe('Product and oracle, each written from the same words', () => {
  it(`agree on every verdict and every sum of ${numRuns} random histories (seed ${seed})`, () => {
    fc.assert(
      fc.property(histories, (history) => {
        expect(disagreement(history)).toBeNull()
      }),
      { numRuns, seed },
    )
  })
})
