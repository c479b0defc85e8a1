import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createRandom } from '../../server/random.ts'
import { createSharedToken } from '../../server/wecom/shared-token.ts'
import type { SharedTokenTools } from '../../server/wecom/shared-token-rows.ts'
import { type Ground, madeUpVault, startGround } from '../support/ports-on-simulator.ts'

let ground: Ground
beforeAll(async () => {
  ground = await startGround({ scenario: 'empty-day' })
})
beforeEach(() => ground.fresh())
afterAll(() => ground.stop())

const tokensAsked = async () => (await ground.calls('gettoken')).length
const many = (work: (index: number) => Promise<unknown>) => Promise.all(Array.from({ length: 200 }, (_, i) => work(i)))

const until = async (condition: () => boolean) => {
  while (!condition()) await new Promise((turn) => setTimeout(turn, 5))
}

describe('The access token', () => {
  it('is asked for once by 200 calls at the same time in three processes', async () => {
    const three = [ground.ports.wecom, ground.another(), ground.another()]
    await many((index) => three[index % 3]!.readSeats())
    expect(await tokensAsked()).toBe(1)
  })

  it('is asked for once more when it has expired, whoever notices first', async () => {
    const three = [ground.ports.wecom, ground.another(), ground.another()]
    await many((index) => three[index % 3]!.readSeats())
    await ground.control('clock', { advance: 'PT2H1M' })
    await many((index) => three[index % 3]!.readSeats())
    expect(await tokensAsked()).toBe(2)
  })

  it('ended early by WeCom costs one refresh and no failed call (F4)', async () => {
    const three = [ground.ports.wecom, ground.another(), ground.another()]
    await many((index) => three[index % 3]!.readSeats())
    await ground.control('tokens', {})
    await many((index) => three[index % 3]!.readSeats())
    expect(await tokensAsked()).toBe(2)
  })

  it('is taken over by a process that starts later', async () => {
    await ground.ports.wecom.readSeats()
    await ground.another().readSeats()
    expect(await tokensAsked()).toBe(1)
  })

  it('costs the hot path no look into the database', async () => {
    await ground.ports.wecom.readSeats()
    const { database } = ground.ports
    await database.write((tx) => tx.deleteFrom('sharedToken').execute())
    await ground.ports.wecom.readSeats()
    expect(await tokensAsked()).toBe(1)
  })

  it('stands in the database sealed only, and never in the log', async () => {
    await ground.ports.wecom.signPage(`${ground.publicOrigin}/`)
    await ground.control('faults', { path: 'externalcontact/get_follow_user_list', errcode: 48002 })
    await expect(ground.ports.wecom.readSeats()).rejects.toThrow('wecom/refused')
    const rows = await ground.ports.database.read.selectFrom('sharedToken').selectAll().execute()
    const values = tokenValues()
    expect(values).toHaveLength(3)
    for (const value of values) {
      expect(JSON.stringify(rows)).not.toContain(value)
      expect(ground.logged.join('\n')).not.toContain(value)
    }
  })

  it('asked for five minutes early and told the same again is left alone until its end', async () => {
    await ground.ports.wecom.readSeats()
    await ground.control('clock', { advance: 'PT1H56M' })
    for (let call = 0; call < 5; call += 1) await ground.ports.wecom.readSeats()
    expect(await tokensAsked()).toBe(2)
  })

  it('still serves when WeCom does not answer five minutes before its end', async () => {
    await ground.ports.wecom.readSeats()
    await ground.control('clock', { advance: 'PT1H56M' })
    await ground.control('faults', { path: 'gettoken', errcode: -1 })
    await expect(ground.ports.wecom.readSeats()).resolves.not.toEqual([])
  })

  it('is not asked for again with a secret that WeCom refused (40001)', async () => {
    await ground.control('faults', { path: 'gettoken', errcode: 40001 })
    for (let call = 0; call < 20; call += 1)
      await expect(ground.ports.wecom.readSeats()).rejects.toMatchObject({
        code: 'wecom/refused',
        facts: { errcode: 40001, because: 'set-up' },
      })
    expect(await tokensAsked()).toBe(1)
  })
})

describe('The two tickets', () => {
  it('are asked for once each by 200 signatures in three processes', async () => {
    const three = [ground.ports.wecom, ground.another(), ground.another()]
    await many((index) => three[index % 3]!.signPage(`${ground.publicOrigin}/`))
    expect(await ground.calls('get_jsapi_ticket')).toHaveLength(1)
    expect(await ground.calls('ticket/get')).toHaveLength(1)
    expect(await tokensAsked()).toBe(1)
  })

  it('are asked for anew at most once a minute, however often a page says that its signature failed', async () => {
    await ground.ports.wecom.signPage(`${ground.publicOrigin}/`)
    await ground.control('clock', { advance: 'PT2M' })
    for (let call = 0; call < 10; call += 1) await ground.ports.wecom.signPage(`${ground.publicOrigin}/`, true)
    expect(await ground.calls('get_jsapi_ticket')).toHaveLength(2)
  })
})

describe('Of two refreshes at once (F5)', () => {
  type Answer = (value: string) => void

  /** A process whose WeCom answers when the test says so. */
  function slow(): { token: ReturnType<typeof createSharedToken>; answer: Answer; asked: () => number } {
    const { database, clock } = ground.ports
    const random = createRandom(clock)
    const tools: SharedTokenTools = { database, clock, random, vault: madeUpVault(random) }
    const waiting: Answer[] = []
    let asked = 0
    const fetchToken = () => {
      asked += 1
      return new Promise<{ value: string; expiresInSeconds: number }>((done) =>
        waiting.push((value) => done({ value, expiresInSeconds: 7200 })),
      )
    }
    return {
      token: createSharedToken('access|race', fetchToken, tools),
      answer: (value) => waiting.shift()?.(value),
      asked: () => asked,
    }
  }

  it('never is an older token stored over a newer one, although its lease had been taken over', async () => {
    const { database } = ground.ports
    const [first, second] = [slow(), slow()]
    const older = first.token.read()
    await until(() => first.asked() === 1)
    // The first is stuck for longer than its lease.
    await database.write((tx) =>
      tx
        .updateTable('sharedToken')
        .set({ leaseUntil: new Date(0) })
        .execute(),
    )
    const newer = second.token.read()
    await until(() => second.asked() === 1)
    second.answer('newer')
    expect(await newer).toBe('newer')
    first.answer('older')
    expect(await older).toBe('newer')
    expect(await slow().token.read()).toBe('newer')
  })

  it('only one asks at a time, in every of 25 rounds (I17)', async () => {
    for (let round = 0; round < 25; round += 1) {
      await ground.ports.database.write((tx) =>
        tx.deleteFrom('sharedToken').where('kind', '=', 'access|race').execute(),
      )
      const pair = [slow(), slow()]
      const reads = pair.map((one) => one.token.read())
      await until(() => pair.some((one) => one.asked() > 0))
      expect(pair.map((one) => one.asked()).reduce((a, b) => a + b)).toBe(1)
      pair.forEach((one) => one.answer(`token ${round}`))
      expect(await Promise.all(reads)).toEqual([`token ${round}`, `token ${round}`])
    }
  })
})

function tokenValues(): string[] {
  const { tokens }: { tokens: { value: string }[] } = JSON.parse(ground.simulator.save())
  return tokens.map((token) => token.value)
}
