import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Demo } from '../../simulator/start.ts'
import { launchBrowser } from '../support/browser.ts'
import { judgePage } from '../support/judge-page.ts'
import { openDemo } from '../support/open-demo.ts'
import { openClient } from '../support/wecom-client.ts'

type World = { me: { employeeId: string }; employees: { id: string; name: string; isLead: boolean }[] }

let demo: Demo
let browser: Browser
let world: World
beforeAll(async () => {
  demo = await openDemo()
  browser = await launchBrowser()
  world = (await (await fetch(`${demo.simulatorOrigin}/control/world`)).json()) as World
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await demo?.stop()
})

const look = { viewport: { width: 360, height: 780 }, colorScheme: 'dark' as const }
async function openAs(employeeId: string, hash: string): Promise<Page> {
  await fetch(`${demo.simulatorOrigin}/control/me`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ employeeId }),
  })
  const page = await openClient(browser, demo, { contactId: null, look })
  await page.goto(`${demo.publicOrigin}/${hash}`)
  return page
}
const targetOf = async (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const answer: unknown = await (await fetch('/api/my-day')).json()
    return typeof answer === 'object' && answer !== null && 'target' in answer ? Number(answer.target) : -1
  })

describe('Half a day of leave', () => {
  it("that a lead enters on the branch page halves today's target of the teller", async () => {
    const teller = await openAs(world.me.employeeId, '#/my-day')
    const whole = await targetOf(teller)
    const name = world.employees.find(({ id }) => id === world.me.employeeId)?.name ?? ''
    const lead = await openAs(world.employees.find(({ isLead }) => isLead)?.id ?? '', '#/branch')
    await lead.getByRole('button', { name }).first().click()
    await lead.getByRole('button', { name: '请假', exact: true }).click()
    const sheet = lead.getByRole('dialog')
    await sheet.getByText('下午').first().click()
    await sheet.getByRole('button', { name: '登记', exact: true }).click()
    await sheet.getByText('今天 下午').waitFor()
    expect(await judgePage(lead)).toEqual([])
    expect(await targetOf(teller)).toBe(Math.ceil(whole / 2))
    await teller.context().close()
    await lead.context().close()
  })
})
