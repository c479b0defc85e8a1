import { type Request, type Response, Router } from 'express'
import { rateLimit } from 'express-rate-limit'
import { z } from 'zod'
import { Problem } from '../../domain/problem.ts'
import type { ClientFiles } from '../../http/client-files.ts'
import { clearCookie, openingCookie, readTokenCookie, setTokenCookie } from '../../http/cookies.ts'
import { methodNotAllowed } from '../../http/mount-routes.ts'
import { answerProblemsAsPage } from '../../http/problem-page.ts'
import { sendPage } from '../../http/send-page.ts'
import type { Ports } from '../../ports.ts'
import { bindFirstBrowser, confirmRecipient } from './confirm-recipient.ts'
import { findOpeningByCookie, type Opening } from './opening-store.ts'
import { askWhoOpens, noteRecipient } from './note-recipient.ts'
import { OPENING_SECONDS, openLink } from './open-link.ts'

const token = /^[0-9a-f]{64}$/
const answered = z.object({ code: z.string().min(1).max(512), state: z.string().regex(/^[0-9a-f]{32}$/) })
/** Links that lead nowhere, per minute and address; a whole branch may share one. */
const MISSES_PER_MINUTE = 60

/** The contact's page on VERIFICATION_ORIGIN: a link is swapped for a cookie, then who is in front is asked, and only then there is a page. */
export function verificationPageRouter(ports: Ports, client: ClientFiles): Router {
  const router = Router()
  router.get('/v/:token', guessing(), async (req, res, next) => {
    if (req.params['token'] === 'callback') return next('router')
    const given = String(req.params['token'])
    const browser = readTokenCookie(req, openingCookie)
    const cookie = token.test(given) ? await openLink(ports, { token: given, browser }) : null
    res.locals['found'] = cookie !== null
    if (cookie) setTokenCookie(res, openingCookie, cookie, OPENING_SECONDS)
    else clearCookie(res, openingCookie)
    goTo(res, '/v')
  })
  router.get('/v', async (req, res) => {
    const cookie = readTokenCookie(req, openingCookie)
    const once = req.query['code']
    if (typeof once === 'string') {
      const isConfirmed = cookie !== undefined && (await confirmRecipient(ports, { cookie, once }))
      return goTo(res, isConfirmed ? '/v' : '/v?refused=1')
    }
    const opening = await openingOf(ports, cookie)
    if (opening && isUnknown(opening) && req.query['refused'] === undefined) {
      if (ports.settings.contactOAuth) return goTo(res, await askWhoOpens(ports, opening.id))
      await bindFirstBrowser(ports, opening)
    }
    sendPage(res, await client.page('verification'))
  })
  router.all(['/v', '/v/:token'], (req, res, next) =>
    req.params['token'] === 'callback' ? next('router') : methodNotAllowed(req, res, next),
  )
  router.use(answerProblemsAsPage)
  return router
}

/** The address on PUBLIC_ORIGIN that WeCom sends a contact back to; it makes no session. */
export function recipientCallbackRouter(ports: Ports): Router {
  const router = Router()
  const page = `${ports.settings.verificationOrigin}/v`
  router.get('/v/callback', async (req, res) => {
    const given = answered.safeParse(req.query)
    const noted = given.success ? await noteRecipient(ports, given.data).catch(nobodyWhenRefused) : null
    goTo(res, noted ? `${page}?code=${noted.once}` : `${page}?refused=1`)
  })
  router.all('/v/callback', methodNotAllowed)
  router.use(answerProblemsAsPage)
  return router
}

/** A code that is used or old, or a WeCom that is away: the page then offers to try again. */
function nobodyWhenRefused(fault: unknown): null {
  if (fault instanceof Problem && /^(sign-in|wecom)\//.test(fault.code)) return null
  throw fault
}

const isUnknown = ({ recipient, codeHash }: Opening) => recipient === null || codeHash !== null

async function openingOf({ database, vault, clock }: Ports, cookie: string | undefined): Promise<Opening | undefined> {
  return cookie ? findOpeningByCookie(database.read, vault.hash(cookie), clock.now()) : undefined
}

function goTo(res: Response, address: string): void {
  res.set('Cache-Control', 'no-store').redirect(303, address)
}

function guessing() {
  return rateLimit({
    windowMs: 60_000,
    limit: MISSES_PER_MINUTE,
    standardHeaders: false,
    legacyHeaders: false,
    skipSuccessfulRequests: true,
    requestWasSuccessful: (_req: Request, res: Response) => res.locals['found'] === true,
    // Its checks print to the console, also about headers that strangers send.
    validate: false,
    handler: () => {
      throw new Problem('request/too-many')
    },
  })
}
