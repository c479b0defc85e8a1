import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Demo } from '../../simulator/start.ts'
import { launchBrowser } from '../support/browser.ts'
import type { Caller } from '../support/caller.ts'
import { judgePage } from '../support/judge-page.ts'
import { openDemo } from '../support/open-demo.ts'
import { signIn } from '../support/sign-in.ts'
import { openClient } from '../support/wecom-client.ts'
import { ageByEightDays, complete, countDrafts, push, row, timesDone } from './offline-ground.ts'

type World = { me: { employeeId: string }; now: string; chats: { messages: { text?: string }[] }[] }

let demo: Demo
let browser: Browser
let lead: Caller
let contactId: string
let scriptId: string
beforeAll(async () => {
  demo = await openDemo('empty-day')
  browser = await launchBrowser()
  contactId = (await control<{ contactId: string }>('adds', { employeeId: 'LinXiaoMan', name: '虚构的客户' })).contactId
  await control('clock', { advance: 'PT1M' })
  lead = await signIn(demo.publicOrigin, 'LiChunFeng')
  const content = { kind: 'text', folder: '', title: '到期提醒', text: '{contactName}您好，您的存单快到期了' }
  const { body } = await lead.post<{ id: string }>('/api/talk-scripts', { branchId: '2', content })
  scriptId = body.id
  const operator = await signIn(demo.publicOrigin, 'ZhouYunFan')
  await operator.post(`/api/talk-scripts/${scriptId}/approval`, { version: 1 })
}, 300_000)
beforeEach(() => control('me', { employeeId: 'LinXiaoMan' }))
afterAll(async () => {
  await browser?.close()
  await demo?.stop()
})

async function control<Body>(path: string, body: object): Promise<Body> {
  const headers = { 'content-type': 'application/json' }
  const sent = { method: 'POST', headers, body: JSON.stringify(body) }
  const text = await (await fetch(`${demo.simulatorOrigin}/control/${path}`, sent)).text()
  return JSON.parse(text || '{}') as Body
}
const readWorld = async () => (await (await fetch(`${demo.simulatorOrigin}/control/world`)).json()) as World

/** A follow-up from the lead, due this evening; returns its id. */
async function assign(title: string, more: object = {}): Promise<string> {
  const { now } = await readWorld()
  const dueAt = `${now.slice(0, 10)}T18:00:00+08:00`
  const task = { contactIds: [contactId], keep: true, kind: 'call', title, reason: '样例：到期', dueAt, ...more }
  const { status, body } = await lead.post<{ created: { id: string }[] }>('/api/follow-ups', task)
  expect(status).toBe(201)
  return body.created[0]?.id ?? ''
}
const look = { viewport: { width: 360, height: 780 }, hasTouch: true }

/** One's own list, with everything fetched that is needed without network. */
async function openList(title: string, chat: string | null = null): Promise<Page> {
  const page = await openClient(browser, demo, { contactId: chat, look })
  await page.goto(`${demo.publicOrigin}/#/follow-ups`)
  await page.getByText(title).first().waitFor()
  await page.waitForLoadState('networkidle').catch(() => undefined)
  return page
}
const times = (kind: 'completed' | 'postponed', followUpId: string) => timesDone(demo, kind, followUpId)
const timesCompleted = (followUpId: string) => times('completed', followUpId)

