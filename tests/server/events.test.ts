import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Caller } from '../support/caller.ts'
import { startWorld, type TestWorld } from '../support/world.ts'

const teller = 'LinXiaoMan'
type Stream = {
  status: number
  type: string
  heard: { kind: string; id: string }[]
  ended: Promise<void>
  close(): void
}

function openStream(origin: string, caller: Caller): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const asked = request(
      `${origin}/api/events`,
      { headers: { cookie: caller.jar.toString() }, agent: false },
      (res) => {
        const heard: Stream['heard'] = []
        let text = ''
        res.on('data', (chunk: Buffer) => {
          text += chunk.toString()
          const parts = text.split('\n\n')
          text = parts.pop() ?? ''
          for (const part of parts) {
            const line = /^data: (.*)$/m.exec(part)?.[1]
            if (line) heard.push(JSON.parse(line))
          }
        })
        const ended = new Promise<void>((done) => res.on('close', () => done()))
        const type = res.headers['content-type'] ?? ''
        resolve({ status: res.statusCode ?? 0, type, heard, ended, close: () => asked.destroy() })
      },
    )
    asked.on('error', (fault) => ('code' in fault && fault.code === 'ECONNRESET' ? undefined : reject(fault)))
    asked.end()
  })
}

describe('Live updates', () => {
  let world: TestWorld
  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world.stop())

  const open = (caller: Caller) => openStream(world.product.publicOrigin, caller)

  it('begin with the build of the server, so that an older page knows', async () => {
    const stream = await open(await world.signIn(teller))
    await expect.poll(() => stream.heard).toEqual([{ kind: 'updated', id: expect.stringMatching(/^[0-9a-f]{12}$/) }])
    expect(stream.type).toBe('text/event-stream; charset=utf-8')
    stream.close()
  })

  it('tell within a moment that a contact was added, and only the employee whose contact it is', async () => {
    const [mine, theirs] = [await open(await world.signIn(teller)), await open(await world.signIn('HeQing'))]
    await world.control('adds', { employeeId: teller, name: '虚构的新客户' })
    await world.product.runDue()
    await expect.poll(() => mine.heard.map((event) => event.kind)).toContain('my-day')
    expect(theirs.heard.map((event) => event.kind)).toEqual(['updated'])
    expect(Object.keys(mine.heard[1] ?? {}).toSorted()).toEqual(['id', 'kind'])
    mine.close()
    theirs.close()
  })

  it('are two per session at most', async () => {
    const caller = await world.signIn(teller)
    const [first, second] = [await open(caller), await open(caller)]
    const third = await open(caller)
    expect(third.status).toBe(429)
    first.close()
    await expect
      .poll(async () => {
        const again = await open(caller)
        again.close()
        return again.status
      })
      .toBe(200)
    second.close()
  })

  it('are for those who are signed in', async () => {
    expect((await world.stranger().get('/api/events')).status).toBe(401)
  })

  it('end within 5 seconds when the employee leaves, and so does the session', async () => {
    const caller = await world.signIn('ZhaoTing')
    const stream = await open(caller)
    const begun = performance.now()
    await world.control('employees/removal', { id: 'ZhaoTing' })
    await stream.ended
    expect(performance.now() - begun).toBeLessThan(5000)
    expect((await caller.get('/api/session')).status).toBe(401)
  })

  it("end with the session when the employee's rights change, so that the next sign-in is made with the new ones", async () => {
    const lead = await world.signIn('ShenQiao')
    const stream = await open(lead)
    await world.control('employees', { id: 'ShenQiao', name: '沈石桥', branchId: 3, position: '柜员', isLead: false })
    await stream.ended
    expect((await lead.get('/api/session')).status).toBe(401)
    expect(await (await world.signIn('ShenQiao')).get('/api/session')).toMatchObject({
      body: { employee: { roles: ['teller'] } },
    })
  })

  it('are no danger to the server when more is told in the moment in which they end', async () => {
    const caller = await world.signIn('HeQing')
    const stream = await open(caller)
    const employeeIds = ['heqing']
    await world.database.write(async (tx) => {
      for (const kind of ['revoked', 'my-day'])
        await world.database.notify(tx, 'zhenke_live', JSON.stringify({ employeeIds, kind }))
    })
    await stream.ended
    expect(stream.heard.map((event) => event.kind)).toEqual(['updated'])
    expect((await caller.get('/api/session')).status).toBe(200)
  })

  it('end when the session does', async () => {
    const caller = await world.signIn(teller)
    const stream = await open(caller)
    await caller.post('/api/sign-out')
    const begun = performance.now()
    await stream.ended
    expect(performance.now() - begun).toBeLessThan(6000)
  })
})
