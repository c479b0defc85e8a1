import type { Page } from 'playwright-core'
import type { Demo } from '../../simulator/start.ts'
import { launchBrowser } from '../support/browser.ts'
import { openDemo } from '../support/open-demo.ts'
import { openClient } from '../support/wecom-client.ts'

type World = {
  me: { employeeId: string }
  employees: { id: string; name: string; branchId: string; isLead: boolean }[]
}
type Look = { viewport: { width: number; height: number }; colorScheme?: 'light' | 'dark' }

export type BranchOffice = {
  demo: Demo
  world: World
  /** A page of their own at that place, opened from the workbench without a chat. */
  openAs(employeeId: string, hash: string, look: Look): Promise<Page>
  stop(): Promise<void>
}

/** The played branch, and a browser in which anybody of it may sit down. */
export async function openBranchOffice(): Promise<BranchOffice> {
  const demo = await openDemo()
  const browser = await launchBrowser()
  return {
    demo,
    world: (await (await fetch(`${demo.simulatorOrigin}/control/world`)).json()) as World,
    async openAs(employeeId, hash, look) {
      await fetch(`${demo.simulatorOrigin}/control/me`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ employeeId }),
      })
      const page = await openClient(browser, demo, { contactId: null, look })
      await page.goto(`${demo.publicOrigin}/${hash}`)
      return page
    },
    async stop() {
      await browser.close()
      await demo.stop()
    },
  }
}
