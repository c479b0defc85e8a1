import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openWeCom } from '../../server/wecom/open-wecom.ts'
import { type Ground, startGround } from '../support/ports-on-simulator.ts'
import { listenSomewhere } from '../support/listen.ts'

let ground: Ground
beforeAll(async () => {
  ground = await startGround()
})
beforeEach(() => ground.fresh())
afterAll(() => ground.stop())

const seats = 'externalcontact/get_follow_user_list'
const seatCalls = async () => (await ground.calls(seats)).length
const fault = (path: string, what: object, times: number | null = null) =>
  ground.control('faults', { path, ...what, times })

const answering = async (answer: (path: string) => { status: number; body: string; location?: string }) => {
  const { origin, serve, close } = await listenSomewhere()
  serve((request, response) => {
    const { status, body, location } = answer(request.url ?? '')
    response.writeHead(status, location ? { location } : {}).end(body)
  })
  const wecom = openWeCom({ ...ground.config, apiOrigin: origin }, ground.ports)
  return { wecom, close }
}

const codeOf = async (as: string, redirect = '/sign-in/callback') => {
  const url = new URL(ground.ports.wecom.authorizeUrl(`${ground.publicOrigin}${redirect}`, 'abc123'))
  url.searchParams.set('as', as)
  const response = await fetch(url, { redirect: 'manual' })
  const location = new URL(response.headers.get('location') ?? '')
  expect(location.searchParams.get('state')).toBe('abc123')
  return location.searchParams.get('code') ?? ''
}

describe('A call that WeCom refuses', () => {
  it.each([
    ['system busy', { errcode: -1 }],
    ['HTTP 502', { status: 502 }],
    ['a cut connection', { drop: true }],
  ])('is tried again where that helps: %s', async (_, what) => {
    await fault(seats, what, 2)
    await expect(ground.ports.wecom.readSeats()).resolves.toContain('linxiaoman')
    expect(await seatCalls()).toBe(3)
  })

  it('is given up after three tries and may be tried again later', async () => {
    await fault(seats, { errcode: -1 })
    await expect(ground.ports.wecom.readSeats()).rejects.toMatchObject({ code: 'wecom/unavailable' })
    expect(await seatCalls()).toBe(3)
  })

  it('is not repeated in the block of a frequency limit, which lasts a minute, then an hour (F3)', async () => {
    await fault(seats, { errcode: 45009 })
    const ask = async (times: number) => {
      for (let call = 0; call < times; call += 1)
        await expect(ground.ports.wecom.readSeats()).rejects.toMatchObject({ code: 'wecom/unavailable' })
    }
    await ask(30)
    expect(await seatCalls()).toBe(1)
    await ground.control('clock', { advance: 'PT61S' })
    await ask(30)
    expect(await seatCalls()).toBe(2)
    await ground.control('clock', { advance: 'PT59M' })
    await ask(30)
    expect(await seatCalls()).toBe(2)
    await ground.control('clock', { advance: 'PT2M' })
    await ask(1)
    expect(await seatCalls()).toBe(3)
  })

  it('goes on by itself when the block is over, and leaves other calls alone', async () => {
    await fault(seats, { errcode: 45009 }, 1)
    await expect(ground.ports.wecom.readSeats()).rejects.toMatchObject({ facts: { errcode: 45009 } })
    await expect(ground.ports.wecom.readEmployee('linxiaoman')).resolves.not.toBe(null)
    await ground.control('clock', { advance: 'PT61S' })
    await expect(ground.ports.wecom.readSeats()).resolves.not.toEqual([])
  })

  it('does not come to that by background work, which leaves a part of the limit to whoever waits in front of a screen (F3)', async () => {
    const wecom = openWeCom(ground.config, ground.ports, { perMinute: 5, perHour: 12 })
    const outcomes = async () =>
      (await Promise.allSettled(Array.from({ length: 20 }, () => wecom.readSeats()))).map(({ status }) => status)
    const answered = async () => (await outcomes()).filter((status) => status === 'fulfilled').length
    expect([await answered(), await seatCalls()]).toEqual([5, 5])
    await expect(wecom.readSeats()).rejects.toMatchObject({
      code: 'wecom/unavailable',
      facts: { retryAfterSeconds: expect.any(Number) },
    })
    await expect(wecom.signPage(`${ground.publicOrigin}/`, true)).resolves.toMatchObject({
      agentId: ground.config.agentId,
    })
    await expect(wecom.whoCame(await codeOf('LinXiaoMan'))).resolves.toMatchObject({ kind: 'employee' })
    for (const left of [5, 2, 0]) {
      await ground.control('clock', { advance: 'PT61S' })
      expect(await answered()).toBe(left)
    }
    await ground.control('clock', { advance: 'PT1H' })
    expect([await answered(), await seatCalls()]).toEqual([5, 17])
  })

  it.each([60020, 48002])('for its set-up (%s) is asked at most once a minute and says so (F6)', async (errcode) => {
    await fault(seats, { errcode })
    for (let minute = 0; minute < 3; minute += 1) {
      for (let call = 0; call < 10; call += 1)
        await expect(ground.ports.wecom.readSeats()).rejects.toMatchObject({
          code: 'wecom/refused',
          facts: { errcode, because: 'set-up', ip: '127.0.0.1' },
        })
      await ground.control('clock', { advance: 'PT61S' })
    }
    expect(await seatCalls()).toBe(3)
  })

  it('for its own sake holds back nothing else', async () => {
    await fault(seats, { errcode: 40035 }, 1)
    await expect(ground.ports.wecom.readSeats()).rejects.toMatchObject({ code: 'wecom/refused' })
    await expect(ground.ports.wecom.readSeats()).resolves.not.toEqual([])
  })
})

