import { resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtClient } from '../../server/http/client-files.ts'
import { launchBrowser } from '../support/browser.ts'
import { judgePage } from '../support/judge-page.ts'
import { openClient } from '../support/wecom-client.ts'
import { startWorld, type TestWorld } from '../support/world.ts'

let world: TestWorld
let browser: Browser
let contactId: string
beforeAll(async () => {
  world = await startWorld({
    client: builtClient(resolve('dist/client')),
    env: { OPERATORS: `${operator},${otherOperator}` },
  })
  browser = await launchBrowser()
  contactId = (await world.control<{ contactId: string }>('adds', { employeeId: teller, name })).contactId
  await world.control('clock', { advance: 'PT1M' })
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await world?.stop()
})

const teller = 'LinXiaoMan'
const lead = 'LiChunFeng'
const operator = 'ZhouYunFan'
/** Works in another branch, and is an operator besides. */
const otherOperator = 'HeQing'
const name = '夜里来的人'

/** Somebody's sidebar on the contact's chat, or on the page that `hash` names. */
async function open(employeeId: string, hash?: string): Promise<Page> {
  await world.control('me', { employeeId })
  const look = { viewport: { width: 360, height: 780 } }
  const places = { simulatorOrigin: world.simulator.origin, publicOrigin: world.product.publicOrigin }
  const page = await openClient(browser, places, { contactId: hash ? null : contactId, look })
  if (hash) await page.goto(`${places.publicOrigin}/#/${hash}`)
  return page
}

/** What WCAG 2.2 AA finds in light and in dark. */
async function faultsOf(page: Page): Promise<string[]> {
  const light = await judgePage(page)
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  const dark = await judgePage(page)
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  return [...light, ...dark]
}

/** An operator says why before anybody is shown. */
async function openAsOperator(employeeId: string): Promise<Page> {
  const page = await open(employeeId, 'reviews')
  await page.getByRole('textbox', { name: '为什么要查看？' }).fill('样例理由：处理复核')
  await page.getByRole('button', { name: '查看', exact: true }).click()
  return page
}

const done = (page: Page) => page.context().close()
const explain = (page: Page) => page.getByRole('button', { name: /为什么/ }).click()
const write = async (page: Page, text: string, button: string) => {
  await page.getByRole('dialog').getByRole('textbox').fill(text)
  await page.getByRole('dialog').getByRole('button', { name: button }).click()
}

describe('A review, from the reason to the appeal', () => {
  it('is asked for by the lead where the add is explained', async () => {
    const page = await open(lead)
    await explain(page)
    await page.getByRole('button', { name: '提交复核' }).click()
    await write(page, '样例理由：夜里一次加了很多人', '提交')
    await page.getByRole('dialog').getByText('样例理由').waitFor()
    expect(await faultsOf(page)).toEqual([])
    await done(page)
  })

  it('shows the employee the same sentence, and takes their words', async () => {
    const page = await open(teller)
    await explain(page)
    await page.getByRole('dialog').getByText('样例理由：夜里一次加了很多人').waitFor()
    await page.getByRole('button', { name: '补充说明' }).click()
    expect(await faultsOf(page)).toEqual([])
    await write(page, '样例说明：网点夜市活动', '提交')
    await page.getByRole('dialog').getByText('样例说明：网点夜市活动').waitFor()
    await done(page)
  })

  it('stands among what the lead owes, who proposes to reject it', async () => {
    const page = await open(lead, 'branch')
    await page.getByRole('link', { name: /待复核/ }).click()
    const card = page.getByRole('article', { name })
    await card.getByText('样例说明：网点夜市活动').waitFor()
    expect(await faultsOf(page)).toEqual([])
    await card.getByRole('button', { name: '提出不通过' }).click()
    await page.getByRole('dialog').waitFor()
    expect(await faultsOf(page)).toEqual([])
    await write(page, '样例：没有这场活动', '提出不通过')
    await card.getByText('样例：没有这场活动').waitFor()
    expect(await card.getByRole('button', { name: '确认不通过' }).count()).toBe(0)
    await done(page)
  })

  it('is rejected when a second person confirms', async () => {
    const page = await openAsOperator(operator)
    const card = page.getByRole('article', { name })
    await card.getByRole('button', { name: '确认不通过' }).click()
    await write(page, '样例：已核实', '确认不通过')
    await page.getByText('没有待处理的复核').waitFor()
    await page.getByText('已结束').click()
    await card.getByText('样例：已核实').waitFor()
    expect(await faultsOf(page)).toEqual([])
    await done(page)
  })

  it('is read with both reasons by the employee, who appeals', async () => {
    const page = await open(teller, 'adds?status=void')
    await page.getByRole('button', { name: new RegExp(name) }).click()
    await page.getByRole('dialog').getByText('样例：没有这场活动').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: '申诉' }).click()
    await write(page, '样例申诉：活动照片在网点', '提交')
    await page.getByRole('dialog').getByText('申诉处理中').waitFor()
    expect(await faultsOf(page)).toEqual([])
    await done(page)
  })

  it('waits for an operator who had no part in the rejection', async () => {
    const page = await openAsOperator(operator)
    const card = page.getByRole('article', { name })
    await card.getByText('由网点以外、没有参与过的总行运营处理').waitFor()
    expect(await card.getByRole('button').count()).toBe(0)
    await done(page)
  })

  it('is undone by that operator, and the add may count again', async () => {
    const page = await openAsOperator(otherOperator)
    await page.getByRole('article', { name }).getByRole('button', { name: '申诉成立' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '申诉成立' }).click()
    await page.getByText('没有待处理的复核').waitFor()
    await done(page)
    const own = await open(teller)
    const why = own.getByRole('button', { name: '为什么还不算有效？' })
    expect(await why.textContent()).toContain('还有 30 天')
    await done(own)
  })
})

describe('What is the employee’s own', () => {
  it('is a contact taken out of counting with one tap, and back', async () => {
    const page = await open(teller)
    await page.getByRole('tab', { name: '资料' }).click()
    await page.getByRole('button', { name: '标记为私人' }).click()
    await page.getByText(/起为私人联系人/).waitFor()
    expect(await faultsOf(page)).toEqual([])
    await page.getByRole('button', { name: '取消私人标记' }).click()
    await page.getByRole('button', { name: '标记为私人' }).waitFor()
    await done(page)
  })

  it('is the record: as a file, and as the lead sees it', async () => {
    const page = await open(teller, 'adds')
    expect(await page.getByRole('link', { name: /导出我的全部记录/ }).getAttribute('href')).toBe('/api/my-record.csv')
    await page.getByRole('button', { name: /负责人看到的我/ }).click()
    await page.getByRole('dialog').getByText('今日有效').waitFor()
    expect(await faultsOf(page)).toEqual([])
    await done(page)
  })
})
