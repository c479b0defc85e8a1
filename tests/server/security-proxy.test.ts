import express from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { exchange } from '../support/caller.ts'
import { environment } from '../support/environment.ts'
import { listenSomewhere } from '../support/listen.ts'
import { startWorld, type TestWorld } from '../support/world.ts'

describe('The address a request comes from (T35)', () => {
  let world: TestWorld
  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world.stop())

  it('is the connection, whatever X-Forwarded-For says, so that a limit cannot be dodged', async () => {
    const statuses = new Set<number>()
    for (let turn = 0; turn < 3_010; turn += 1) {
      const headers = { 'x-forwarded-for': `203.0.113.${turn % 250}` }
      statuses.add((await exchange('GET', `${world.product.publicOrigin}/sign-in/callback`, { headers })).status)
    }
    expect([...statuses].toSorted()).toEqual([403, 429])
  })

  it("is what the configured load balancer says, and nobody else's word", async () => {
    const { trustProxy } = readConfig({ ...environment, TRUST_PROXY: '127.0.0.1' })
    const app = express().set('trust proxy', trustProxy)
    app.get('/', (req, res) => void res.send(req.ip))
    const door = await listenSomewhere()
    door.serve(app)
    const headers = { 'x-forwarded-for': '198.51.100.9, 203.0.113.7' }
    const { text } = await exchange('GET', `${door.origin}/`, { headers })
    await door.close()
    expect(text).toBe('203.0.113.7')
  })
})
