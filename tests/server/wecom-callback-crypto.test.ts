import { createCipheriv } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { callbackSignature, decrypt } from '../../server/wecom/callback-crypto.ts'
import { answerUrlCheck, openCallback } from '../../server/wecom/open-callback.ts'
import { readXml } from '../../server/wecom/read-xml.ts'

// The official samples of developer.work.weixin.qq.com/document/path/90968.
const corpId = 'wx5823bf96d3bd56c7'
const keys = { token: 'QDG6eK', aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C' }
const doors = { corpId, agentId: '218', app: keys, directory: null }
const echostr = 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ=='
const check = {
  msg_signature: '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3',
  timestamp: '1409659589',
  nonce: '263014780',
  echostr,
}
const event = {
  msg_signature: '477715d11cdb4164915debcba66cb864d751f3e6',
  timestamp: '1409659813',
  nonce: '1372623149',
}
const encrypted =
  'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q=='
const body = `<xml><ToUserName><![CDATA[${corpId}]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt><AgentID><![CDATA[218]]></AgentID></xml>`
const plain = `<xml><ToUserName><![CDATA[${corpId}]]></ToUserName>\n<FromUserName><![CDATA[mycreate]]></FromUserName>\n<CreateTime>1409659813</CreateTime>\n<MsgType><![CDATA[text]]></MsgType>\n<Content><![CDATA[hello]]></Content>\n<MsgId>4561255354251345929</MsgId>\n<AgentID>218</AgentID>\n</xml>`
const then = new Date(1_409_659_813_000)

/** Signed and encrypted with the right keys, around any bytes. */
function forged(bytes: Buffer, padding: Buffer): { query: Record<string, string>; body: string } {
  const key = Buffer.from(`${keys.aesKey}=`, 'base64')
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const secret = Buffer.concat([cipher.update(Buffer.concat([bytes, padding])), cipher.final()]).toString('base64')
  const signature = callbackSignature(keys.token, event.timestamp, event.nonce, secret)
  return {
    query: { ...event, msg_signature: signature },
    body: `<xml><ToUserName>${corpId}</ToUserName><Encrypt>${secret}</Encrypt></xml>`,
  }
}

function content(xml: string, receiver: string, length = Buffer.byteLength(xml)): Buffer {
  const size = Buffer.alloc(4)
  size.writeUInt32BE(length)
  return Buffer.concat([Buffer.alloc(16, 'r'), size, Buffer.from(xml), Buffer.from(receiver)])
}
const pad = (bytes: Buffer) => Buffer.alloc(32 - (bytes.length % 32), 32 - (bytes.length % 32))
const open = (sent: { query: Record<string, string>; body: string }) =>
  openCallback(doors, 'app', sent.query, sent.body, then)

describe('The official samples', () => {
  it('answer the URL check with the bare text (A)', () => {
    expect(answerUrlCheck(doors, 'app', check)).toBe('1616140317555161061')
  })

  it('open as the message that was sent (B)', () => {
    expect(openCallback(doors, 'app', event, body, then).xml).toBe(plain)
  })
})

describe('What is signed with the right token but made wrongly', () => {
  const xml = '<xml><MsgType>event</MsgType><CreateTime>1409659813</CreateTime><Event>x</Event></xml>'

  it('is opened when everything is right', () => {
    const good = content(xml, corpId)
    expect(open(forged(good, pad(good))).event).toEqual({ kind: 'ignored', name: 'x', at: then })
  })

  const wrong: Record<string, { query: Record<string, string>; body: string }> = {
    'another receiver': forged(content(xml, 'wxANOTHERCORP00000'), pad(content(xml, 'wxANOTHERCORP00000'))),
    'no receiver': forged(content(xml, ''), pad(content(xml, ''))),
    'a length beyond the end': forged(content(xml, corpId, 0x7fffffff), pad(content(xml, corpId))),
    'a length that swallows the receiver': forged(
      content(xml, corpId, Buffer.byteLength(xml) + corpId.length),
      pad(content(xml, corpId)),
    ),
    'padding of 0': forged(Buffer.alloc(64, 'a'), Buffer.alloc(32, 0)),
    'padding above 32': forged(Buffer.alloc(64, 'a'), Buffer.alloc(32, 33)),
    'padding bytes that differ': forged(
      content(xml, corpId),
      Buffer.concat([Buffer.alloc(pad(content(xml, corpId)).length - 1, 1), pad(content(xml, corpId)).subarray(-1)]),
    ),
    'nothing but padding': forged(Buffer.alloc(0), Buffer.alloc(32, 32)),
  }
  it.each(Object.entries(wrong))('is refused: %s', (_, sent) => {
    expect(() => open(sent)).toThrow('callback/refused')
  })

  it('is refused where it declares a document type, before it is parsed (T20)', () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><xml><MsgType>&a;</MsgType></xml>'
    const sent = content(bomb, corpId)
    expect(() => open(forged(sent, pad(sent)))).toThrow('callback/refused')
  })

  it('is kept for its reason to be seen where WeCom itself sent what we cannot read', () => {
    const sent = content('<xml><MsgType>event</MsgType></xml>', corpId)
    expect(open(forged(sent, pad(sent))).event).toMatchObject({ kind: 'ignored', name: 'unreadable' })
  })
})