describe('A follow-up done without network', () => {
  it('waits on the device, outlives a reload, and is counted once when the server can be reached', async () => {
    const id = await assign('无网完成')
    const page = await openList('无网完成')
    await page.context().setOffline(true)
    await complete(page, '无网完成', '约好周三来网点')
    await page.getByText('刚才存在本机，联网后自动提交').waitFor()
    await row(page, '无网完成').getByText('待提交').waitFor()
    expect(await page.getByRole('button', { name: '完成：无网完成' }).count()).toBe(0)
    expect(await judgePage(page)).toEqual([])
    expect(await timesCompleted(id)).toBe(0)

    // The server hears of it, and its answer is lost on the way.
    await page.route('**/completion', async (route) => {
      await route.fetch()
      await route.abort()
    })
    await page.context().setOffline(false)
    await expect.poll(() => timesCompleted(id)).toBe(1)
    await page.reload()
    await page.getByText('备注：约好周三来网点').waitFor()
    await page.getByText(/存在本机，联网后自动提交/).waitFor()
    await page.unroute('**/completion')
    await page.evaluate(() => window.dispatchEvent(new Event('online')))
    await page.getByText('本机待提交').waitFor({ state: 'detached' })
    await page.getByText('已结束', { exact: true }).first().click()
    await row(page, '无网完成').getByText('约好周三来网点').waitFor()
    expect(await timesCompleted(id)).toBe(1)
    await page.context().close()
  })

  it('keeps the note that is being written, and not in localStorage', async () => {
    await assign('写到一半')
    const page = await openList('写到一半')
    const open = () => page.getByRole('button', { name: '完成：写到一半' }).last().click()
    const box = page.getByRole('dialog').getByRole('textbox')
    await open()
    await box.fill('客户下月搬家')
    await expect.poll(() => page.evaluate(countDrafts)).toBe(1)
    await page.reload()
    await open()
    await expect.poll(() => box.inputValue()).toBe('客户下月搬家')
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('搬家')
    await page.context().close()
  })

  it('can be taken back as long as it waits', async () => {
    const id = await assign('反悔的')
    const page = await openList('反悔的')
    await page.context().setOffline(true)
    await complete(page, '反悔的')
    await page.getByRole('button', { name: '撤回：反悔的' }).click()
    await page.getByText('本机待提交').waitFor({ state: 'detached' })
    await page.context().setOffline(false)
    await page.reload()
    await page.getByRole('button', { name: '完成：反悔的' }).last().waitFor()
    expect(await timesCompleted(id)).toBe(0)
    await page.context().close()
  })

  it('that the lead called off meanwhile is told, not counted, and its note can still be copied', async () => {
    const id = await assign('被取消的')
    const page = await openList('被取消的')
    await page.context().setOffline(true)
    await complete(page, '被取消的', '客户说下周再来')
    await page.getByText('本机待提交').waitFor()
    expect((await lead.post(`/api/follow-ups/${id}/cancellation`)).status).toBe(200)
    await page.context().setOffline(false)
    await page.getByText(/李春风已在.+取消了这个任务，你的没有计入/).waitFor()
    await page.getByText('备注：客户说下周再来').waitFor()
    await page.getByRole('button', { name: '复制备注' }).waitFor()
    await page.getByRole('button', { name: '知道了：被取消的' }).click()
    await page.getByText('本机待提交').waitFor({ state: 'detached' })
    expect(await timesCompleted(id)).toBe(0)
    await page.context().close()
  })

  it('is not sent any more after seven days, and says so', async () => {
    const id = await assign('放了太久')
    const page = await openList('放了太久')
    await page.context().setOffline(true)
    await complete(page, '放了太久')
    await page.getByText('本机待提交').waitFor()
    await page.evaluate(ageByEightDays)
    await page.context().setOffline(false)
    await page.getByText('超过 7 天没有联网，不再提交。').waitFor()
    expect(await timesCompleted(id)).toBe(0)
    await page.getByRole('button', { name: '知道了：放了太久' }).click()
    await page.context().close()
  })

  it('is neither shown to nor sent by a colleague on the same device, and goes out when its maker is back', async () => {
    const id = await assign('同一台设备')
    const page = await openList('同一台设备')
    await page.context().setOffline(true)
    await complete(page, '同一台设备')
    await page.getByText('本机待提交').waitFor()
    await sitDown(page, 'ZhaoTing')
    await page.getByText('没有待办').waitFor()
    await page.waitForLoadState('networkidle').catch(() => undefined)
    expect(await page.getByText('同一台设备').count()).toBe(0)
    expect(await timesCompleted(id)).toBe(0)
    await sitDown(page, 'LinXiaoMan')
    await expect.poll(() => timesCompleted(id)).toBe(1)
    await page.context().close()
  })
})