describe('An answer', () => {
  const token = JSON.stringify({ errcode: 0, access_token: 'made-up-token', expires_in: 7200 })

  it('in another shape than documented is refused, not passed on', async () => {
    const { wecom, close } = await answering((path) =>
      path.includes('gettoken') ? { status: 200, body: token } : { status: 200, body: '{"errcode":0,"follow_user":7}' },
    )
    await expect(wecom.readSeats()).rejects.toMatchObject({ code: 'wecom/refused' })
    await close()
  })

  it('that leads elsewhere is not followed, so that the token stays with WeCom (T19)', async () => {
    const elsewhere: string[] = []
    const { wecom, close } = await answering((path) => {
      if (path.includes('gettoken')) return { status: 200, body: token }
      elsewhere.push(path)
      return { status: 302, body: '', location: '/sentinel' }
    })
    await expect(wecom.readSeats()).rejects.toMatchObject({ code: 'wecom/unavailable' })
    expect(elsewhere.filter((path) => path.startsWith('/sentinel'))).toEqual([])
    await close()
  })
})

describe('Who came from the sign-in', () => {
  it('is an employee, in lower case', async () => {
    const code = await codeOf('LinXiaoMan')
    expect(await ground.ports.wecom.whoCame(code)).toEqual({ kind: 'employee', employeeId: 'linxiaoman' })
  })

  it('is never an employee when WeCom tells no userid, although errcode is 0 (T17)', async () => {
    const { contactId } = await ground.control('adds', { employeeId: 'LinXiaoMan', name: '晚风' })
    const code = await codeOf(String(contactId), '/v/callback')
    expect(await ground.ports.wecom.whoCame(code)).toEqual({ kind: 'outsider', contactId })
    await ground.control('oauth', { outsider: true })
    expect(await ground.ports.wecom.whoCame(await codeOf(''))).toEqual({ kind: 'outsider', contactId: null })
  })

  it('is refused when a code is used twice, unknown or empty', async () => {
    const code = await codeOf('LinXiaoMan')
    await ground.ports.wecom.whoCame(code)
    for (const one of [code, 'made-up', '', 'x'.repeat(600)])
      await expect(ground.ports.wecom.whoCame(one)).rejects.toMatchObject({ code: 'sign-in/refused' })
  })

  it('is refused as a member of a linked corp (T17)', async () => {
    await ground.control('employees', { id: 'wwOTHER/LinXiaoMan', branchId: 2 })
    const code = await codeOf('wwOTHER/LinXiaoMan')
    await expect(ground.ports.wecom.whoCame(code)).rejects.toMatchObject({ code: 'sign-in/refused' })
  })
})

