import type { RequestListener } from 'node:http'
import compression from 'compression'
import express from 'express'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPolicy } from '../../simulator/window-html.ts'
import { serve, type Stage, startStage } from './harness.ts'

const policy = "default-src 'self'; script-src 'self' 'nonce-abc'; frame-ancestors 'none'"
const page = '<!doctype html><html><head><title>真客</title></head><body></body></html>'

function productApp(): RequestListener {
  const app = express()
  app.use(compression({ threshold: 0 }))
  app.use((_request, response, next) => {
    response.set({ 'content-security-policy': policy, 'x-frame-options': 'DENY' })
    next()
  })
  app.get('/', (_request, response) => void response.type('html').send(page))
  app.get('/agent', (request, response) => void response.json({ agent: request.headers['user-agent'] }))
  app.get('/streamed', (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.write(page.slice(0, 20))
    response.end(page.slice(20))
  })
  app.get('/api/my-day', (_request, response) => void response.json({ day: '2026-11-23' }))
  app.post('/wecom/callback', (_request, response) => void response.status(200).end())
  app.get('/events', (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('event: hello\ndata: {}\n\n')
  })
  return app
}

let stage: Stage
let sidebar: { origin: string; stop: () => Promise<void> }
beforeEach(async () => {
  stage = await startStage({ scenario: 'empty-day' })
  sidebar = await serve(stage.simulator.window(productApp(), 'sidebar'))
})
afterEach(async () => {
  await sidebar.stop()
  await stage.stop()
})

const open = (path: string, init: RequestInit = {}) =>
  fetch(sidebar.origin + path, {
    headers: { accept: 'text/html,*/*', 'accept-encoding': 'gzip' },
    redirect: 'manual',
    ...init,
  })

const agentIn = async (dest: string) => (await open('/agent', { headers: { 'sec-fetch-dest': dest } })).text()

describe('a page seen through the window', () => {
  it.each(['/', '/streamed'])('has the bridge first in its head (%s)', async (path) => {
    const html = await (await open(path)).text()
    expect(html).toContain(
      `<head><script src="${stage.origin}/bridge.js" data-host="${stage.origin}" data-device="windows" nonce="abc">`,
    )
    expect(html).toContain('</html>')
  })

  it('may be framed by the simulator and run its script, and is otherwise as strict as before', async () => {
    const response = await open('/')
    expect(response.headers.get('content-security-policy')).toBe(
      `default-src 'self'; script-src 'self' 'nonce-abc' ${stage.origin}; frame-ancestors ${stage.origin}`,
    )
    expect(response.headers.get('x-frame-options')).toBeNull()
  })

  it('is asked for as WeCom’s client asks, but only from the frame', async () => {
    expect(await agentIn('iframe')).toMatch(/wxwork\/4/)
    expect(await agentIn('document')).not.toMatch(/wxwork/)
  })

  it('takes the scripts of default-src where the policy names none', () => {
    expect(openPolicy("default-src 'self'", 'http://s')).toBe("default-src 'self'; script-src 'self' http://s")
  })

  it('leaves other answers as they are, compressed and streaming', async () => {
    const response = await open('/api/my-day', { headers: { 'accept-encoding': 'gzip' } })
    expect(response.headers.get('content-encoding')).toBe('gzip')
    const stream = await open('/events')
    const { value } = (await stream.body?.getReader().read()) ?? {}
    expect(new TextDecoder().decode(value)).toContain('event: hello')
  })
})

describe('the network switch', () => {
  it('cuts the employee off, open streams included, but not WeCom', async () => {
    const stream = await open('/events')
    await stage.control('network', { state: 'off' })
    await expect(stream.text()).rejects.toThrow('terminated')
    await expect(open('/')).rejects.toThrow('fetch failed')
    expect((await open('/wecom/callback', { method: 'POST' })).status).toBe(200)
    await stage.control('network', { state: 'on' })
    expect((await open('/')).status).toBe(200)
  })

  it('slows the employee down', async () => {
    await stage.control('network', { state: 'slow' })
    const before = Date.now()
    await open('/')
    expect(Date.now() - before).toBeGreaterThan(1900)
  })
})

describe('switching who is in front', () => {
  it("clears the page's own cookie and goes on within the same origin", async () => {
    const response = await open('/__simulator/switch?to=/%23/my-day')
    expect([response.status, response.headers.get('location')]).toEqual([303, '/#/my-day'])
    const cleared = response.headers.getSetCookie().map((cookie) => cookie.split('=')[0])
    expect(cleared).toEqual(['__Host-zhenke'])
  })

  it('goes nowhere else', async () => {
    expect((await open('/__simulator/switch?to=//evil.example')).headers.get('location')).toBe('/')
  })
})
