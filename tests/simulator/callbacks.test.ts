import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { callbackSignature, decryptMessage, encryptMessage } from '../../simulator/callback/crypto.ts'
import { signCallback } from '../../simulator/callback/signed-request.ts'
import { field, type Stage, startStage } from './harness.ts'

const official = {
  corpId: 'wx5823bf96d3bd56c7',
  token: 'QDG6eK',
  aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  agentId: '218',
}
const hello = `<xml><ToUserName><![CDATA[wx5823bf96d3bd56c7]]></ToUserName>
<FromUserName><![CDATA[mycreate]]></FromUserName>
<CreateTime>1409659813</CreateTime>
<MsgType><![CDATA[text]]></MsgType>
<Content><![CDATA[hello]]></Content>
<MsgId>4561255354251345929</MsgId>
<AgentID>218</AgentID>
</xml>`

describe('the official samples of the callback protocol', () => {
  const echo = 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ=='

  it('signs the URL check as the sample does', () => {
    const signature = callbackSignature(official.token, '1409659589', '263014780', echo)
    expect(signature).toBe('5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3')
  })

  it('decrypts the sample echo and encrypts it to the same bytes', () => {
    const opened = decryptMessage(official.aesKey, echo)
    expect(opened).toEqual({ message: '1616140317555161061', receiver: official.corpId, random: 'c41b64491c2468d0' })
    expect(encryptMessage(official.aesKey, opened.message, opened.receiver, Buffer.from(opened.random))).toBe(echo)
  })

  it('makes the sample message with the sample signature', () => {
    const fixed = { timestamp: '1409659813', nonce: '1372623149', random: Buffer.from('0960688932c47ef1') }
    const { query, body } = signCallback(official, hello, new Date(), fixed)
    expect(new URLSearchParams(query).get('msg_signature')).toBe('477715d11cdb4164915debcba66cb864d751f3e6')
    expect(body).toContain('RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5')
  })
})

describe('events', () => {
  let stage: Stage
  beforeEach(async () => {
    stage = await startStage({ scenario: 'empty-day' })
  })
  afterEach(() => stage.stop())

  const add = (name: string, more: object = {}) => stage.control('adds', { employeeId: 'LinXiaoMan', name, ...more })

  it('tell of an add with the employee, the contact, the channel and a welcome code', async () => {
    const { contactId } = await add('晚风', { state: 'lobby' })
    const [xml] = stage.events()
    expect(field(xml, 'ChangeType')).toBe('add_external_contact')
    expect(field(xml, 'FromUserName')).toBe('sys')
    expect(field(xml, 'ExternalUserID')).toBe(contactId)
    expect(field(xml, 'State')).toBe('lobby')
    expect(field(xml, 'WelcomeCode')).toMatch(/^\w+$/)
  })

  it('carry the time of the simulator and not of the machine', async () => {
    await add('晚风')
    expect(Number(field(stage.events()[0], 'CreateTime'))).toBeGreaterThanOrEqual(
      Date.parse('2026-11-23T10:00:00+08:00') / 1000,
    )
    expect(stage.received[0]?.query.get('timestamp')).toBe(field(stage.events()[0], 'CreateTime'))
  })

  it('name both deletions apart', async () => {
    const { contactId } = await add('晚风')
    await stage.control('deletions', { employeeId: 'LinXiaoMan', contactId, by: 'contact' })
    await add('晚风')
    await stage.control('deletions', { employeeId: 'LinXiaoMan', contactId, by: 'employee' })
    expect(stage.events().map((xml) => field(xml, 'ChangeType'))).toEqual([
      'add_external_contact',
      'del_follow_user',
      'add_external_contact',
      'del_external_contact',
    ])
  })

  it('come three times in all when they are not acknowledged', async () => {
    stage.product.answers = [500, 302, 503, 200]
    await add('晚风')
    expect(stage.events()).toHaveLength(3)
    expect(new Set(stage.received.map((one) => one.body)).size).toBe(3)
  })

  it('come once when acknowledged at the second delivery', async () => {
    stage.product.answers = [500]
    await add('晚风')
    expect(stage.events()).toHaveLength(2)
  })

  it('do not come from what the API does', async () => {
    const { contactId } = await add('晚风')
    const told = stage.events().length
    await stage.tell('externalcontact/remark', { userid: 'LinXiaoMan', external_userid: contactId, remark: '柜台' })
    expect(stage.events()).toHaveLength(told)
  })

  it('can be made of any XML, and the URL check of any echo', () => {
    const { query, body } = stage.simulator.signCallback('<xml>any</xml>')
    const encrypted = /<Encrypt><!\[CDATA\[(.+?)\]/.exec(body)?.[1] ?? ''
    const given = new URLSearchParams(query)
    const [timestamp, nonce] = [given.get('timestamp') ?? '', given.get('nonce') ?? '']
    const { callbackToken, callbackAesKey, directoryAesKey } = stage.simulator.credentials
    expect(callbackSignature(callbackToken, timestamp, nonce, encrypted)).toBe(given.get('msg_signature'))
    expect(decryptMessage(callbackAesKey, encrypted).message).toBe('<xml>any</xml>')
    const check = new URLSearchParams(stage.simulator.signUrlCheck('4321', 'directory'))
    expect(decryptMessage(directoryAesKey, check.get('echostr') ?? '').message).toBe('4321')
  })

  it('of the directory go to the second callback with its own keys', async () => {
    await stage.control('employees', { id: 'XinRen', name: '新来的', branchId: 2 })
    expect(stage.received[0]?.path).toBe('/wecom/directory-callback')
    expect(field(stage.events()[0], 'ChangeType')).toBe('create_user')
  })

  describe('under faults', () => {
    it('are lost as often as was asked for', async () => {
      await stage.control('faults', { path: 'callback', drop: true, times: 1 })
      await add('丢了的')
      await add('到了的')
      expect(stage.events()).toHaveLength(1)
    })

    it('come twice', async () => {
      await stage.control('faults', { path: 'callback', duplicate: true, times: 1 })
      await add('两次')
      expect(stage.events()).toHaveLength(2)
    })

    it('are late until the clock has moved', async () => {
      await stage.control('faults', { path: 'callback', delayMs: 3_600_000, times: 1 })
      await add('迟到的')
      expect(stage.events()).toHaveLength(0)
      await stage.control('clock', { advance: 'PT1H' })
      expect(stage.events()).toHaveLength(1)
    })

    it('overtake each other', async () => {
      await stage.control('faults', { path: 'callback', delayMs: 60_000, times: 1 })
      const { contactId } = await add('先来的')
      await stage.control('deletions', { employeeId: 'LinXiaoMan', contactId, by: 'contact' })
      await stage.control('clock', { advance: 'PT2M' })
      expect(stage.events().map((xml) => field(xml, 'ChangeType'))).toEqual(['del_follow_user', 'add_external_contact'])
    })
  })
})
