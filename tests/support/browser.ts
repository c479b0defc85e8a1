import { existsSync } from 'node:fs'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { chromium } from 'playwright-core'

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Headless Chromium: CHROME_PATH (npm test finds and sets it) or the system's. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args })
}

/** A browser of its own with a profile in `directory`, which keeps what it has cached and compiled. */
export async function launchProfile(directory: string, options: BrowserContextOptions): Promise<BrowserContext> {
  return chromium.launchPersistentContext(directory, { ...options, executablePath: findChromium(), args })
}

function findChromium(): string {
  const path = process.env.CHROME_PATH ?? '/usr/bin/chromium'
  if (!existsSync(path)) throw new Error(`No Chromium at ${path}: run npm test, or set CHROME_PATH`)
  return path
}

/** Collects what a page complains about, so that a test can demand silence. `expected` are complaints the test provokes. */
export function listenForComplaints(page: Page, expected: RegExp[] = []): string[] {
  const complaints: string[] = []
  const hear = (text: string) => {
    if (!expected.some((pattern) => pattern.test(text))) complaints.push(text)
  }
  page.on('pageerror', (fault) => hear(`page error: ${fault.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') hear(`console ${message.type()}: ${message.text()}`)
  })
  return complaints
}
