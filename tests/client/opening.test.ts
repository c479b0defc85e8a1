// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest'
import { contactPage, opening } from './support/made-up.ts'
import { problem } from './support/server.ts'
import { useSidebar } from './support/sidebar.ts'
import { PATIENCE } from '../support/patience.ts'

const sidebar = useSidebar()

describe('Opening the sidebar beside a chat', () => {
  it('shows the contact of the open chat after one request', async () => {
    await sidebar.open()
    await sidebar.shows('春天的风')
    await sidebar.shows('柜台活码 · 11-20 添加')
    expect(sidebar.server.asked.map(({ path }) => path)).toEqual(['/api/contacts/wmSPRING'])
  })

  it('shows the day that came with the page', async () => {
    await sidebar.open()
    await sidebar.shows('今日有效 7 / 12')
    expect(sidebar.server.askedFor('GET /api/my-day')).toEqual([])
  })

  it("shows it after WeCom's sign-in as well, which leaves its own fragment in the address", async () => {
    await sidebar.open({ hash: '#wechat_redirect' })
    await sidebar.shows('春天的风')
  })

  it('registers with WeCom once, with the signature written into the page', async () => {
    await sidebar.open()
    await sidebar.shows('春天的风')
    const [registration, ...more] = sidebar.wecom.named('agentConfig')
    expect(registration?.params).toMatchObject({ corpid: 'wwMADEUP', agentid: '1000002', signature: 'made-up' })
    expect(more).toEqual([])
  })

  it('says "no target set" instead of 0/0', async () => {
    const myDay = { ...opening.myDay, target: null, month: { ...opening.myDay.month, target: null } }
    await sidebar.open({ opening: { ...opening, myDay } })
    await sidebar.shows('今日有效 7 待认证 3 · 本月 96')
  })

  it('says no target on a day off either', async () => {
    const myDay = { ...opening.myDay, workingDay: false, target: 0, effective: 3 }
    await sidebar.open({ opening: { ...opening, myDay } })
    await sidebar.shows(/今日有效 3 待认证/)
  })

  it('speaks the language that the opening names', async () => {
    await sidebar.open({ opening: { ...opening, session: { ...opening.session, locale: 'en' } } })
    await sidebar.shows('Effective today 7 / 12')
  })

  it('shows another contact when the chat has changed meanwhile, without going blank', async () => {
    sidebar.server.answer('GET /api/contacts/wmSEA', {
      body: contactPage({ contact: { id: 'wmSEA', name: '海边的云', avatar: '', type: 'wechat' } }),
    })
    await sidebar.open()
    await sidebar.shows('春天的风')
    sidebar.wecom.openChatOf('wmSEA')
    sidebar.comeBack()
    expect(sidebar.screen()).toContain('春天的风')
    await sidebar.shows('海边的云')
  })

  it('opens the chat of the contact that a message names, and shows them either way', async () => {
    sidebar.wecom.answer('openEnterpriseChat', { err_msg: 'openEnterpriseChat:fail' })
    await sidebar.open({ hash: '#/contact?follow-up=00000000-0000-7000-8000-000000000001&contact=wmSPRING' })
    await sidebar.shows('春天的风')
    await sidebar.shows('聊天没能自动打开')
    expect(sidebar.wecom.named('openEnterpriseChat')[0]?.params).toMatchObject({ externalUserIds: 'wmSPRING' })
  })

  it.each([
    [
      'the app may not open chats',
      'openEnterpriseChat',
      'openEnterpriseChat:permission denied',
      '企业微信不允许这个操作',
    ],
    ['the page is not registered', 'agentConfig', 'invalid signature?e=40093', '企业微信没有通过页面校验'],
  ])('says why the chat of a message did not open when %s', async (_why, call, words, title) => {
    sidebar.wecom.answer(call, { err_msg: words })
    await sidebar.open({ hash: '#/contact?follow-up=00000000-0000-7000-8000-000000000001&contact=wmSPRING' })
    await sidebar.shows('春天的风')
    await sidebar.shows(title)
    await sidebar.shows('可以在企业微信里搜索 TA 的名字')
    await sidebar.shows(words)
  })
})

