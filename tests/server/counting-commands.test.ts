import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommands } from './counting-commands.ts'
import { startCountingWorld, type CountingWorld } from './counting-ground.ts'

const numRuns = Number(process.env.ZHENKE_COMMAND_RUNS ?? 2)
const seed = Number(process.env.ZHENKE_SEED ?? 20_261_122)

let ground: CountingWorld
beforeAll(async () => {
  ground = await startCountingWorld()
})
afterAll(() => ground.stop())

describe('The running product beside the oracle', () => {
  it(`tells the same verdicts, sums and days after each of ${numRuns} runs of commands (seed ${seed})`, async () => {
    const done = await runCommands(ground, { numRuns, seed })
    expect(Object.keys(done)).toEqual(expect.arrayContaining(['add', 'remove', 'verify', 'wait']))
  }, 400_000)
})
