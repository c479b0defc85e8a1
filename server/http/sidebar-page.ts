import { type Request, type RequestHandler, Router } from 'express'
import { opening, type Opening } from '../contract/opening.ts'
import { readSession } from '../contract/session.ts'
import { readMyDay } from '../contract/target.ts'
import { Problem } from '../domain/problem.ts'
import type { PageSignatures } from '../wecom-port.ts'
import type { ClientFiles } from './client-files.ts'
import { type Doors, employeeOf } from './identify.ts'
import { methodNotAllowed } from './mount-routes.ts'
import { answerProblemsAsPage } from './problem-page.ts'
import { returnPath } from './return-path.ts'
import type { Route } from './route.ts'
import { sendPage } from './send-page.ts'
import type { SignIn } from './sign-in.ts'

/** How long the page waits for WeCom's ticket before it goes out without a signature. */
const SIGNATURE_MS = 1_000

type Parts = { doors: Doors; routes: Route[]; client: ClientFiles; signIn: SignIn }

/** The sidebar's page with its opening inside, so that the first useful view needs one request only. */
export function sidebarPage({ doors, routes, client, signIn }: Parts): Router {
  const router = Router()
  const serve: RequestHandler = async (req, res) => {
    const page = await client.page('sidebar')
    const asker = await employeeOf(doors, req).catch(nobodyWhenSignedOut)
    if (!asker && isWeCom(req)) return signIn.begin(req, res, returnPath(req.originalUrl))
    if (!asker) return sendPage(res, page, null)
    const asked = { params: {}, query: {}, body: {}, reason: null }
    const call = { ...asked, actor: asker.actor, ports: doors.ports, session: asker.session.id }
    const ask = (path: string) => employeeRoute(routes, path).answer(call)
    const [session, myDay, signature] = await Promise.all([
      ask(readSession.path),
      ask(readMyDay.path),
      signatureFor(doors, `${doors.ports.settings.publicOrigin}${req.originalUrl}`),
    ])
    const { build } = doors.ports.settings
    sendPage(res, page, opening.parse({ session, myDay, signature, build }) satisfies Opening)
  }
  router.get('/', serve)
  router.all('/', methodNotAllowed)
  router.use(answerProblemsAsPage)
  return router
}

const isWeCom = (req: Request) => /wxwork\//i.test(req.headers['user-agent'] ?? '')

function nobodyWhenSignedOut(fault: unknown): null {
  if (fault instanceof Problem && fault.code === 'session/required') return null
  throw fault
}

function employeeRoute(routes: Route[], path: string) {
  for (const route of routes) if (route.contract.path === path && route.audience === 'employee') return route
  throw new Error(`No route answers ${path}`)
}

/** Null when WeCom is away or slow: the page then asks for its signature itself and says what is wrong. */
async function signatureFor({ ports }: Doors, url: string): Promise<PageSignatures | null> {
  const late = AbortSignal.timeout(SIGNATURE_MS)
  const tooLate = new Promise<null>((resolve) => late.addEventListener('abort', () => resolve(null)))
  const signed = ports.wecom.signPage(url).catch((fault: unknown) => {
    if (fault instanceof Problem) return null
    throw fault
  })
  return Promise.race([signed, tooLate])
}
