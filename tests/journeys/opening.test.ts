import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { measureOpening, type Opening } from '../support/measure-opening.ts'
import { openOpeningStage, weComWindow } from '../support/opening-stage.ts'
import { scanBundle } from '../support/scan-bundle.ts'

const sidebarBudget = 75_000
const verificationBudget = 30_000

describe('Opening the sidebar beside a chat, signed in and with an empty cache', () => {
  let stage: Awaited<ReturnType<typeof openOpeningStage>>
  let browser: Browser
  let opening: Opening
  beforeAll(async () => {
    stage = await openOpeningStage('测试客户 0001')
    browser = await launchBrowser()
    const context = await browser.newContext(weComWindow)
    await stage.signIn(context)
    opening = await measureOpening(context, stage.address, stage.watch)
  })
  afterAll(async () => {
    await browser?.close()
    await stage?.stop()
  })

  it(`takes at most ${sidebarBudget / 1000} kB over the wire before the contact's name is there`, () => {
    expect(opening.bytes.html).toBeGreaterThan(0)
    expect(opening.bytes.script).toBeGreaterThan(0)
    expect(opening.bytes.style).toBeGreaterThan(0)
    expect(opening.bytes.total).toBeLessThanOrEqual(sidebarBudget)
  })

  it('asks the API once, and nothing waits for anything', () => {
    expect(opening.api).toEqual([stage.path])
    expect(opening.apiDepth).toBe(1)
  })

  it('registers with WeCom once, with a signature that WeCom takes', async () => {
    const registered = opening.native.filter(({ name }) => name === 'agentConfig')
    expect(registered).toHaveLength(1)
    expect(await stage.judge('agentConfig', registered[0]?.params ?? {})).toBe('agentConfig:ok')
  })

  it('complains about nothing', () => {
    expect(opening.complaints).toEqual([])
  })
})

describe("The contact's page", () => {
  it(`is less than ${verificationBudget / 1000} kB of JavaScript in gzip`, () => {
    const scripts = scriptsOf('verification.html')
    expect(scripts.length).toBeGreaterThan(0)
    const bytes = scripts.reduce((sum, file) => sum + gzipSync(readFileSync(join('dist/client', file))).length, 0)
    expect(bytes).toBeLessThan(verificationBudget)
  })
})

describe('The production bundle', () => {
  const simulators = [
    'SIM-SECRET',
    'SIM-BANK',
    'SIMTOKEN',
    'wwSIM',
    'wmSIM',
    '/control/',
    '__simulator',
    'bridge.js',
    'wecomSim',
    'branch-monday',
  ]

  it('has nothing of the simulator in it', () => {
    expect(scanBundle(['dist/client', 'dist/server'], simulators)).toEqual([])
  })

  it('would be found out if it had', () => {
    const planted = mkdtempSync(join(tmpdir(), 'zhenke-planted-'))
    writeFileSync(join(planted, 'main.js'), `fetch('/control/world')`)
    expect(scanBundle(['dist/client', planted], simulators)).toEqual([`${join(planted, 'main.js')}: /control/`])
    rmSync(planted, { recursive: true })
    expect(readdirSync('dist/simulator')).toContain('start.js')
    expect(scanBundle(['dist/simulator'], simulators).length).toBeGreaterThanOrEqual(simulators.length)
  })
})

type Manifest = Record<string, { file: string; imports?: string[]; dynamicImports?: string[] }>

/** The entry's file and everything it imports, at once or later. */
function scriptsOf(entry: string): string[] {
  const manifest = JSON.parse(readFileSync('dist/client/.vite/manifest.json', 'utf8')) as Manifest
  const found = new Set<string>()
  const follow = (name: string): void => {
    const chunk = manifest[name]
    if (!chunk || found.has(chunk.file)) return
    found.add(chunk.file)
    for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) follow(next)
  }
  follow(entry)
  return [...found]
}
