import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  // Of the page whose session a test ends while it still asks for things.
  stage = await openStage('branch-monday', [/401 \(Unauthorized\)/])
}, 300_000)
afterAll(() => stage?.stop())

const name = '测试的云'
const title = '办理手机银行'

describe('From a scan to an effective add', () => {
  it('says that the new contact is not verified and how many days are left', async () => {
    await stage.scan(name)
    await stage.sidebar.getByText('还没有完成实名认证').waitFor()
    expect(await stage.sidebar.getByRole('button', { name: '为什么还不算有效？' }).textContent()).toContain(
      '还有 30 天',
    )
  })

  it('puts the link card into the chat with one tap, and onto the phone', async () => {
    await stage.sidebar.getByRole('button', { name: '发送认证邀请' }).click()
    await stage.sidebar.getByText(/已邀请 1 次/).waitFor()
    const { chats, phone, me } = await stage.world()
    const chat = chats.find((one) => one.employeeId === me.employeeId && one.contactId === phone.contactId)
    expect(chat?.messages.filter(({ kind }) => kind === 'news').length).toBe(1)
  })

  it('asks the contact for two consents, neither of them ticked', async () => {
    await stage.screen
      .getByLabel('客户的手机')
      .getByRole('button', { name: /实名认证/ })
      .click()
    await stage.phone.getByRole('checkbox').first().waitFor()
    const boxes = await stage.phone.getByRole('checkbox').all()
    expect(await Promise.all(boxes.map((box) => box.isChecked()))).toEqual([false, false])
  })

  it('sends nothing without consent', async () => {
    await stage.screen.getByRole('button', { name: '填入网页' }).click()
    await stage.phone.getByRole('button', { name: '提交认证' }).click()
    await expect.poll(() => stage.phone.getByRole('button', { name: '提交认证' }).isEnabled()).toBe(true)
    expect(await stage.phone.getByLabel('验证码').count()).toBe(0)
  })

  it('turns the open sidebar green by itself and moves the ring from 3 to 4', async () => {
    expect(await stage.effectiveToday()).toBe(3)
    for (const box of await stage.phone.getByRole('checkbox').all()) await box.check()
    await stage.phone.getByRole('button', { name: '提交认证' }).click()
    await stage.phone.getByLabel('验证码').waitFor()
    await stage.screen
      .getByRole('button', { name: /填入验证码/ })
      .first()
      .click()
    await stage.phone.getByRole('button', { name: '确认' }).click()
    await stage.sidebar.getByText('已实名', { exact: true }).waitFor()
    await expect.poll(() => stage.effectiveToday()).toBe(4)
  })
})

describe('From an assigned follow-up to done', () => {
  let teller = ''

  it('lets the lead assign it for that contact in three taps', async () => {
    const { me, employees } = await stage.world()
    teller = me.employeeId
    const branchId = employees.find(({ id }) => id === teller)?.branchId
    const lead = employees.find((one) => one.isLead && one.branchId === branchId)
    await stage.become(lead?.id ?? '')
    await stage.sidebar.getByText(name).first().click()
    await stage.sidebar.getByRole('button', { name: /分派任务/ }).click()
    await stage.sidebar.getByLabel('任务名称').fill(title)
    await stage.sidebar.getByRole('button', { name: '分派 1 个任务' }).click()
    expect(
      await stage.sidebar
        .getByText(/^已分派/)
        .first()
        .textContent(),
    ).toContain('已分派 1 个任务')
  })

  it('tells the employee through a WeCom message', async () => {
    const told = async () => (await stage.world()).notices.filter((notice) => notice.employeeId === teller)
    await expect
      .poll(async () => (await told()).some(({ title: said, description }) => `${said} ${description}`.includes(title)))
      .toBe(true)
  })

  it('opens the chat from the message and is completed there, with ten seconds to take it back', async () => {
    await stage.become(teller)
    await stage.screen.getByLabel('会话', { exact: true }).getByRole('button', { name: /^真客/ }).click()
    await stage.sidebar.getByRole('heading').first().waitFor()
    // As half an hour later: nobody is signed in any more.
    await stage.context.clearCookies()
    await stage.screen
      .getByRole('button', { name: new RegExp(title) })
      .last()
      .click()
    // The message's page asks WeCom for the chat, which comes with a sidebar of its own.
    await expect.poll(() => stage.screen.frame('sidebar')?.url()).toMatch(/:\d+\/$/)
    await stage.sidebar.getByRole('heading', { name }).waitFor()
    await stage.sidebar
      .getByRole('button', { name: `完成：${title}` })
      .last()
      .click()
    await stage.sidebar.getByText('联系上了').click()
    await stage.sidebar.getByLabel('备注（可不填）').fill('约了周三下午到网点')
    await stage.sidebar.getByRole('button', { name: '完成任务' }).click()
    await stage.sidebar.getByRole('button', { name: '撤销刚才的完成' }).waitFor()
    await expect.poll(() => stage.sidebar.getByText('没有待办').count()).toBe(1)
  })
})

describe('All along', () => {
  it('no page complained in the console', () => {
    expect(stage.complaints).toEqual([])
  })
})
