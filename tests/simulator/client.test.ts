import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pageSignature } from '../../simulator/client/page-config.ts'
import { type Stage, startStage } from './harness.ts'

let stage: Stage
let contactId: string
beforeEach(async () => {
  stage = await startStage({ scenario: 'empty-day' })
  contactId = String((await stage.control('adds', { employeeId: 'LinXiaoMan', name: '晚风' }))['contactId'])
})
afterEach(() => stage.stop())

const page = () => `${stage.product.origin}/`
const invoke = (name: string, params: object = {}, more: object = {}) =>
  stage.json('POST', '/client/invoke', { employeeId: 'LinXiaoMan', contactId, name, params, url: page(), ...more })

async function configure(
  more: Record<string, unknown> = {},
  jsApiList = ['getContext', 'getCurExternalContact', 'sendChatMessage'],
) {
  const { ticket } = await stage.ask('ticket/get', { type: 'agent_config' })
  const { corpId, agentId } = stage.simulator.credentials
  const signature = pageSignature(String(ticket), 'abc', '1', page())
  return invoke('agentConfig', {
    corpid: corpId,
    agentid: String(agentId),
    timestamp: '1',
    nonceStr: 'abc',
    signature,
    jsApiList,
    ...more,
  })
}

describe('the page signature', () => {
  it('is that of the official sample', () => {
    const ticket = 'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg'
    const url = 'http://mp.weixin.qq.com?params=value'
    expect(pageSignature(ticket, 'Wm3WZYTPz0wzccnW', '1414587457', url)).toBe(
      '0f9de62fce790f9a083d5c99e95740ceb90c27ed',
    )
  })
})

describe('agentConfig', () => {
  it('grants what was listed to this page', async () => {
    expect(await configure()).toMatchObject({ err_msg: 'agentConfig:ok' })
    expect(await invoke('getCurExternalContact')).toMatchObject({
      err_msg: 'getCurExternalContact:ok',
      userId: contactId,
    })
    expect(await invoke('openUserProfile')).toMatchObject({ err_msg: 'openUserProfile:no permission' })
    expect(await invoke('getContext', {}, { url: `${page()}other` })).toMatchObject({
      err_msg: 'getContext:no permission',
    })
  })

  it.each([
    ['a wrong corp', { corpid: 'wwOTHER' }, 40013],
    ['an agent id that is not the string', { agentid: 1_000_002 }, 40056],
    ['a wrong signature', { signature: createHash('sha1').update('x').digest('hex') }, 40093],
  ])('refuses %s in the raw shape of the field, code in the address only', async (_what, wrong, code) => {
    const answer = await configure(wrong)
    expect(answer['err_msg']).toMatch(new RegExp(`^(?!agentConfig).+\\?e=${code}$`))
  })

  it('refuses a foreign domain and the ticket of the corp', async () => {
    const { ticket } = await stage.ask('get_jsapi_ticket')
    expect((await configure({ signature: pageSignature(String(ticket), 'abc', '1', page()) }))['err_msg']).toContain(
      'e=42012',
    )
    const { corpId, agentId } = stage.simulator.credentials
    const foreign = await invoke(
      'agentConfig',
      { corpid: corpId, agentid: String(agentId) },
      { url: 'http://127.0.0.1:1/' },
    )
    expect(foreign['err_msg']).toContain('e=80001')
  })
})

describe('a call of the client', () => {
  it('puts a card into the chat', async () => {
    await configure()
    const news = { link: 'http://127.0.0.1/v/x', title: '实名认证', desc: '一分钟', imgUrl: '' }
    expect(await invoke('sendChatMessage', { msgtype: 'news', news })).toMatchObject({ err_msg: 'sendChatMessage:ok' })
    const chats = (await stage.world())['chats'] as { contactId: string; messages: unknown[] }[]
    expect(chats.find((chat) => chat.contactId === contactId)?.messages.at(-1)).toMatchObject({
      from: 'employee',
      kind: 'news',
      news,
    })
  })

  it('knows no contact outside of a chat, each client in its own words', async () => {
    await configure()
    const normal = { entry: 'normal', contactId: null }
    expect(await invoke('getCurExternalContact', {}, normal)).toMatchObject({
      err_msg: 'getCurExternalContact:fail_without context of external contact',
    })
    expect(await invoke('getCurExternalContact', {}, { ...normal, device: 'mac' })).toMatchObject({
      err_msg: 'getCurExternalContact:fail_fail_without context of external contact',
      err_code: 2,
    })
  })

  it('is refused to somebody without a customer-contact seat', async () => {
    await configure()
    await stage.control('employees', { id: 'LinXiaoMan', hasCustomerContact: false })
    const refused = { err_msg: 'getCurExternalContact:fail_no permission' }
    expect(await invoke('getCurExternalContact')).toMatchObject(refused)
    expect((await invoke('sendChatMessage', { msgtype: 'text', text: { content: '您好' } }))['err_msg']).toContain(
      'no permission',
    )
  })

  it('names the group from its toolbar, to whoever is in it', async () => {
    await configure({}, ['getCurExternalChat', 'getCurExternalContact'])
    const { chatId } = await stage.control('group-chats', { name: '虚构的群', ownerId: 'LinXiaoMan' })
    const entry = { entry: 'group_chat_tools', contactId: null, chatId }
    expect(await invoke('getCurExternalChat', {}, entry)).toMatchObject({ err_msg: 'getCurExternalChat:ok', chatId })
    expect((await invoke('getCurExternalContact', {}, entry))['err_msg']).toContain('without context')
    const elsewhere = await invoke('getCurExternalChat', {}, { ...entry, chatId: 'wrNOBODYSGROUP' })
    expect(elsewhere['err_msg']).toContain('without context')
  })

  it('can be refused or cancelled on demand', async () => {
    await configure()
    await stage.control('faults', { path: 'js-sdk/sendChatMessage', cancel: true, times: 1 })
    expect(await invoke('sendChatMessage')).toMatchObject({ err_msg: 'sendChatMessage:cancel' })
    await stage.control('faults', { path: 'js-sdk/agentConfig', errcode: 40093, times: 1 })
    expect((await configure())['err_msg']).toContain('e=40093')
  })
})
