import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { judgeBoth } from '../support/judge-page.ts'
import { openClient } from '../support/wecom-client.ts'
import { openGround, submit } from './accessibility-ground.ts'

let ground: Awaited<ReturnType<typeof openGround>>
beforeAll(async () => {
  ground = await openGround()
}, 300_000)
afterAll(() => ground?.stop())

const look = { viewport: { width: 360, height: 780 } }

async function judge(page: Page): Promise<string[]> {
  const found = await judgeBoth(page)
  await page.context().close()
  return found
}

describe('On 360 pixels, light and dark, WCAG 2.2 AA holds for', () => {
  const openChat = async (name: string) => {
    const page = await openClient(ground.browser, ground.demo, { contactId: ground.contactNamed(name), look })
    await page.getByRole('heading', { name }).waitFor()
    await page.getByRole('tab').first().waitFor()
    return page
  }

  it.each(['石榴花开', '快乐星期八', '晴耕雨读', '小满', '听雨轩', '阿木', '向日葵'])(
    'the contact page of %s',
    async (name) => {
      await ground.become(ground.teller)
      expect(await judge(await openChat(name))).toEqual([])
    },
  )

  it('the explanation of one add', async () => {
    const page = await openChat('石榴花开')
    await page.getByRole('button', { name: /为什么/ }).click()
    await page.getByRole('dialog').getByText('依据').waitFor()
    expect(await judge(page)).toEqual([])
  })

  it('the talk scripts beside a chat', async () => {
    await ground.become(ground.teller)
    const page = await openChat('小满')
    await page.getByRole('tab', { name: '话术' }).click()
    await page.getByRole('button', { name: '发送：养老金讲座' }).waitFor()
    expect(await judge(page)).toEqual([])
  })

  it('the page to manage talk scripts, and the sheet to write one', async () => {
    await ground.become(ground.world.employees.find(({ isLead }) => isLead)?.id ?? '')
    const page = await openClient(ground.browser, ground.demo, { contactId: null, look })
    await page.goto(`${ground.demo.publicOrigin}/#/talk-scripts`)
    await page.getByText('使用中', { exact: true }).click()
    await page.getByRole('heading', { name: '养老金讲座' }).waitFor()
    expect(await judgeBoth(page)).toEqual([])
    await page.getByRole('button', { name: '新建话术' }).click()
    await page.getByRole('dialog').getByText('链接', { exact: true }).click()
    await page.getByLabel(/网址/).waitFor()
    expect(await judge(page)).toEqual([])
    await ground.become(ground.teller)
  })

  it('completing a follow-up', async () => {
    const page = await openChat('小满')
    await page.getByRole('button', { name: '完成跟进' }).click()
    await page.getByRole('dialog').getByRole('textbox').waitFor()
    expect(await judge(page)).toEqual([])
  })

  it.each([
    ['my day', '#/my-day', '最近 14 天'],
    ['my adds', '#/adds', '向日葵'],
    ['my follow-ups', '#/follow-ups', '邀请参加周四的养老金讲座'],
    ['how counting works', '#/guide', '认证期限'],
    ['my closed months, before the first has closed', '#/months', '还没有已关账的月份'],
    ['an address that leads nowhere', '#/nowhere', ''],
  ])('%s', async (_title, hash, text) => {
    const page = await openClient(ground.browser, ground.demo, { contactId: null, look })
    await page.goto(`${ground.demo.publicOrigin}/${hash}`)
    await page.getByText(text).first().waitFor()
    expect(await judge(page)).toEqual([])
  })

  it.each([
    ['what the figures of my day are made of', '这些数是怎么算的', '每个整天'],
    ['the month as a calendar', '本月日历', '上个月'],
  ])('%s', async (_title, row, text) => {
    const page = await openClient(ground.browser, ground.demo, { contactId: null, look })
    await page.goto(`${ground.demo.publicOrigin}/#/my-day`)
    await page.getByRole('button', { name: new RegExp(row) }).click()
    await page.getByRole('dialog').getByText(text).first().waitFor()
    expect(await judge(page)).toEqual([])
  })

  it('the page beside a customer group', async () => {
    await ground.become(ground.teller)
    const [group] = ground.world.groupChats
    const page = await openClient(ground.browser, ground.demo, { contactId: null, chatId: group?.id ?? '', look })
    await page.getByRole('heading', { name: group?.name ?? '' }).waitFor()
    expect(await judge(page)).toEqual([])
  })

  it('the profile, and the sheet that changes its tags', async () => {
    await ground.become(ground.teller)
    const page = await openChat('石榴花开')
    await page.getByRole('tab', { name: '资料' }).click()
    await page.getByText('行内其他同事').waitFor()
    expect(await judgeBoth(page)).toEqual([])
    await page.getByRole('button', { name: '改标签' }).click()
    await page.getByRole('dialog').getByText('客户来源').waitFor()
    expect(await judge(page)).toEqual([])
  })

  it('a workbench without a chat', async () => {
    const page = await openClient(ground.browser, ground.demo, { contactId: null, look })
    await page.getByRole('heading', { name: /客户聊天/ }).waitFor()
    expect(await judge(page)).toEqual([])
  })

  it("the lead's branch and the sheet that assigns", async () => {
    await ground.become(ground.world.employees.find(({ isLead }) => isLead)?.id ?? '')
    const page = await openClient(ground.browser, ground.demo, { contactId: null, look })
    await page.goto(`${ground.demo.publicOrigin}/#/branch`)
    await page.getByRole('checkbox').first().waitFor()
    expect(await judgeBoth(page)).toEqual([])
    await page.getByRole('checkbox').first().click()
    await page.getByRole('button', { name: /分派/ }).first().click()
    await page.getByLabel('任务名称').waitFor()
    expect(await judge(page)).toEqual([])
  })

  it("the operator's settings, and the sheet for a new target", async () => {
    await ground.become('ZhouYunFan')
    const page = await openClient(ground.browser, ground.demo, { contactId: null, look })
    await page.getByRole('heading').first().waitFor()
    await page.goto(`${ground.demo.publicOrigin}/#/settings`)
    await page.getByText('每个工作日 12 位').first().waitFor()
    expect(await judgeBoth(page)).toEqual([])
    await page.getByRole('button', { name: '新增版本', exact: true }).first().click()
    await page.getByText('规则', { exact: true }).click()
    await page.getByLabel('数量（0 至 500）').fill('10')
    await page.getByRole('button', { name: '预览影响' }).click()
    await page.getByText('涉及 8 人').waitFor()
    expect(await judge(page)).toEqual([])
  })

  it('a browser outside of WeCom', async () => {
    const page = await ground.browser.newPage(look)
    await page.goto(`${ground.demo.publicOrigin}/`)
    await page.getByRole('heading').first().waitFor()
    expect(await judge(page)).toEqual([])
  })

  const openLink = async (link: string) => {
    const agent = 'Mozilla/5.0 (iPhone) Mobile/15E148 MicroMessenger/8.0.50 Language/zh_CN'
    const context = await ground.browser.newContext({ ...look, userAgent: agent, locale: 'zh-CN' })
    const page = await context.newPage()
    await page.goto(link)
    return page
  }

  it.each([
    ['asks', '快乐星期八', 'checkbox'],
    ['is done', '晴耕雨读', 'heading'],
    ['was declined', '阿木', 'heading'],
    ['did not match', '向日葵', 'heading'],
  ] as const)("the contact's page when it %s", async (_title, name, role) => {
    await ground.control('phone', { contactId: ground.contactNamed(name) })
    const page = await openLink(ground.cardOf(name))
    await page.getByRole(role).first().waitFor()
    expect(await judge(page)).toEqual([])
  })

  it("the contact's page when it says what is wrong", async () => {
    await ground.control('phone', { contactId: ground.contactNamed('快乐星期八') })
    const page = await openLink(ground.cardOf('快乐星期八'))
    await page.getByRole('button', { name: '提交认证' }).click()
    await page.getByText('请填写').first().waitFor()
    expect(await judge(page)).toEqual([])
  })

  it("the contact's page when it wants the code, and when that was wrong", async () => {
    const { link, identity } = await ground.invite()
    const page = await openLink(link)
    await submit(page, identity)
    await page.getByLabel('验证码').fill('000000')
    expect(await judgeBoth(page)).toEqual([])
    await page.getByRole('button', { name: '确认' }).click()
    await page
      .getByText(/验证码不对/)
      .first()
      .waitFor()
    expect(await judge(page)).toEqual([])
  })

  it("the contact's page when the provider takes its time", async () => {
    const { id, link, identity } = await ground.invite()
    await ground.control('identity', { contactId: id, delay: 'PT30M' })
    const page = await openLink(link)
    await submit(page, identity)
    await page.getByRole('heading', { name: '正在核验' }).waitFor()
    expect(await judge(page)).toEqual([])
  })

  it("the contact's page when somebody else opens it", async () => {
    const { link } = await ground.invite()
    await ground.control('phone', { contactId: ground.contactNamed('阿木') })
    const page = await openLink(link)
    await page.getByRole('heading', { name: '只有收到邀请的本人可以打开' }).waitFor()
    expect(await judge(page)).toEqual([])
  })

  it("the contact's page when the link has ended", async () => {
    const page = await openLink(`${ground.demo.verificationOrigin}/v/${'0'.repeat(64)}`)
    await page.getByRole('heading').first().waitFor()
    expect(await judge(page)).toEqual([])
  })

  it("the contact's page when consent may be taken back", async () => {
    await ground.control('phone', { contactId: ground.contactNamed('晴耕雨读') })
    const page = await openLink(ground.cardOf('晴耕雨读'))
    await page.getByText('撤回同意').first().click()
    await page.getByRole('button', { name: '确认撤回' }).waitFor()
    expect(await judge(page)).toEqual([])
  })
})
