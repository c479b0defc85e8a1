import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { launchProfile } from '../support/browser.ts'
import { serveFloor } from '../support/floor-page.ts'
import { measureOpening, type Opening } from '../support/measure-opening.ts'
import { openOpeningStage, weComWindow } from '../support/opening-stage.ts'
import { quantile, writeReport } from './report.ts'

const rounds = Number(process.env.ZHENKE_ROUNDS ?? 9)
const circumstances = ['fastCold', 'fastWarm', 'slowCold', 'slowWarm'] as const

type Page = 'sidebar' | 'floor'
type Circumstance = (typeof circumstances)[number]
type Round = Record<Circumstance, Record<Page, Opening>>

const median = (numbers: number[]) => quantile(numbers, 0.5)

describe('Opening the sidebar against a page written by hand', () => {
  it(`measures ${rounds} rounds of both, cold and warm, on a fast and on a slow device`, async () => {
    const stage = await openOpeningStage('测试客户 0001')
    const floor = await serveFloor(await stage.readAnswer())
    const open: Record<Page, (context: BrowserContext, slow: boolean) => Promise<Opening>> = {
      sidebar: (context, slow) => measureOpening(context, stage.address, stage.watch, { slow }),
      floor: (context, slow) => measureOpening(context, `${floor.origin}/`, stage.watch, { slow }),
    }

    // Cold is a new profile; warm is the third opening in one, after the browser has compiled and kept what it needs.
    const playRound = async (pages: Page[]): Promise<Round> => {
      const round = { fastCold: {}, fastWarm: {}, slowCold: {}, slowWarm: {} } as Round
      for (const slow of [false, true])
        for (const page of pages) {
          const directory = mkdtempSync(join(tmpdir(), 'zhenke-profile-'))
          const context = await launchProfile(directory, weComWindow)
          await stage.signIn(context)
          round[slow ? 'slowCold' : 'fastCold'][page] = await open[page](context, slow)
          await open[page](context, false)
          round[slow ? 'slowWarm' : 'fastWarm'][page] = await open[page](context, slow)
          await context.close()
          rmSync(directory, { recursive: true, force: true })
        }
      return round
    }

    const loadBefore = loadavg()[0]
    const played: Round[] = []
    for (let n = 0; n < rounds; n += 1)
      played.push(await playRound(n % 2 === 0 ? ['sidebar', 'floor'] : ['floor', 'sidebar']))
    const loadAfter = loadavg()[0]
    await floor.close()
    await stage.stop()

    writeReport('opening', {
      rounds,
      load: { before: loadBefore, after: loadAfter },
      medians: Object.fromEntries(circumstances.map((one) => [one, figuresOf(played.map((round) => round[one]))])),
    })
    expect(played).toHaveLength(rounds)
  })
})

/** Milliseconds to the first frame with the contact's name, and the median of the ratios within each round. */
function figuresOf(pairs: Record<Page, Opening>[]) {
  const middle = (page: Page, number: (opening: Opening) => number) => median(pairs.map((pair) => number(pair[page])))
  const of = (page: Page) => ({
    milliseconds: middle(page, ({ milliseconds }) => milliseconds),
    bytes: middle(page, ({ bytes }) => bytes.total),
    apiCalls: middle(page, ({ api }) => api.length),
    apiDepth: middle(page, ({ apiDepth }) => apiDepth),
  })
  const ratios = pairs.map(({ sidebar, floor }) => sidebar.milliseconds / floor.milliseconds)
  return { sidebar: of('sidebar'), floor: of('floor'), ratio: median(ratios) }
}
