// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PageOpening } from '../../server/contract/verification.ts'
import { PATIENCE } from '../support/patience.ts'

const form: PageOpening = {
  step: 'form',
  locale: 'zh-CN',
  bank: { name: '示例银行', hotline: '请以银行官网公布的客服电话为准' },
  employee: { name: '林小满', branch: '望湖支行' },
  provider: { name: '示例核验', isBank: false },
  keepDays: 365,
  maskedPhone: null,
  failure: null,
  attemptsLeft: 5,
  mayWithdraw: false,
  keys: { keys: [] },
  consents: [
    { kind: 'sensitive', text: '同意处理' },
    { kind: 'provider', text: '同意提供给示例核验' },
  ],
  textVersion: 'words-1',
}
const problem = (type: string, status: number) => ({
  status,
  body: { type, title: '标题', detail: '说明', remedy: '办法' },
})

type Told = { status: number; body: object } | 'offline'
let answers: Told[]
let asked: { path: string; method: string; body: unknown }[]

beforeEach(() => {
  answers = []
  asked = []
  vi.resetModules()
  document.body.innerHTML = '<main id="page"></main><p id="said" role="status"></p>'
  window.scrollTo = () => undefined
  Object.defineProperty(navigator, 'language', { value: 'zh-CN', configurable: true })
  vi.stubGlobal('fetch', async (path: string, { method, body }: { method: string; body?: string }) => {
    asked.push({ path, method, body: body ? JSON.parse(body) : undefined })
    const next = answers.shift() ?? 'offline'
    if (next === 'offline') throw new TypeError('Failed to fetch')
    return new Response(JSON.stringify(next.body), { status: next.status })
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const settle = () => vi.waitFor(() => expect(document.querySelector('h1, .trouble')).not.toBeNull(), PATIENCE)
async function open(first: Told, ...then: Told[]): Promise<void> {
  answers.push(first, ...then)
  await import('../../src/verification-page/main.ts')
  await settle()
}
const show = (change: Partial<PageOpening>): Told => ({ status: 200, body: { ...form, ...change } })
const text = () => document.getElementById('page')?.textContent ?? ''
const press = async (label: string) => {
  const button = [...document.querySelectorAll('button')].find((one) => one.textContent === label)
  if (!button) throw new Error(`no button ${label} in: ${text()}`)
  button.click()
  await vi.waitFor(() => expect(answers).toEqual([]), PATIENCE)
  await new Promise((resolve) => setTimeout(resolve))
}

describe("The contact's page", () => {
  it('says who asks, why, what is collected, for how long, whom to call, another way, and what is never asked for', async () => {
    await open(show({}))
    for (const part of [
      '望湖支行的林小满',
      '为什么',
      '收集什么',
      '365 天',
      '客服电话',
      '柜台',
      '绝不会在这里要求您输入密码',
    ])
      expect(text()).toContain(part)
  })

  it('asks for two consents, both unticked, in the words of the server', async () => {
    await open(show({}))
    const boxes = [...document.querySelectorAll<HTMLInputElement>('input[type=checkbox]')]
    expect(boxes.map((box) => box.checked)).toEqual([false, false])
    expect(text()).toContain('同意提供给示例核验')
  })

  it('tells beside each field what is wrong, takes the focus there, and sends nothing', async () => {
    await open(show({}))
    document.querySelector<HTMLButtonElement>('button.primary')?.click()
    await settle()
    expect(document.activeElement?.id).toBe('name')
    expect(document.getElementById('idNumber-fault')?.textContent).not.toBe('')
    expect(document.getElementById('consent-fault')?.textContent).toContain('勾选')
    expect(document.getElementById('said')?.textContent).toBe('请填写')
    expect(asked).toHaveLength(1)
  })

  it('takes a no in one tap, and lets it be taken back', async () => {
    await open(show({}), show({ step: 'declined', keys: null }))
    await press('不，谢谢')
    expect(text()).toContain('不再打扰您')
    answers.push(show({}))
    await press('我改变主意了')
    expect(asked.map(({ path }) => path)).toEqual(['/v/api/opening', '/v/api/decline', '/v/api/reconsider'])
    expect(text()).toContain('林小满')
  })

  it('says why it failed and what is left, with the form below', async () => {
    await open(show({ step: 'failed', failure: 'expired-document', attemptsLeft: 2 }))
    expect(text()).toContain('证件可能已过有效期')
    expect(text()).toContain('还有 2 次')
    expect(document.querySelector('form')).not.toBeNull()
  })

  it('offers no form after the last attempt', async () => {
    await open(show({ step: 'failed', failure: 'too-many-attempts', attemptsLeft: 0, keys: null }))
    expect(document.querySelector('form')).toBeNull()
    expect(text()).toContain('柜台')
  })

  it('offers to withdraw the consent where there is one', async () => {
    await open(show({ step: 'verified', mayWithdraw: true }), show({ step: 'verified', mayWithdraw: false }))
    await press('确认撤回')
    expect([...document.querySelectorAll('button')].map((one) => one.textContent)).not.toContain('确认撤回')
    expect(text()).toContain('已撤回同意')
    expect(document.getElementById('said')?.textContent).toBe('已撤回同意')
  })

  it('asks again by itself while the provider decides', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true })
    await open(show({ step: 'waiting' }), 'offline', show({ step: 'waiting' }), show({ step: 'verified' }))
    await vi.advanceTimersByTimeAsync(9500)
    expect(text()).toContain('认证完成')
  })

  it('says that it is offline with a way to try again, and then goes on', async () => {
    await open('offline')
    expect(text()).toContain('暂时连接不上')
    answers.push(show({}))
    await press('重试')
    expect(text()).toContain('林小满')
  })

  it('still explains and takes a no when the provider is away', async () => {
    await open(show({ keys: null }))
    expect(text()).toContain('认证服务暂时没有响应')
    expect(document.querySelector('form')).toBeNull()
    expect(text()).toContain('不，谢谢')
  })

  it('shows another person, and an ended link, a sentence and nothing else', async () => {
    await open(show({ step: 'another-person', employee: null, provider: null, keys: null, consents: [] }))
    expect(text()).toContain('只有收到邀请的本人可以打开')
    expect(document.querySelector('form')).toBeNull()
  })

  it('says that the link has ended when its cookie is gone', async () => {
    await open(problem('verification/link-ended', 410))
    expect(text()).toContain('链接已失效')
  })

  it('offers to ask once more when nobody could tell who is in front', async () => {
    await open(problem('sign-in/refused', 403))
    expect(text()).toContain('还不能确认是您本人')
  })

  it("tells the server's own words for any other refusal", async () => {
    await open(problem('request/too-many', 429))
    expect(text()).toContain('标题')
    expect(text()).toContain('办法')
  })

  it('speaks English when asked to, and reads everything anew in it', async () => {
    await open(show({}), show({ locale: 'en' }))
    await press('English')
    expect(document.documentElement.lang).toBe('en')
    expect(text()).toContain('invites you to verify')
    expect(document.cookie).toContain('zhenke-locale=en')
  })
})
