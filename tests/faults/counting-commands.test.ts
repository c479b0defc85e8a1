import { randomInt } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommands } from '../server/counting-commands.ts'
import { startCountingWorld, type CountingWorld } from '../server/counting-ground.ts'
import { startCluster, type Cluster } from '../support/postgres.ts'

const rounds = Number(process.env.ZHENKE_ROUNDS ?? 300)
const seed = Number(process.env.ZHENKE_SEED ?? randomInt(2 ** 31))
/** A world grows older with each run, so it is laid anew from time to time. */
const RUNS_PER_WORLD = 25

describe('The running product beside the oracle, on PostgreSQL', () => {
  let cluster: Cluster
  let ground: CountingWorld | undefined
  beforeAll(async () => {
    cluster = await startCluster()
    process.env['TEST_DATABASE_URL'] = cluster.url
  })
  afterAll(async () => {
    await ground?.stop()
    delete process.env['TEST_DATABASE_URL']
    cluster.stop()
  })

  it(`tells the same verdicts, sums and days after each of ${rounds} runs of commands (seed ${seed})`, async () => {
    const done = new Map<string, number>()
    for (let runs = 0; runs < rounds; runs += RUNS_PER_WORLD) {
      ground = await startCountingWorld()
      const numRuns = Math.min(RUNS_PER_WORLD, rounds - runs)
      for (const [name, times] of Object.entries(
        await runCommands(ground, { numRuns, seed: seed + runs, isShrunk: true }),
      ))
        done.set(name, (done.get(name) ?? 0) + times)
      await ground.stop()
      ground = undefined
      console.log(`${runs + numRuns} of ${rounds} runs, seed ${seed}: ${JSON.stringify(Object.fromEntries(done))}`)
    }
    expect(done.get('verify')).toBeGreaterThan(0)
  })
})