describe('A callback that WeCom did not make (T10)', () => {
  const FORGERIES = 100_000
  type Sent = { query: Record<string, string>; body: string }
  type Forge = (random: (below: number) => number) => Sent

  const flipped = (text: string, place: number, bit: number) =>
    text.slice(0, place) + String.fromCharCode(text.charCodeAt(place) ^ (1 << bit)) + text.slice(place + 1)
  const flipIn = (text: string, random: (below: number) => number) => flipped(text, random(text.length), random(7))
  const corps = ['', 'wx0000000000000000', corpId.toUpperCase(), `${corpId}0`]
  const ways: Forge[] = [
    (random) => ({ query: event, body: flipIn(body, random) }),
    (random) => ({ query: event, body: body.replace(encrypted, flipIn(encrypted, random)) }),
    (random) => ({ query: { ...event, msg_signature: flipIn(event.msg_signature, random) }, body }),
    (random) => ({ query: { ...event, timestamp: flipIn(event.timestamp, random) }, body }),
    (random) => ({ query: { ...event, nonce: flipIn(event.nonce, random) }, body }),
    (random) => ({ query: event, body: body.slice(0, random(body.length)) }),
    (random) => ({ query: event, body: body.replace(encrypted, encrypted.slice(0, random(encrypted.length))) }),
    (random) => ({ query: event, body: body.replace('[218]', `[${219 + random(9_000)}]`) }),
    (random) => ({ query: event, body: body.replace(corpId, corps[random(corps.length)] ?? '') }),
    (random) => ({ query: { ...event, timestamp: String(1_409_659_813 + 601 + random(1_000_000)) }, body }),
  ]

  it('is refused with the same words every time, 100,000 times over ten ways to forge', () => {
    let state = 20_261_123
    const random = (below: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return Math.floor((state / 2 ** 32) * below)
    }
    const told = new Map<string, number>()
    for (let made = 0; made < FORGERIES; made += 1) {
      const sent = ways[made % ways.length]?.(random) ?? { query: {}, body: '' }
      const answer = answerTo(sent)
      told.set(answer, (told.get(answer) ?? 0) + 1)
    }
    expect([...told]).toEqual([['Problem: callback/refused {}', FORGERIES]])
    expect(answerTo({ query: event, body })).toBe('opened')
  })

  function answerTo(sent: Sent): string {
    try {
      open(sent)
      return 'opened'
    } catch (fault) {
      return `${String(fault)} ${JSON.stringify((fault as { facts?: object }).facts)}`
    }
  }
})

describe('What is decrypted', () => {
  it('is text or nothing', () => {
    const bytes = content('', '')
    bytes.writeUInt32BE(2, 16)
    const broken = Buffer.concat([bytes, Buffer.from([0xff, 0xfe])])
    expect(
      decrypt(keys.aesKey, /CDATA\[(.*?)\]|Encrypt>(.*?)</.exec(forged(broken, pad(broken)).body)?.[2] ?? ''),
    ).toBe(null)
  })

  it.each(['', 'AAAA', 'not base64 at all'])('is nothing for %j', (text) => {
    expect(decrypt(keys.aesKey, text)).toBe(null)
  })
})

describe('XML', () => {
  it('keeps a number larger than 2^53 as it was written', () => {
    expect(readXml(plain)).toMatchObject({ MsgId: '4561255354251345929', Content: 'hello' })
  })

  it.each([
    ['a document type', '<!DOCTYPE xml><xml></xml>'],
    ['an entity in lower case', '<!doctype x><!entity a "b"><xml/>'],
    ['two roots unclosed', '<xml><a></xml>'],
    ['more than 64 KB', `<xml><a>${'x'.repeat(65_536)}</a></xml>`],
    ['a NUL', '<xml><a>\0</a></xml>'],
    ['a deep nest', `${'<a>'.repeat(40)}${'</a>'.repeat(40)}`],
    ['a name that reaches into objects', '<xml><__proto__><polluted>1</polluted></__proto__></xml>'],
  ])('is refused with %s', (_, text) => {
    expect(() => readXml(text)).toThrow(Error)
    expect(Object.prototype).not.toHaveProperty('polluted')
  })

  it('does not expand what looks like an entity', () => {
    expect(readXml('<xml><a>&lol;&#65;</a></xml>')).toEqual({ a: '&lol;&#65;' })
  })

  it('refuses or reads hostile text of the largest size within 100 ms (T20)', () => {
    const hostile = [
      '<a>'.repeat(21_000),
      '<![CDATA['.repeat(7_000),
      `<xml ${'a="b" '.repeat(10_000)}></xml>`,
      `<xml>${'&amp;'.repeat(13_000)}</xml>`,
      '<'.repeat(65_000),
    ]
    for (const text of hostile) expect(Math.min(...[1, 2, 3].map(() => timeToRead(text)))).toBeLessThan(100)
  })
})

/** Milliseconds of this process alone, so that a busy machine changes nothing. */
function timeToRead(text: string): number {
  const begun = process.cpuUsage()
  try {
    readXml(text)
  } catch {
    // refused is as good as read: only the time matters here
  }
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1000
}
