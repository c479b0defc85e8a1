import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ClientFiles } from '../../server/http/client-files.ts'
import { type Demo, type DemoOptions, startDemo } from '../../simulator/start.ts'

const client: ClientFiles = {
  page: async () => '<!doctype html><html><head></head><body></body></html>',
  assets: (_request, _response, next) => next(),
}

let directory: string
let demo: Demo | undefined
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'zhenke-demo-'))
})
afterEach(async () => {
  await demo?.stop()
  demo = undefined
  rmSync(directory, { recursive: true, force: true })
})

const options = (): DemoOptions => ({
  host: '127.0.0.1',
  port: 0,
  verificationPort: 0,
  simulatorPort: 0,
  internalPort: 0,
  directory,
  screenFolder: directory,
  clientFolder: directory,
  client,
  scenario: 'empty-day',
  logLevel: 'silent',
})

const begin = async (more: Partial<DemoOptions> = {}) => {
  demo = await startDemo({ ...options(), ...more })
  return demo
}

async function contactsOf({ simulatorOrigin }: Demo): Promise<unknown[]> {
  const response = await fetch(`${simulatorOrigin}/control/world`)
  const world: { contacts: unknown[] } = JSON.parse(await response.text())
  return world.contacts
}

describe('a demonstration', () => {
  it('takes up where the last one ended, and keeps a second one out meanwhile', async () => {
    const first = await begin()
    await expect(startDemo(options())).rejects.toThrow(/in use|already/i)
    await fetch(`${first.simulatorOrigin}/control/adds`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ employeeId: 'LinXiaoMan', name: '晚风' }),
    })
    await first.stop()
    const second = await begin()
    expect(await contactsOf(second)).toHaveLength(61)
    const ready = await fetch(`${second.internalOrigin}/health/ready`)
    expect(ready.status).toBe(200)
  })

  it('names the variable of a port that is taken, and leaves nothing behind', async () => {
    const blocker = createServer()
    await new Promise<void>((ready) => blocker.listen(0, '127.0.0.1', ready))
    const address = blocker.address()
    const port = typeof address === 'object' && address ? address.port : 0
    await expect(begin({ verificationPort: port })).rejects.toThrow(/VERIFICATION_PORT=/)
    await new Promise((done) => blocker.close(done))
  })
})
