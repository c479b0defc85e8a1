import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Demo } from '../../simulator/start.ts'
import { launchBrowser } from '../support/browser.ts'
import { openDemo } from '../support/open-demo.ts'
import { openClient } from '../support/wecom-client.ts'

let demo: Demo
let browser: Browser
beforeAll(async () => {
  demo = await openDemo('empty-day')
  browser = await launchBrowser()
  await control('me', { employeeId: 'LinXiaoMan' })
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await demo?.stop()
})

async function control(path: string, body: object): Promise<{ contactId: string }> {
  const headers = { 'content-type': 'application/json' }
  const sent = { method: 'POST', headers, body: JSON.stringify(body) }
  const text = await (await fetch(`${demo.simulatorOrigin}/control/${path}`, sent)).text()
  return JSON.parse(text || '{}')
}

describe('A first conversation recorded without network', () => {
  const label = '记录首次沟通'

  /** The page of somebody who is verified and with whom nobody has talked. */
  async function openVerified(name: string): Promise<{ page: Page; id: string }> {
    const { contactId: id } = await control('adds', { employeeId: 'LinXiaoMan', name })
    await verify(id)
    const look = { viewport: { width: 360, height: 780 }, hasTouch: true }
    const page = await openClient(browser, demo, { contactId: id, look })
    await page.getByRole('button', { name: label }).waitFor()
    await page.waitForLoadState('networkidle').catch(() => undefined)
    return { page, id }
  }
  async function record(page: Page, note: string): Promise<void> {
    await page.getByRole('button', { name: label }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByRole('textbox').fill(note)
    await sheet.getByRole('button', { name: '完成任务' }).click()
    await page.getByText('刚才存在本机，联网后自动提交').waitFor()
    await page.getByRole('button', { name: label, exact: true }).waitFor({ state: 'detached' })
  }

  it('waits on the device, outlives a reload, and is counted once though the first answer was lost', async () => {
    const { page, id } = await openVerified('虚构的新客')
    await page.context().setOffline(true)
    await record(page, '约好周五来')
    expect(await conversationsWith(id)).toEqual([])
    await page.route('**/conversations', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await page.context().setOffline(false)
    await expect.poll(() => conversationsWith(id)).toEqual(['约好周五来'])
    await page.reload()
    await page.getByText('备注：约好周五来').waitFor()
    await page.unroute('**/conversations')
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
    await page.getByText('本机待提交').waitFor({ state: 'detached' })
    expect(await conversationsWith(id)).toEqual(['约好周五来'])
    await page.context().close()
  })

  it('with a contact who has left meanwhile is told, not counted, and its note can still be copied', async () => {
    const { page, id } = await openVerified('虚构的过客')
    await page.context().setOffline(true)
    await record(page, '客户想再想想')
    await endRelation(id)
    await page.context().setOffline(false)
    await page.getByText(/没有提交：/).waitFor()
    await page.getByRole('button', { name: '复制备注' }).waitFor()
    await page.getByRole('button', { name: `知道了：${label}` }).click()
    await page.getByText('本机待提交').waitFor({ state: 'detached' })
    expect(await conversationsWith(id)).toEqual([])
    await page.context().close()
  })
})

const verify = (contactId: string) =>
  demo.product.database.write((tx) =>
    tx
      .insertInto('verification')
      .values({ contactId, state: 'verified', since: new Date(), failure: null })
      .onConflict((is) => is.column('contactId').doUpdateSet({ state: 'verified' }))
      .execute(),
  )

const endRelation = (contactId: string) =>
  demo.product.database.write((tx) =>
    tx
      .updateTable('relation')
      .set({ endedAt: new Date(), endedBy: 'contact' })
      .where('contactId', '=', contactId)
      .execute(),
  )

/** The notes of what was completed for the contact, one for each time. */
const conversationsWith = async (contactId: string): Promise<(string | null)[]> =>
  (
    await demo.product.database.read
      .selectFrom('followUp')
      .select('note')
      .where('contactId', '=', contactId)
      .where('state', '=', 'completed')
      .execute()
  ).map(({ note }) => note)
