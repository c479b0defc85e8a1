import { resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtClient } from '../../server/http/client-files.ts'
import { hire } from '../server/policy-ground.ts'
import { launchBrowser, listenForComplaints } from '../support/browser.ts'
import { judgePage } from '../support/judge-page.ts'
import { openClient } from '../support/wecom-client.ts'
import { startWorld, type TestWorld } from '../support/world.ts'

let world: TestWorld
let browser: Browser
let zhou: Page
let he: Page
let lin: Page
const complaints: string[][] = []

/** The page as this employee has it open in WeCom, each in a browser of their own. */
async function pageOf(employeeId: string, hash: string): Promise<Page> {
  await world.control('me', { employeeId })
  const places = { simulatorOrigin: world.simulator.origin, publicOrigin: world.product.publicOrigin }
  const page = await openClient(browser, places, { contactId: null, look: { viewport: { width: 1280, height: 900 } } })
  complaints.push(listenForComplaints(page))
  await page.getByRole('heading').first().waitFor()
  await page.goto(`${places.publicOrigin}/#/${hash}`)
  return page
}

beforeAll(async () => {
  world = await startWorld({ client: builtClient(resolve('dist/client')), env: { OPERATORS: 'ZhouYunFan,HeQing' } })
  await hire(world, 120)
  browser = await launchBrowser()
  lin = await pageOf('LinXiaoMan', 'my-day')
  zhou = await pageOf('ZhouYunFan', 'settings')
  he = await pageOf('HeQing', 'settings')
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await world?.stop()
})

describe('A new target for the whole bank', () => {
  it('is shown to its operator with whom it touches before anything is saved', async () => {
    await lin.getByText('目标 12').first().waitFor()
    await zhou.getByRole('button', { name: '新增版本', exact: true }).first().click()
    await zhou.getByLabel('数量（0 至 500）').fill('10')
    await zhou.getByLabel('开始日').fill('2026-11-23')
    await zhou.getByRole('button', { name: '预览影响' }).click()
    await zhou.getByText('涉及 127 人，当日合计 1,524 → 1,270').waitFor()
    await zhou.getByText('须由另一位运营人员确认').waitFor()
    expect(await judgePage(zhou)).toEqual([])
  })

  it('waits for a second operator, who is not the one who proposed it', async () => {
    await zhou.getByLabel('修改理由').fill('示例：年末调整')
    await zhou.getByRole('button', { name: '提交，等待复核' }).click()
    await zhou.getByText('您提出的修改须由另一位运营人员决定。').waitFor()
    expect(await zhou.getByRole('button', { name: '确认生效' }).count()).toBe(0)
    expect(await lin.getByText('目标 12').count()).toBeGreaterThan(0)
  })

  it('holds once that operator has confirmed it, and the open day of a teller changes by itself', async () => {
    await he.reload()
    await he.getByRole('button', { name: '确认生效' }).click()
    await he.getByText('每个工作日 10 位').first().waitFor()
    await lin.getByText('目标 10').first().waitFor()
    expect(await judgePage(he)).toEqual([])
  })
})

describe('A rule for follow-ups', () => {
  it('is changed by an operator, who first sees how many follow-ups it would make', async () => {
    await zhou.getByRole('button', { name: '修改：再次邀请认证' }).click()
    await zhou.getByLabel('等待多少小时（1 到 720）').fill('48')
    await zhou.getByLabel('任务名称（不填则用默认名称）').fill('示例：请再邀请一次')
    await zhou.getByRole('button', { name: '看看会生成多少' }).click()
    await zhou.getByText('保存后不会马上生成跟进任务。').waitFor()
    expect(await judgePage(zhou)).toEqual([])
    await zhou.getByRole('button', { name: '保存', exact: true }).click()
    await zhou.getByText(/^添加满 2 天仍待认证/).waitFor()
    await zhou.getByText(/任务名称：示例：请再邀请一次/).waitFor()
  })
})

describe('A file with an error', () => {
  it('is shown with row and column, and nothing can be saved', async () => {
    const csv = 'scope,first_day,amount,per\nbranch,2026-12-07,501,day\n'
    await zhou.setInputFiles('input[type=file] >> nth=0', {
      name: '示例.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(csv),
    })
    await zhou.getByText('第 2 行 · 数量').waitFor()
    expect(await zhou.getByRole('button', { name: '导入', exact: true }).count()).toBe(0)
  })
})

describe('For a teller', () => {
  it('there are no settings', async () => {
    await lin.goto(`${world.product.publicOrigin}/#/settings`)
    await lin.getByText('没有此设置').first().waitFor()
    expect(complaints.flat().filter((said) => !said.includes('404'))).toEqual([])
  })
})