describe('A new time chosen without network', () => {
  it('is one that the server offered before, waits on the device, and is sent once; somebody else was there first: it says so', async () => {
    const id = await assign('无网改期')
    const lost = await assign('改期前被取消')
    const page = await openList('无网改期')
    await page.context().setOffline(true)
    for (const title of ['无网改期', '改期前被取消']) {
      await page
        .getByRole('button', { name: `改期：${title}` })
        .last()
        .click()
      const sheet = page.getByRole('dialog')
      await expect.poll(() => sheet.getByRole('radio').count()).toBeGreaterThan(3)
      await sheet.getByRole('button', { name: '确定' }).click()
      await row(page, title).getByText('待提交').waitFor()
    }
    await expect.poll(() => page.getByText(/^改到 /).count()).toBe(2)
    expect(await times('postponed', id)).toBe(0)
    expect((await lead.post(`/api/follow-ups/${lost}/cancellation`)).status).toBe(200)
    await page.context().setOffline(false)
    await page.getByText(/李春风已在.+取消了这个任务，你的没有计入/).waitFor()
    await expect.poll(() => times('postponed', id)).toBe(1)
    expect(await times('postponed', lost)).toBe(0)
    await page.getByRole('button', { name: '知道了：改期前被取消' }).click()
    await page.getByText('本机待提交').waitFor({ state: 'detached' })
    expect(await times('postponed', id)).toBe(1)
    await page.context().close()
  })
})

describe('Two taps on "complete"', () => {
  it('count once, with ten seconds to take it back', async () => {
    const id = await assign('点了两下')
    const page = await openList('点了两下')
    await complete(page, '点了两下')
    await page.getByRole('button', { name: '撤销刚才的完成' }).waitFor()
    expect(await timesCompleted(id)).toBe(1)
    await page.context().close()
  })
})

describe('A row under a finger', () => {
  it('is pushed to the left to complete', async () => {
    await assign('推一下')
    const page = await openList('推一下')
    const box = await row(page, '推一下').last().boundingBox()
    if (!box) throw new Error('the row is not on the page')
    const touch = await page.context().newCDPSession(page)
    await push(touch, { x: box.x + 250, y: box.y + 20 }, -180)
    await page.locator('.done:visible').first().click()
    await expect.poll(() => page.getByRole('dialog').getByText('结果怎么样？').count()).toBe(1)
    await page.context().close()
  })
})

/** Somebody else opens the sidebar in the same browser. */
async function sitDown(page: Page, employeeId: string): Promise<void> {
  await page.goto('about:blank')
  await page.context().clearCookies()
  await control('me', { employeeId })
  await page.context().setOffline(false)
  await page.goto(`${demo.publicOrigin}/`)
  await page.getByRole('heading').first().waitFor()
  await page.goto(`${demo.publicOrigin}/#/follow-ups`)
}

describe('The talk script of a follow-up', () => {
  it('goes with one tap into the chat of its contact, and into no other', async () => {
    await assign('带话术的', { talkScriptId: scriptId })
    const elsewhere = await openList('带话术的')
    await elsewhere.getByRole('button', { name: '发话术：到期提醒' }).click()
    await elsewhere.getByText(/没有发送/).waitFor()
    await elsewhere.context().close()
    const page = await openList('带话术的', contactId)
    await page.getByRole('button', { name: '发话术：到期提醒' }).click()
    await page.getByText('已发到聊天。').waitFor()
    const sent = (await readWorld()).chats
      .flatMap(({ messages }) => messages)
      .filter(({ text }) => text?.includes('存单快到期'))
    expect(sent.map(({ text }) => text)).toEqual(['虚构的客户您好，您的存单快到期了'])
    await page.context().close()
  })
})
