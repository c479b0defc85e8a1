import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage('branch-monday')
}, 300_000)
afterAll(() => stage?.stop())

/** Link cards in the chat with the contact whose phone is shown. */
async function cards(): Promise<number> {
  const { chats, phone, me } = await stage.world()
  const chat = chats.find((one) => one.employeeId === me.employeeId && one.contactId === phone.contactId)
  return chat?.messages.filter(({ kind }) => kind === 'news').length ?? 0
}

/** Rows of "my adds" that name the contact. */
async function timesInMyAdds(name: string): Promise<number> {
  const { me } = await stage.world()
  const rows = stage.demo.product.database.read
    .selectFrom('add')
    .innerJoin('contact', 'contact.id', 'add.contactId')
    .where('contact.name', '=', name)
    .where('add.employeeId', '=', me.employeeId.toLowerCase())
    .select('add.id')
  return (await rows.execute()).length
}

describe('Without network', () => {
  it('the sidebar says that nothing was sent, and sends once when the network is back', async () => {
    await stage.scan('测试断网')
    // What the page asks for by itself has arrived: only what is tapped meets the missing network.
    await stage.sidebar.getByText('添加好友').first().waitFor()
    await stage.breakSomething('断开')
    await stage.sidebar.getByRole('button', { name: '发送认证邀请' }).click()
    await stage.sidebar
      .getByText(/服务暂时没有回应|没有网络/)
      .first()
      .waitFor()
    expect(await cards()).toBe(0)
    await stage.mendEverything()
    await stage.sidebar.getByRole('button', { name: '发送认证邀请' }).click()
    await expect.poll(cards).toBe(1)
    await stage.sidebar.getByText(/已邀请 1 次/).waitFor()
  })
})

describe('When WeCom refuses', () => {
  it('an acknowledged callback is kept until WeCom answers again, and counts once', async () => {
    await stage.control('faults', { path: '/cgi-bin/externalcontact', errcode: 45009 })
    const { me } = await stage.world()
    await stage.control('adds', { employeeId: me.employeeId, name: '测试频率限制' })
    expect(await timesInMyAdds('测试频率限制')).toBe(0)
    await stage.mendEverything()
    await stage.control('clock', { advance: 'PT2H' })
    await expect.poll(() => timesInMyAdds('测试频率限制')).toBe(1)
  })

  it('the window says until when WeCom is left alone, and time can be moved on', async () => {
    await stage.control('faults', { path: '/cgi-bin', errcode: 45009 })
    await stage.screen.getByRole('button', { name: '1 处异常' }).waitFor()
    await stage.control('adds', { employeeId: (await stage.world()).me.employeeId, name: '测试等一等' })
    await stage.mendEverything()
    await stage.screen.getByText(/真客按规则等到 \d\d:\d\d 再问/).waitFor()
    await stage.screen.getByRole('button', { name: /^快进 \d+ (分钟|小时)$/ }).click()
    await expect.poll(() => timesInMyAdds('测试等一等')).toBe(1)
  })

  it('the sidebar shows why the page was not trusted, and goes on after a retry', async () => {
    await stage.control('faults', { path: 'js-sdk/agentConfig', errcode: 40093, times: 20 })
    await stage.screen.getByRole('button', { name: '重新加载侧边栏' }).click()
    await stage.sidebar.getByText('企业微信没有通过页面校验').waitFor()
    await stage.sidebar.getByText(/40093/).first().waitFor()
    await stage.mendEverything()
    await stage.sidebar.getByRole('button', { name: '重试' }).click()
    expect(await stage.effectiveToday()).toBeGreaterThanOrEqual(0)
  })
})

describe('A callback that comes twice, and one that comes late', () => {
  it('count once each', async () => {
    const { me } = await stage.world()
    await stage.control('faults', { path: 'callback', duplicate: true, times: 1 })
    await stage.control('adds', { employeeId: me.employeeId, name: '测试两遍' })
    await stage.control('faults', { path: 'callback', delayMs: 15_000, times: 1 })
    await stage.control('adds', { employeeId: me.employeeId, name: '测试迟到' })
    await stage.control('clock', { advance: 'PT1H' })
    await expect.poll(() => timesInMyAdds('测试两遍')).toBe(1)
    await expect.poll(() => timesInMyAdds('测试迟到')).toBe(1)
  })
})

describe('An hour later', () => {
  it('the sidebar is signed in again by itself, and shows the day', async () => {
    const signIn = stage.screen.waitForRequest(/\/sign-in\/callback/, { timeout: 60_000 })
    await stage.screen.getByRole('button', { name: '快进', exact: true }).click()
    await stage.screen.getByRole('button', { name: '1 小时后' }).click()
    await signIn
    await expect.poll(() => stage.effectiveToday()).toBeGreaterThanOrEqual(0)
    expect(await stage.sidebar.getByText('需要重新登录').count()).toBe(0)
  })
})

describe('The language of the window', () => {
  it('is that of the sidebar too, there and back', async () => {
    const speaks = (words: RegExp) => stage.sidebar.getByText(words).first().isVisible()
    await stage.screen.getByRole('button', { name: 'English' }).click()
    await expect.poll(() => speaks(/Effective today \d+/)).toBe(true)
    await stage.screen.getByRole('button', { name: '中文' }).click()
    await expect.poll(() => speaks(/今日有效 \d+/)).toBe(true)
  })
})

describe('A sign-in that WeCom refuses', () => {
  it('is told on a page of its own with what to do, and works again afterwards', async () => {
    await stage.breakSomething('被拒绝')
    const { employees, me } = await stage.world()
    const another = employees.find((one) => !one.isLead && one.id !== me.employeeId)
    await stage.become(another?.id ?? '')
    await stage.sidebar.getByRole('heading', { name: '登录未成功' }).waitFor()
    await stage.mendEverything()
    await stage.sidebar.getByRole('link', { name: '重新登录' }).click()
    expect(await stage.effectiveToday()).toBeGreaterThanOrEqual(0)
  })
})
