import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CallbackEvent } from '../../server/domain/callback-event.ts'
import { Problem } from '../../server/domain/problem.ts'
import { type HandleEvent, processInbox } from '../../server/features/callback/process-inbox.ts'
import { receiveCallback } from '../../server/features/callback/receive-callback.ts'
import type { Ports } from '../../server/ports.ts'
import { eventKey } from '../../server/wecom/event-key.ts'
import { readEvent } from '../../server/wecom/read-event.ts'
import { type Ground, startGround } from '../support/ports-on-simulator.ts'

let ground: Ground
let handled: CallbackEvent[]
beforeAll(async () => {
  ground = await startGround({ scenario: 'empty-day' })
})
beforeEach(async () => {
  await ground.fresh()
  handled = []
})
afterAll(() => ground.stop())

const xmlOf = (change: string, contactId: string, second: number) =>
  `<xml><MsgType>event</MsgType><Event>change_external_contact</Event><ChangeType>${change}</ChangeType><UserID>LinXiaoMan</UserID><ExternalUserID>${contactId}</ExternalUserID><CreateTime>${second}</CreateTime></xml>`
const addOf = (contactId: string, second = 1000) => xmlOf('add_external_contact', contactId, second)
const unreadable = '<xml><MsgType>event</MsgType><CreateTime>never</CreateTime></xml>'

async function arrive(...xmls: string[]): Promise<void> {
  for (const xml of xmls) {
    const event =
      xml === unreadable ? { kind: 'ignored' as const, name: 'unreadable', at: new Date(0) } : readEvent(xml)
    await receiveCallback(ground.ports, { key: eventKey('wwSIM', event, xml), xml, event })
  }
}
const note: HandleEvent = async (event) => {
  await new Promise((turn) => setImmediate(turn))
  return async () => void handled.push(event)
}
const run = (handle: HandleEvent = note, ports: Ports = ground.ports) => processInbox(ports, handle)
const rows = () =>
  ground.ports.database.read
    .selectFrom('callbackEvent')
    .select(['contactId', 'state', 'attempts', 'fault', 'dueAt'])
    .orderBy('seq')
    .execute()
const forward = (advance: string) => ground.control('clock', { advance })

const poisoned: HandleEvent = async (event) => {
  if ('contactId' in event && event.contactId === 'wmPOISON') throw new Error('made-up fault')
  return note(event)
}

describe('The inbox', () => {
  it('hands over every event once, those of one contact in the order of their arrival', async () => {
    await arrive(addOf('wmA', 1), addOf('wmB', 2), xmlOf('del_follow_user', 'wmA', 3), addOf('wmA', 4))
    // The first of them takes longest to be asked about.
    const slowFirst: HandleEvent = async (event) => {
      await new Promise((turn) => setTimeout(turn, event.at.getTime() === 1000 ? 150 : 1))
      return note(event)
    }
    await Promise.all([run(slowFirst), run(slowFirst), run(slowFirst)])
    const ofA = handled.filter((event) => 'contactId' in event && event.contactId === 'wmA')
    expect(ofA.map((event) => event.at.getTime() / 1000)).toEqual([1, 3, 4])
    expect(handled).toHaveLength(4)
    expect((await rows()).every((row) => row.state === 'done' && row.dueAt === null)).toBe(true)
  })

  it('returns only when what another call has taken is done, too', async () => {
    await arrive(addOf('wmA'))
    void run(async (event) => {
      await new Promise((turn) => setTimeout(turn, 100))
      return note(event)
    })
    await run()
    expect(handled).toHaveLength(1)
  })

  it('gives two processes no event twice', async () => {
    await arrive(...Array.from({ length: 60 }, (_, index) => addOf(`wm${index}`)))
    // Another process: the same database behind another handle.
    const another = { ...ground.ports, database: { ...ground.ports.database } }
    let asked = 0
    const counted: HandleEvent = async (event) => {
      asked += 1
      await new Promise((turn) => setTimeout(turn, 5))
      return note(event)
    }
    await Promise.all([run(counted), run(counted, another)])
    expect(asked).toBe(60)
    expect(handled).toHaveLength(60)
    expect(new Set(handled.map((event) => JSON.stringify(event))).size).toBe(60)
  })

  it('writes what an event leads to and its mark together or not at all', async () => {
    await arrive(addOf('wmA'))
    const contact = { id: 'wmA', name: '', avatar: '', kind: 'wechat' as const, unionid: null }
    const half: HandleEvent = async () => async (tx) => {
      const at = ground.ports.clock.now()
      await tx
        .insertInto('contact')
        .values({ ...contact, createdAt: at, updatedAt: at })
        .execute()
      throw new Error('cut off in the middle')
    }
    await run(half)
    expect(await ground.ports.database.read.selectFrom('contact').selectAll().execute()).toEqual([])
    expect(await rows()).toMatchObject([{ state: 'waiting', attempts: 1 }])
  })
})

describe('An event that fails (F20)', () => {
  it('is tried five times, further and further apart, then kept as dead with its reason', async () => {
    await arrive(addOf('wmPOISON'))
    for (const pause of ['PT0S', 'PT6S', 'PT31S', 'PT121S']) {
      await forward(pause)
      await run(poisoned)
      expect((await rows())[0]?.state).toBe('waiting')
    }
    await run(poisoned)
    expect(await rows()).toMatchObject([{ state: 'waiting', attempts: 4 }])
    await forward('PT11M')
    await run(poisoned)
    expect(await rows()).toMatchObject([{ state: 'dead', attempts: 5, fault: 'Error: made-up fault', dueAt: null }])
    await forward('PT24H')
    await run()
    expect(handled).toEqual([])
  })

  it('does not hold up the others', async () => {
    const good = Array.from({ length: 50 }, (_, index) => addOf(`wm${index}`))
    await arrive(addOf('wmPOISON'), unreadable, ...good, addOf('wmPOISON', 2000))
    await run(poisoned)
    expect(handled).toHaveLength(50)
  })

  it('because it cannot be read ends as dead in the same way', async () => {
    await arrive(unreadable)
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await run()
      await forward('PT11M')
    }
    expect(await rows()).toMatchObject([{ state: 'dead', attempts: 5 }])
    expect((await rows())[0]?.fault).toContain('CreateTime')
  })

  it('lets later events of its contact through once it is dead', async () => {
    await arrive(addOf('wmPOISON', 1))
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await run(poisoned)
      await forward('PT11M')
    }
    await arrive(addOf('wmPOISON', 2))
    await run()
    expect(handled).toHaveLength(1)
  })
})

describe('An event that WeCom cannot be asked about', () => {
  it.each([
    ['out of reach', new Problem('wecom/unavailable', { path: 'x' })],
    ['not set up', new Problem('wecom/refused', { errcode: 60020, because: 'set-up' })],
  ])('waits as long as WeCom is %s and is never given up', async (_, problem) => {
    await arrive(addOf('wmA'))
    for (let attempt = 0; attempt < 12; attempt += 1) {
      await run(() => Promise.reject(problem))
      await forward('PT31S')
    }
    expect(await rows()).toMatchObject([{ state: 'waiting', attempts: 0 }])
    await run()
    expect(handled).toHaveLength(1)
  })

  it('waits until the end of the block that WeCom has set', async () => {
    await arrive(addOf('wmA'))
    await run(() => Promise.reject(new Problem('wecom/unavailable', { errcode: 45009, retryAfterSeconds: 3600 })))
    await forward('PT59M')
    await run()
    expect(handled).toEqual([])
    await forward('PT2M')
    await run()
    expect(handled).toHaveLength(1)
  })
})
