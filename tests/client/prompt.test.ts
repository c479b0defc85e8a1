// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { contactPage } from './support/made-up.ts'
import { problem } from './support/server.ts'
import { useSidebar } from './support/sidebar.ts'

const sidebar = useSidebar()
const make = 'POST /api/contacts/wmSPRING/prompts'
const note = 'POST /api/prompts/00000000-0000-7000-8000-0000000000bb/sent'

const waiting = contactPage({
  nextAction: {
    kind: 'wait-for-contact',
    sentence: '邀请已发出，等对方完成。',
    label: null,
    followUpId: null,
    quiet: false,
  },
  may: { prompt: false, plan: true, assign: true, markPrivate: true, editProfile: true },
})

describe('Sending the verification link', () => {
  it('puts the card into the chat, records it, and says what comes next', async () => {
    await sidebar.open()
    await sidebar.shows('发送认证邀请')
    sidebar.server.answer('GET /api/contacts/wmSPRING', { body: waiting })
    await sidebar.tap('发送认证邀请')
    await sidebar.shows('邀请已发出，等对方完成。')
    const [card] = sidebar.wecom.named('sendChatMessage')
    expect(card?.params).toMatchObject({ msgtype: 'news', news: { link: 'https://verify.example.test/v/made-up' } })
    expect(sidebar.server.askedFor(note)).toHaveLength(1)
    expect(sidebar.announced()).toContain('邀请已发到聊天')
  })

  it("sends nothing when the open chat is not this contact's any more", async () => {
    await sidebar.open()
    await sidebar.shows('发送认证邀请')
    sidebar.wecom.openChatOf('wmSEA')
    sidebar.server.answer('GET /api/contacts/wmSEA', { body: contactPage() })
    await sidebar.tap('发送认证邀请')
    await sidebar.shows('春天的风')
    expect(sidebar.server.askedFor(make)).toEqual([])
    expect(sidebar.wecom.named('sendChatMessage')).toEqual([])
  })

  it('sends nothing when the chat changes while the link is being made', async () => {
    await sidebar.open()
    await sidebar.shows('发送认证邀请')
    let asked = 0
    sidebar.wecom.answer('getCurExternalContact', () => ({ userId: ++asked === 1 ? 'wmSPRING' : 'wmSEA' }))
    await sidebar.tap('发送认证邀请')
    await sidebar.hides('正在')
    expect(sidebar.server.askedFor(make)).toHaveLength(1)
    expect(sidebar.wecom.named('sendChatMessage')).toEqual([])
  })

  it('takes a cancel as an answer, and sends the same link the next time', async () => {
    sidebar.wecom.answer('sendChatMessage', { err_msg: 'sendChatMessage:cancel' })
    await sidebar.open()
    await sidebar.tap('发送认证邀请')
    await sidebar.shows('没有发送。邀请还在')
    sidebar.wecom.answer('sendChatMessage', {})
    await sidebar.tap('发送认证邀请')
    await expect.poll(() => sidebar.server.askedFor(note).length).toBe(1)
    const [first, second] = sidebar.server.askedFor(make).map(({ key }) => key)
    expect(second).toBe(first)
    await expect.poll(() => sidebar.announced()).toContain('邀请已发到聊天')
  })

  it("says a refusal in the server's words", async () => {
    const quiet = { status: 409, body: problem('verification/quiet-hours', '现在不能发邀请', 409) }
    sidebar.server.answer(make, quiet)
    await sidebar.open()
    await sidebar.tap('发送认证邀请')
    await sidebar.shows('现在不能发邀请 发生了什么。 可以怎么做。')
    expect(sidebar.wecom.named('sendChatMessage')).toEqual([])
  })

  it('never sends a second card for one that is in the chat but not recorded', async () => {
    sidebar.server.answer(note, 'gateway')
    await sidebar.open()
    await sidebar.tap('发送认证邀请')
    await sidebar.shows('卡片已经发到聊天，但还没登记上')
    sidebar.server.answer(note, { body: {} })
    await sidebar.tap('重试登记')
    await sidebar.hides('还没登记上')
    expect(sidebar.wecom.named('sendChatMessage')).toHaveLength(1)
    const keys = sidebar.server.askedFor(note).map(({ key }) => key)
    expect(new Set(keys).size).toBe(1)
  })

  it('records it after a reload as well', async () => {
    localStorage.setItem(
      'zhenke-unnoted-prompts',
      JSON.stringify([{ promptId: '00000000-0000-7000-8000-0000000000bb', contactId: 'wmSPRING', key: 'kept-key' }]),
    )
    await sidebar.open()
    await sidebar.shows('春天的风')
    await expect.poll(() => sidebar.server.askedFor(note).map(({ key }) => key)).toEqual(['kept-key'])
  })
})
