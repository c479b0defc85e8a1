import type { BrowserContext, CDPSession } from 'playwright-core'
import { listenForComplaints } from './browser.ts'
import { type Watch, type Watched, watchOpening } from './watch-opening.ts'

type Kind = 'html' | 'script' | 'style' | 'json' | 'other'
type Seen = { url: string; kind: Kind; begun: number; at: number; ended?: number; bytes: number; depth: number }

/** What an opening cost until the page held the contact's name. */
export type Opening = {
  /** From the navigation's start to the first frame that shows it. */
  milliseconds: number
  /** On the wire with gzip, headers included, of everything asked for before; pictures are not counted. */
  bytes: Record<'html' | 'script' | 'style' | 'json' | 'total', number>
  /** Paths of the API calls before, and how many of them waited for each other. */
  api: string[]
  apiDepth: number
  /** Calls of the native bridge until the page was quiet. */
  native: Watched['native']
  complaints: string[]
}

/** Only the simulator's own window lets a page show the pictures it made. */
const simulatedAvatar = /\/avatars\/\d+\.svg' violates/

/** As a phone that is three years old on a bad network. */
const slowNetwork = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 }
const slowProcessor = 6

/** Opens `address` in a tab of its own and waits until it shows the contact's name, then until it asks for nothing more. */
export async function measureOpening(
  context: BrowserContext,
  address: string,
  watch: Watch,
  { slow = false } = {},
): Promise<Opening> {
  const page = await context.newPage()
  const complaints = listenForComplaints(page, [simulatedAvatar])
  await page.addInitScript(watchOpening, watch)
  const devtools = await context.newCDPSession(page)
  const seen = await recordRequests(devtools)
  if (slow) {
    await devtools.send('Network.emulateNetworkConditions', slowNetwork)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowProcessor })
  }
  await page.goto(address, { waitUntil: 'commit' })
  await page.waitForFunction(() => window.zhenkeWatched?.shownAfter, undefined, { timeout: 60_000 })
  await quiet(seen)
  const { writtenAt, shownAfter, native } = await page.evaluate((): Watched => window.zhenkeWatched ?? { native: [] })
  await page.close()
  if (!writtenAt || !shownAfter) throw new Error(`${address} never showed ${watch.marker}`)
  const before = seen.filter((request) => mattered(request, seen, writtenAt))
  const api = before.filter(({ kind, url }) => kind === 'json' && new URL(url).pathname.startsWith('/api/'))
  return {
    milliseconds: shownAfter,
    bytes: bytesOf(before),
    api: api.map(({ url }) => new URL(url).pathname),
    apiDepth: depthOf(api),
    native,
    complaints,
  }
}

/**
 * Whether a request could keep the content waiting: it arrived before, or was on its way together with the API's last answer. What the
 * rendering of that answer asks for in turn could not.
 */
function mattered(request: Seen, all: Seen[], writtenAt: number): boolean {
  const wallOf = (one: Seen, moment = Infinity) => one.at + (moment - one.begun) * 1000
  if (wallOf(request, request.ended) <= writtenAt) return true
  const answers = all.filter((one) => one.kind === 'json' && one.ended && wallOf(one, one.ended) <= writtenAt)
  return answers.some((answer) => request.begun <= (answer.ended ?? 0))
}

async function recordRequests(devtools: CDPSession): Promise<Seen[]> {
  const seen: Seen[] = []
  const byId = new Map<string, Seen>()
  await devtools.send('Network.enable')
  await devtools.send('Network.setExtraHTTPHeaders', { headers: { 'Accept-Encoding': 'gzip' } })
  devtools.on('Network.requestWillBeSent', ({ requestId, request, timestamp, wallTime, redirectResponse }) => {
    if (request.url.startsWith('data:')) return
    const redirected = redirectResponse ? byId.get(requestId) : undefined
    if (redirected) Object.assign(redirected, { ended: timestamp, bytes: redirectResponse?.encodedDataLength ?? 0 })
    const one: Seen = { url: request.url, kind: 'other', begun: timestamp, at: wallTime * 1000, bytes: 0, depth: 0 }
    byId.set(requestId, one)
    seen.push(one)
  })
  devtools.on('Network.responseReceived', ({ requestId, response }) => {
    const one = byId.get(requestId)
    if (one) one.kind = kindOf(response.mimeType)
  })
  const end = (id: string, ended: number, bytes: number) => Object.assign(byId.get(id) ?? {}, { ended, bytes })
  devtools.on('Network.loadingFinished', (e) => end(e.requestId, e.timestamp, e.encodedDataLength))
  devtools.on('Network.loadingFailed', (e) => end(e.requestId, e.timestamp, 0))
  return seen
}

function kindOf(mime: string): Kind {
  if (mime === 'text/html') return 'html'
  if (mime === 'text/css') return 'style'
  if (mime.includes('javascript')) return 'script'
  return mime.includes('json') ? 'json' : 'other'
}

/** Until nothing new was asked for during half a second; an event stream stays open and is not waited for. */
async function quiet(seen: Seen[]): Promise<void> {
  const latest = Date.now() + 10_000
  let before = -1
  while (
    Date.now() < latest &&
    (before !== seen.length || seen.some(({ ended, kind }) => !ended && kind !== 'other'))
  ) {
    before = seen.length
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

function bytesOf(requests: Seen[]): Opening['bytes'] {
  const sum = (...kinds: Kind[]) =>
    requests.filter(({ kind }) => kinds.includes(kind)).reduce((total, { bytes }) => total + bytes, 0)
  return {
    html: sum('html'),
    script: sum('script'),
    style: sum('style'),
    json: sum('json'),
    total: sum('html', 'script', 'style', 'json'),
  }
}

function depthOf(calls: Seen[]): number {
  for (const call of calls) {
    const earlier = calls.filter(({ ended }) => ended !== undefined && ended <= call.begun)
    call.depth = 1 + Math.max(0, ...earlier.map(({ depth }) => depth))
  }
  return Math.max(0, ...calls.map(({ depth }) => depth))
}
