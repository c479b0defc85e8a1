import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Caller, createCaller } from '../support/caller.ts'
import { startWorld, type TestWorld } from '../support/world.ts'

let world: TestWorld
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

type Asked = { startedAt: number; status: number }
const addresses = ['/api/session', '/api/my-day', '/api/adds', '/api/follow-ups']

/** Asks on and on, several at a time, until told to stop; each answer with the moment its request began. */
function keepAsking(caller: Caller): { stop(): Promise<Asked[]> } {
  const asked: Asked[] = []
  const end = new AbortController()
  const ask = async (place: number) => {
    for (let turn = place; !end.signal.aborted; turn += 1) {
      const startedAt = performance.now()
      const { status } = await caller.get(addresses[turn % addresses.length] ?? '/api/session')
      asked.push({ startedAt, status })
    }
  }
  const asking = Promise.all([0, 1, 2, 3].map(ask))
  return {
    async stop() {
      end.abort()
      await asking
      return asked
    },
  }
}

/** Everything a stream tells from its opening to its end. */
function listen(caller: Caller): Promise<{ heard: { at: number; text: string }[]; ended: Promise<void> }> {
  return new Promise((resolve, reject) => {
    const headers = { cookie: caller.jar.toString() }
    const asking = request(`${world.product.publicOrigin}/api/events`, { headers, agent: false }, (res) => {
      const heard: { at: number; text: string }[] = []
      res.on('data', (chunk: Buffer) => heard.push({ at: performance.now(), text: chunk.toString() }))
      resolve({ heard, ended: new Promise((done) => res.on('close', () => done())) })
    })
    asking.on('error', reject).end()
  })
}

const ways: [string, string, (caller: Caller, employeeId: string) => Promise<unknown>][] = [
  ['signing out', 'LinXiaoMan', (caller) => caller.post('/api/sign-out')],
  ['leaving the bank', 'ZhaoTing', (_, id) => world.control('employees/removal', { id })],
  ['a change of rights', 'ShenQiao', (_, id) => world.control('employees', { id, branchId: 4, isLead: false })],
]

describe('A session that was ended (I16)', () => {
  it.each(ways)('by %s answers no request that begins afterwards, and opens no stream', async (_, employeeId, end) => {
    const caller = await world.signIn(employeeId)
    // The browser that signs out loses its cookie; whoever has a copy of it does not.
    const copy = createCaller(world.product.publicOrigin)
    copy.jar.set('__Host-zhenke', caller.jar.get('__Host-zhenke') ?? '')
    const stream = await listen(copy)
    const asking = keepAsking(copy)
    await new Promise((turn) => setTimeout(turn, 300))
    await end(caller, employeeId)
    await world.product.runDue()
    const endedAt = performance.now()
    await new Promise((turn) => setTimeout(turn, 500))
    const asked = await asking.stop()
    expect(asked.filter(({ status }) => status === 200).length).toBeGreaterThan(0)
    const later = asked.filter(({ startedAt }) => startedAt > endedAt)
    expect(later.length).toBeGreaterThan(0)
    expect(later.filter(({ status }) => status !== 401)).toEqual([])
    expect((await copy.get('/api/events')).status).toBe(401)
    await stream.ended
    await world.control('adds', { employeeId: 'HeQing', name: '虚构的后来人' })
    expect(stream.heard.filter(({ at, text }) => at > endedAt && text.startsWith('event:'))).toEqual([])
  })
})
