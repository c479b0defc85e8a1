import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Stage, startStage } from './harness.ts'

let stage: Stage
beforeEach(async () => {
  stage = await startStage({ scenario: 'empty-day' })
})
afterEach(() => stage.stop())

async function authorize(path: string, more: Record<string, string> = {}) {
  const query = new URLSearchParams({
    appid: stage.simulator.credentials.corpId,
    redirect_uri: `${stage.product.origin}${path}`,
    response_type: 'code',
    scope: 'snsapi_base',
    state: 'abc123',
    ...more,
  })
  return fetch(`${stage.origin}/connect/oauth2/authorize?${query}`, { redirect: 'manual' })
}

async function codeFor(path: string, more: Record<string, string> = {}): Promise<string> {
  const location = (await authorize(path, more)).headers.get('location') ?? ''
  return new URL(location).searchParams.get('code') ?? ''
}

describe('sign-in', () => {
  it('brings back a code and the state, kept beside what the address had', async () => {
    const location = new URL((await authorize('/sign-in/callback?to=1')).headers.get('location') ?? '')
    expect(location.searchParams.get('state')).toBe('abc123')
    expect(location.searchParams.get('to')).toBe('1')
  })

  it('names the employee in front, once', async () => {
    await stage.control('me', { employeeId: 'ZhaoTing' })
    const code = await codeFor('/sign-in/callback')
    expect(await stage.ask('auth/getuserinfo', { code })).toMatchObject({ errcode: 0, userid: 'ZhaoTing' })
    expect(await stage.ask('auth/getuserinfo', { code })).toMatchObject({ errcode: 40029 })
  })

  it('forgets a code after five minutes', async () => {
    const code = await codeFor('/sign-in/callback')
    await stage.control('clock', { advance: 'PT5M' })
    expect(await stage.ask('auth/getuserinfo', { code })).toMatchObject({ errcode: 40029 })
  })

  it('goes to the trusted domain only, port included', async () => {
    const elsewhere = await authorize('', { redirect_uri: 'http://127.0.0.1:1/sign-in/callback' })
    expect([elsewhere.status, await elsewhere.text()]).toEqual([200, expect.stringContaining('50001')])
  })

  it('refuses a state that is not letters and digits', async () => {
    expect(await (await authorize('/sign-in/callback', { state: 'a-b' })).text()).toContain('84025')
  })

  it('can be refused or be an outsider’s on demand', async () => {
    await stage.control('oauth', { refuse: true })
    expect(await stage.ask('auth/getuserinfo', { code: await codeFor('/sign-in/callback') })).toMatchObject({
      errcode: 40029,
    })
    await stage.control('oauth', { outsider: true })
    const outsider = await stage.ask('auth/getuserinfo', { code: await codeFor('/sign-in/callback') })
    expect(outsider).toMatchObject({ errcode: 0, openid: expect.any(String) })
    expect(outsider).not.toHaveProperty('userid')
  })
})

describe('the phone', () => {
  it('is known by external_userid once the contact was added, by openid alone before', async () => {
    const { contactId } = await stage.control('adds', { employeeId: 'LinXiaoMan', name: '晚风' })
    await stage.control('phone', { contactId })
    expect(await stage.ask('auth/getuserinfo', { code: await codeFor('/v/callback') })).toMatchObject({
      external_userid: contactId,
    })
    const contacts = (await stage.world())['contacts'] as { id: string }[]
    const stranger = await stage.ask('auth/getuserinfo', {
      code: await codeFor('/v/callback', { as: contacts[0]?.id ?? '' }),
    })
    expect(Object.keys(stranger)).toEqual(['httpStatus', 'errcode', 'errmsg', 'openid'])
  })
})
