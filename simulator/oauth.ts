import { type Request, type Response, Router } from 'express'
import { changed, type Engine, log, nextSecret, nowIso } from './engine.ts'
import { pause, takeFault } from './faults.ts'

/** open.weixin.qq.com/connect/oauth2/authorize: redirects at once with a code; `as` (an id) overrides who sits in front. */
export function oauthRoutes(engine: Engine): Router {
  const router = Router()
  router.get('/connect/oauth2/authorize', async (request, response) => {
    const fault = takeFault(engine, '/connect/oauth2/authorize')
    if (fault?.delayMs) await pause(fault.delayMs)
    if (fault?.drop) return void request.socket.destroy()
    if (fault?.status) return void response.status(fault.status).end()
    const problem = fault?.errcode ?? problemOf(engine, request)
    if (problem) return refuse(engine, request, response, problem)
    const target = new URL(text(request, 'redirect_uri'))
    target.searchParams.append('code', newCode(engine, target.pathname, text(request, 'as')))
    target.searchParams.append('state', text(request, 'state'))
    log(engine, {
      kind: 'oauth',
      title: 'authorize',
      request: request.query,
      response: { location: target.href },
      ok: true,
    })
    response.redirect(302, target.href)
  })
  return router
}

function text(request: Request, name: string): string {
  const value = request.query[name]
  return typeof value === 'string' ? value : ''
}

function problemOf(engine: Engine, request: Request): number | undefined {
  if (text(request, 'appid') !== engine.credentials.corpId) return 40013
  if (text(request, 'response_type') !== 'code') return 40035
  if (!['snsapi_base', 'snsapi_privateinfo'].includes(text(request, 'scope'))) return 40035
  if (!/^[a-zA-Z0-9]{0,128}$/.test(text(request, 'state'))) return 84025
  return isTrusted(engine, text(request, 'redirect_uri')) ? undefined : 50001
}

// The trusted domain has to match completely, port included; a subdomain does not.
function isTrusted(engine: Engine, redirect: string): boolean {
  if (!engine.product || !URL.canParse(redirect)) return false
  return new URL(redirect).host === new URL(engine.product.publicOrigin).host
}

function refuse(engine: Engine, request: Request, response: Response, errcode: number): void {
  log(engine, { kind: 'oauth', title: 'authorize', request: request.query, response: { errcode }, ok: false })
  response
    .status(200)
    .type('html')
    .send(`<!doctype html><meta charset="utf-8"><title>出错</title><p>错误码：${errcode}</p>`)
}

function newCode(engine: Engine, path: string, as: string): string {
  const { world } = engine
  const value = nextSecret(engine, 'code', 43)
  const employeeId = path === '/v/callback' || world.oauth.outsider ? null : as || world.meId
  const contactId = path === '/v/callback' ? as || world.phoneId : null
  const kept = 500
  const code = { value, employeeId, contactId, madeAt: nowIso(engine), used: world.oauth.refuse }
  world.oauthCodes = [...world.oauthCodes.slice(1 - kept), code]
  changed(engine)
  return value
}
