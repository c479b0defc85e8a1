import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSimulator } from '../../simulator/simulator.ts'
import { type Stage, startStage } from './harness.ts'

let stage: Stage
beforeEach(async () => {
  stage = await startStage({ scenario: 'empty-day' })
})
afterEach(() => stage.stop())

const hours = (from: string, to: Date) => Math.round((to.getTime() - Date.parse(from)) / 3_600_000)

describe('the clock', () => {
  it('runs the product’s due work in steps of an hour at most', async () => {
    await stage.control('clock', { advance: 'PT24H' })
    const at = stage.product.simulatorAt.map((when) => hours('2026-11-23T10:00:00+08:00', when))
    expect(new Set(at)).toEqual(new Set(Array.from({ length: 24 }, (_, index) => index + 1)))
  })

  it('stops at what waits, so that both sides run in order', async () => {
    await stage.control('faults', { path: 'callback', delayMs: 90 * 60_000, times: 1 })
    await stage.control('adds', { employeeId: 'LinXiaoMan', name: '迟到的' })
    await stage.control('clock', { advance: 'PT3H' })
    expect(hours('2026-11-23T10:00:00+08:00', stage.received[0]?.at ?? new Date(0))).toBe(2)
    expect(stage.received[0]?.at.toISOString()).toMatch(/^2026-11-23T03:30/)
  })

  it('can be set, but not back', async () => {
    expect(await stage.control('clock', { set: '2026-11-24T08:00:00+08:00' })).toMatchObject({ httpStatus: 200 })
    expect(await stage.control('clock', { set: '2026-11-23T08:00:00+08:00' })).toMatchObject({ httpStatus: 409 })
    expect(await stage.control('clock', { advance: 'tomorrow' })).toMatchObject({ httpStatus: 400 })
  })
})

describe('the world', () => {
  it('begins the same every time', async () => {
    const other = await startStage({ scenario: 'empty-day' })
    const [one, two] = [await stage.world(), await other.world()]
    await other.stop()
    expect(two['employees']).toEqual(one['employees'])
    expect(two['relations']).toEqual(one['relations'])
  })

  it('is another after a reset, and the product is emptied under the new clock', async () => {
    await stage.control('adds', { employeeId: 'LinXiaoMan', name: '晚风' })
    await stage.control('clock', { advance: 'P3D' })
    await stage.control('reset', { scenario: 'empty-day' })
    const world = await stage.world()
    expect(world['contacts']).toHaveLength(60)
    expect(world['now']).toMatch(/^2026-11-23T02:00/)
    expect(stage.product.resets).toBe(1)
  })

  it('goes on where it was saved, time, tokens and waiting work included', async () => {
    const token = await stage.token()
    await stage.control('clock', { advance: 'PT1H' })
    await stage.control('adds', { employeeId: 'LinXiaoMan', name: '晚风' })
    const again = createSimulator({ restore: stage.simulator.save() })
    expect(Math.abs(again.clock.now().getTime() - stage.simulator.clock.now().getTime())).toBeLessThan(2000)
    expect(again.credentials).toEqual(stage.simulator.credentials)
    const saved = JSON.parse(again.save())
    expect(saved.tokens[0].value).toBe(token)
    expect(saved.contacts.at(-1).name).toBe('晚风')
    await again.stop()
  })

  it('makes a second account of one person, or a person without an account here', async () => {
    const first = await stage.control('adds', { employeeId: 'LinXiaoMan', name: '晚风' })
    const second = await stage.control('adds', {
      employeeId: 'ZhaoTing',
      name: '晚风小号',
      identityOf: first['contactId'],
      accountHolder: false,
    })
    const contacts = (await stage.world())['contacts'] as {
      id: string
      identity: { idNumber: string; accountHolder: boolean }
    }[]
    const of = (id: unknown) => contacts.find((contact) => contact.id === id)?.identity
    expect(of(second['contactId'])?.idNumber).toBe(of(first['contactId'])?.idNumber)
    expect(of(second['contactId'])?.accountHolder).toBe(false)
  })
})

describe('the log', () => {
  it('shows what travelled with secrets shortened to their last four characters', async () => {
    const token = await stage.token()
    await stage.json('GET', `/cgi-bin/department/list?access_token=${token}`)
    const log = await fetch(`${stage.origin}/control/log`).then((response) => response.text())
    expect(log).toContain(token.slice(-4))
    expect(log).not.toContain(token)
    expect(log).not.toContain(stage.simulator.credentials.secret)
  })

  it('is told live, with every change of the world', async () => {
    const stream = await fetch(`${stage.origin}/control/events`)
    const reader = stream.body?.getReader()
    await stage.control('me', { employeeId: 'ZhaoTing' })
    let heard = ''
    while (!heard.includes('event: log')) heard += new TextDecoder().decode((await reader?.read())?.value)
    expect(heard).toContain('event: changed')
    await reader?.cancel()
  })
})

describe('a control', () => {
  it('with a wrong body or an unknown person says so', async () => {
    expect(await stage.control('adds', { name: '没有员工' })).toMatchObject({ httpStatus: 400 })
    expect(await stage.control('adds', { employeeId: 'Nobody', name: '晚风' })).toMatchObject({ httpStatus: 404 })
    expect(await stage.control('deletions', { employeeId: 'LinXiaoMan', contactId: 'x', by: 'contact' })).toMatchObject(
      { httpStatus: 409 },
    )
  })
})
