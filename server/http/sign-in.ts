import { type Request, type Response, Router } from 'express'
import { z } from 'zod'
import { Problem } from '../domain/problem.ts'
import { clearCookie, readTokenCookie, sessionCookie, setTokenCookie, signInCookie } from './cookies.ts'
import type { Doors } from './identify.ts'
import { localeOf } from './locale.ts'
import { methodNotAllowed } from './mount-routes.ts'
import { answerProblemsAsPage } from './problem-page.ts'
import { returnPath } from './return-path.ts'
import { SESSION_SECONDS } from './sessions.ts'
import { insertSignIn, useSignIn } from './sign-in-store.ts'

const STATE_MS = 5 * 60_000
/** Set while the one automatic second try is under way, so that a refusing WeCom makes no loop. */
const secondTryCookie = '__Host-sign-in-again'

const answered = z.object({ code: z.string().min(1).max(512), state: z.string().regex(/^[0-9a-f]{32}$/) })

export type SignIn = {
  router: Router
  /** Sends the browser to WeCom's sign-in, to come back to `to`. */
  begin(req: Request, res: Response, to: string): Promise<void>
}

/** Sign-in through WeCom's OAuth: hex state, kept as a hash, bound to this browser, good once and for 5 minutes. */
export function createSignIn(doors: Doors, publicOrigin: string): SignIn {
  const { ports, sessions, findActor } = doors
  const { database, clock, random, vault, wecom } = ports

  async function begin(req: Request, res: Response, to: string): Promise<void> {
    const state = random.hex(16)
    const browser = readTokenCookie(req, signInCookie) ?? random.hex(32)
    await database.write((tx) =>
      insertSignIn(tx, {
        stateHash: vault.hash(state),
        browserHash: vault.hash(browser),
        returnTo: to,
        createdAt: clock.now(),
        usedAt: null,
      }),
    )
    setTokenCookie(res, signInCookie, browser, STATE_MS / 1000)
    res.set('Cache-Control', 'no-store').redirect(302, wecom.authorizeUrl(`${publicOrigin}/sign-in/callback`, state))
  }

  async function comeBack(req: Request, res: Response): Promise<void> {
    const parsed = answered.safeParse(req.query)
    const browser = readTokenCookie(req, signInCookie)
    if (!parsed.success || !browser) throw new Problem('sign-in/refused')
    const { code, state } = parsed.data
    const now = clock.now()
    const given = { stateHash: vault.hash(state), browserHash: vault.hash(browser) }
    const to = await database.write((tx) => useSignIn(tx, given, now, new Date(now.getTime() - STATE_MS)))
    if (to === undefined) throw new Problem('sign-in/refused')
    const came = await wecom.whoCame(code).catch((fault: unknown) => {
      const mayTryAgain = fault instanceof Problem && fault.code === 'sign-in/refused' && !triedAgain(req)
      if (mayTryAgain) return null
      throw fault
    })
    if (came === null) return tryAgain(req, res, to)
    if (came.kind !== 'employee') throw new Problem('session/not-an-employee')
    if (!(await findActor(ports, came.employeeId, localeOf(req)))) throw new Problem('session/not-in-directory')
    await startSession(req, res, came.employeeId)
    res.set('Cache-Control', 'no-store').redirect(303, to)
  }

  async function tryAgain(req: Request, res: Response, to: string): Promise<void> {
    setTokenCookie(res, secondTryCookie, '1'.repeat(32), 60)
    await begin(req, res, to)
  }

  async function startSession(req: Request, res: Response, employeeId: string): Promise<void> {
    const before = readTokenCookie(req, sessionCookie)
    if (before) await sessions.end(vault.hash(before))
    setTokenCookie(res, sessionCookie, await sessions.start(employeeId), SESSION_SECONDS)
    clearCookie(res, secondTryCookie)
  }

  const router = Router()
  router.get('/sign-in', (req, res) => begin(req, res, returnPath(req.query['to'])))
  router.get('/sign-in/callback', comeBack)
  router.all(['/sign-in', '/sign-in/callback'], methodNotAllowed)
  router.use(answerProblemsAsPage)
  return { router, begin }
}

const triedAgain = (req: Request) => readTokenCookie(req, secondTryCookie) !== undefined
