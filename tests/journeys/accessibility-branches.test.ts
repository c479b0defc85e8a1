import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { judgeBoth } from '../support/judge-page.ts'
import { openClient } from '../support/wecom-client.ts'
import { openGround } from './accessibility-ground.ts'

let ground: Awaited<ReturnType<typeof openGround>>
beforeAll(async () => {
  ground = await openGround()
  await ground.become(await ground.lendBranches())
}, 300_000)
afterAll(() => ground?.stop())

describe('With several branches to lead, light and dark, WCAG 2.2 AA holds for the branch page', () => {
  const openBranches = async (viewport: { width: number; height: number }, moreLeads: boolean) => {
    const page = await openClient(ground.browser, ground.demo, { contactId: null, look: { viewport } })
    // Only a directory of more than fifty branches has more of them: the page is told so, and asks the server as it then does.
    await page.route(`${ground.demo.publicOrigin}/`, async (route) => {
      const answer = await route.fetch()
      const body = (await answer.text()).replace('"moreLeads":false', `"moreLeads":${moreLeads}`)
      await route.fulfill({ response: answer, body })
    })
    await page.goto(`${ground.demo.publicOrigin}/#/branch`)
    await page.reload()
    await page.getByRole('checkbox').first().waitFor()
    return page
  }
  const heightOf = async (control: Locator) => (await control.boundingBox())?.height ?? 0

  it.each([
    [360, 780],
    [1280, 800],
  ])('on %i pixels, where one is chosen by hand and by keyboard', async (width, height) => {
    const page = await openBranches({ width, height }, false)
    const choice = page.getByLabel('我负责的网点')
    expect(await choice.getByRole('option').allTextContents()).toEqual(['春风路支行', '示例银行总行'])
    expect(await heightOf(choice)).toBeGreaterThanOrEqual(44)
    expect(await judgeBoth(page)).toEqual([])
    await choice.focus()
    await page.keyboard.press('ArrowDown')
    await page.getByRole('heading', { name: '示例银行总行', level: 1 }).waitFor()
    await page.context().close()
  })

  it('on 360 pixels, with the sheet that enters a stand-in, no field of which is wider than the sheet', async () => {
    const page = await openBranches({ width: 360, height: 780 }, true)
    await page.getByRole('button', { name: '登记代理' }).click()
    await page.getByLabel('代理人').waitFor()
    const rightOf = async (control: Locator) => {
      const box = await control.boundingBox()
      return box ? box.x + box.width : Infinity
    }
    const edge = await rightOf(page.getByRole('dialog').getByRole('button', { name: '登记' }))
    for (const day of ['第一天', '最后一天']) expect(await rightOf(page.getByLabel(day))).toBeLessThanOrEqual(edge)
    expect(await judgeBoth(page)).toEqual([])
    await page.context().close()
  })

  it.each([
    [360, 780],
    [1280, 800],
  ])('on %i pixels, where not all can be listed and one is found by its name', async (width, height) => {
    const page = await openBranches({ width, height }, true)
    await page.getByText('其他网点请按名称查找').waitFor()
    const field = page.getByLabel('按名称查找网点')
    await field.fill('青石')
    const found = page.getByRole('list', { name: '找到的网点' }).getByRole('link')
    await found.first().waitFor()
    expect(await found.allTextContents()).toEqual(['青石桥支行'])
    for (const control of [field, found]) expect(await heightOf(control)).toBeGreaterThanOrEqual(44)
    expect(await judgeBoth(page)).toEqual([])
    await field.focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '青石桥支行', level: 1 }).waitFor()
    await found.waitFor({ state: 'detached' })
    await page.context().close()
  })
})