describe('When the sidebar cannot show a contact', () => {
  const withoutContext = { err_msg: 'getCurExternalContact:fail_without context of external contact' }

  it('asks to be opened in WeCom where there is no WeCom', async () => {
    await sidebar.open({ agent: 'Mozilla/5.0 Chrome/122' })
    await sidebar.shows('请在企业微信里打开')
  })

  it("asks a stranger nothing of the server, and speaks their browser's language", async () => {
    await sidebar.open({ agent: 'Mozilla/5.0 Chrome/122', opening: null })
    await sidebar.shows('Please open this in WeCom')
    expect(sidebar.server.asked).toEqual([])
  })

  it('shows beside a customer group who of it is a contact of mine, and leads to each', async () => {
    sidebar.wecom.answer('getCurExternalContact', withoutContext)
    sidebar.wecom.answer('getContext', { entry: 'group_chat_tools' })
    sidebar.wecom.answer('getCurExternalChat', { chatId: 'wrMADEUP' })
    const followUps = [{ id: 'one', title: '存单到期回访', dueAt: '2026-11-23T09:00:00+08:00', overdue: true }]
    const contact = { id: 'wmSPRING', name: '春天的风', avatar: '' }
    const members = [{ contact, state: 'verified', private: false, followUps }]
    const group = { id: 'wrMADEUP', name: '虚构的群' }
    sidebar.server.answer('GET /api/group-chats/wrMADEUP', {
      body: { group, members, others: 2, asOf: '2026-11-23T10:05:00+08:00' },
    })
    await sidebar.open()
    await sidebar.shows('虚构的群 群里有 1 位是你的联系人')
    await sidebar.shows('已逾期：存单到期回访')
    await sidebar.shows('另有 2 位不是你的联系人')
    expect(document.querySelector('a[href="#/contact?contact=wmSPRING"]')).not.toBeNull()
  })

  it('tells a group that is none of customers', async () => {
    sidebar.wecom.answer('getCurExternalContact', withoutContext)
    sidebar.wecom.answer('getContext', { entry: 'group_chat_tools' })
    await sidebar.open()
    await sidebar.shows('这是群聊')
  })

  it('tells the chat with a colleague', async () => {
    sidebar.wecom.answer('getCurExternalContact', withoutContext)
    await sidebar.open()
    await sidebar.shows('这个聊天里没有客户')
  })

  it('leads from the workbench, where no chat is open, to my day', async () => {
    sidebar.wecom.answer('getCurExternalContact', withoutContext)
    sidebar.wecom.answer('getContext', { entry: 'normal' })
    await sidebar.open()
    await sidebar.shows('还没有打开客户聊天')
    await sidebar.shows('看我的一天')
  })

  it('says when the employee has no customer-contact seat', async () => {
    sidebar.wecom.answer('getCurExternalContact', { err_msg: 'getCurExternalContact:fail_no permission' })
    await sidebar.open()
    await sidebar.shows('你还没有客户联系权限')
  })

  it("says an unknown contact in the server's words, with the request's number", async () => {
    sidebar.wecom.openChatOf('wmNOBODY')
    await sidebar.open()
    await sidebar.shows('这里没有这位联系人 发生了什么。 可以怎么做。')
    await sidebar.shows('request-1')
  })

  it('says that the server is away, and shows the contact after another try', async () => {
    sidebar.server.answer('GET /api/contacts/wmSPRING', 'gateway')
    await sidebar.open()
    await sidebar.shows('服务暂时没有回应')
    sidebar.server.answer('GET /api/contacts/wmSPRING', { body: contactPage() })
    await sidebar.tap('重试')
    await sidebar.shows('春天的风')
  })

  it('signs in again at the same place when the session has ended', async () => {
    const assign = vi.spyOn(window.location, 'assign').mockImplementation(() => undefined)
    const ended = { status: 401, body: problem('session/required', '需要登录', 401) }
    sidebar.server.answer('GET /api/contacts/wmSPRING', ended)
    await sidebar.open({ hash: '#/contact?contact=wmSPRING' })
    await vi.waitFor(() => expect(assign).toHaveBeenCalled(), PATIENCE)
    expect(assign.mock.lastCall).toEqual([`/sign-in?to=${encodeURIComponent('/#/contact?contact=wmSPRING')}`])
  })
})