describe('What WeCom tells of people', () => {
  it('is nothing of a contact nobody is related with', async () => {
    const { contactId } = await ground.control('adds', { employeeId: 'LinXiaoMan', name: '晚风' })
    const found = await ground.ports.wecom.readContact(String(contactId))
    expect(found).toMatchObject({
      contact: { name: '晚风', kind: 'wechat' },
      relations: [{ employeeId: 'linxiaoman' }],
    })
    await ground.control('deletions', { employeeId: 'LinXiaoMan', contactId, by: 'employee' })
    expect(await ground.ports.wecom.readContact(String(contactId))).toBe(null)
    expect(await ground.ports.wecom.readContact('wmUNKNOWN')).toBe(null)
  })

  it('names the leads of a branch by the flag beside the department', async () => {
    const { branches, employees } = await ground.ports.wecom.readDirectory()
    const lead = employees.find((one) => one.leads.length > 0)
    expect(lead?.leads).toContain(lead?.branchId)
    expect(branches.filter((branch) => branch.parentId === null)).toHaveLength(1)
    expect(new Set(employees.map((one) => one.id)).size).toBe(employees.length)
    expect(await ground.ports.wecom.readEmployee('nobody-here')).toBe(null)
  })

  it('gives the tags of a page of contacts their names', async () => {
    const [seat = ''] = await ground.ports.wecom.readSeats()
    const { found } = await ground.ports.wecom.readContactsOf([seat], '')
    for (const { relation } of found) expect(relation.tags.every((tag) => tag.name !== '')).toBe(true)
  })
})

describe('An application message', () => {
  const card = { title: '新的跟进', description: '一位客户等您', button: '打开', duplicateKey: 'notice-1' }

  it('reaches the employee once, however often it is sent', async () => {
    const url = `${ground.publicOrigin}/#/contact`
    for (let sending = 0; sending < 3; sending += 1)
      expect(await ground.ports.wecom.notify('linxiaoman', { ...card, url })).toMatchObject({ undelivered: null })
    await ground.ports.wecom.notify('linxiaoman', { ...card, url, duplicateKey: 'notice-2' })
    const { notices }: { notices: unknown[] } = JSON.parse(ground.simulator.save())
    expect(notices).toHaveLength(2)
  })

  const forms = async () =>
    (await ground.calls('message/send')).map(({ request }) => JSON.stringify(request).match(/"msgtype":"(\w+)"/)?.[1])

  it('is a template card, and a text card where WeCom refuses that, from then on', async () => {
    const url = `${ground.publicOrigin}/#/contact`
    await ground.ports.wecom.notify('linxiaoman', { ...card, url })
    expect(await forms()).toEqual(['template_card'])
    await fault('message/send', { errcode: 40008 }, 1)
    const second = { ...card, url, duplicateKey: 'notice-2' }
    expect(await ground.ports.wecom.notify('linxiaoman', second)).toMatchObject({ undelivered: null })
    await ground.ports.wecom.notify('linxiaoman', { ...card, url, duplicateKey: 'notice-3' })
    expect((await forms()).toSorted()).toEqual(['template_card', 'template_card', 'textcard', 'textcard'])
    const { notices }: { notices: { title: string; url: string }[] } = JSON.parse(ground.simulator.save())
    expect(notices.map(({ title }) => title)).toEqual(['新的跟进', '新的跟进', '新的跟进'])
    expect(notices.every((notice) => notice.url.endsWith('#/contact'))).toBe(true)
  })

  it('of any length is cut to what WeCom shows', async () => {
    const long = { ...card, title: '长'.repeat(300), description: '😀'.repeat(300), url: `${ground.publicOrigin}/` }
    expect(await ground.ports.wecom.notify('linxiaoman', long)).toMatchObject({ undelivered: null })
    const { notices }: { notices: { title: string; description: string }[] } = JSON.parse(ground.simulator.save())
    expect([...(notices[0]?.title ?? '')]).toHaveLength(26)
    expect([...(notices[0]?.description ?? '')]).toHaveLength(112)
  })

  it('to nobody says that it was not delivered', async () => {
    const url = `${ground.publicOrigin}/`
    expect(await ground.ports.wecom.notify('nobody-here', { ...card, url })).toEqual({ undelivered: 'unreachable' })
  })
})
