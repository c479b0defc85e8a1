// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import { faultCount, faultNow } from '../../../simulator/screen/state/faults.ts'
import { codeOf, openLink, phone } from '../../../simulator/screen/state/phone.ts'
import { world } from '../../../simulator/screen/state/simulation.ts'
import { spokenTime } from '../../../simulator/screen/words/times.ts'
import { locale } from '../../../simulator/screen/words/words.ts'
import { madeUpWorld } from './made-up-world.ts'

const text = { id: 't', contactId: 'old-friend', at: '2026-11-23T02:00:00.000Z' }

describe('the phone', () => {
  beforeEach(() => (world.value = madeUpWorld()))

  it('finds the code in a text, and none in the one that can be disputed', () => {
    expect(codeOf({ ...text, text: '验证码 482913，5 分钟内有效' })).toBe('482913')
    expect(codeOf({ ...text, text: '尾号 1234 已认证', disputeId: 'd1' })).toBe('')
  })

  it('clears the cookies of another contact before it opens a link, and keeps those of the same', () => {
    openLink('http://127.0.0.1:2/v/first')
    openLink('http://127.0.0.1:2/v/again')
    expect(phone.page).toBe('http://127.0.0.1:2/v/again')
    world.value = madeUpWorld({ phone: { contactId: 'newcomer' } })
    openLink('http://127.0.0.1:2/v/again')
    expect(phone.page).toBe('http://127.0.0.1:2/__simulator/switch?to=%2Fv%2Fagain')
  })
})

describe('what may go wrong', () => {
  it('shows a fault as on for as long as the world has it', () => {
    world.value = madeUpWorld({ faults: [{ id: 'f1', path: 'callback', duplicate: true, times: 2 }] })
    expect(faultNow('twice')).toMatchObject({ times: 2 })
    expect(faultNow('lost')).toBeUndefined()
  })

  it('counts faults, network and sign-in together', () => {
    world.value = madeUpWorld({
      faults: [{ id: 'f1', path: '/cgi-bin', errcode: 45009 }],
      network: 'off',
      oauth: { refuse: true, outsider: false },
    })
    expect(faultCount()).toBe(3)
  })
})

describe('times in the chat list', () => {
  const now = Date.parse('2026-11-23T10:00:00+08:00')
  beforeEach(() => (locale.value = 'zh-CN'))

  it.each([
    ['2026-11-23T00:00:00+08:00', '00:00'],
    ['2026-11-22T23:59:59+08:00', '昨天'],
    ['2026-11-21T12:00:00+08:00', '11-21'],
  ])('reads %s as %s, by the day in China', (at, spoken) => {
    expect(spokenTime(at, now)).toBe(spoken)
  })
})
