import compression from 'compression'
import express, { type Express } from 'express'
import { rateLimit } from 'express-rate-limit'
import { sidebarApi, verificationApi } from './contract/api.ts'
import { Problem } from './domain/problem.ts'
import { addRoutes } from './features/add/add-routes.ts'
import { recordRoutes } from './features/add/record-routes.ts'
import { ledgerRoutes } from './features/add/ledger-routes.ts'
import { branchRoutes } from './features/branch/branch-routes.ts'
import { exportRoutes } from './features/branch/export-routes.ts'
import { listsRoutes } from './features/branch/lists-routes.ts'
import { inboxRoutes } from './features/callback/inbox-routes.ts'
import { calendarRoutes } from './features/calendar/calendar-routes.ts'
import { callbackRouter } from './features/callback/callback-routes.ts'
import { closingRoutes } from './features/closing/closing-routes.ts'
import { contactRoutes } from './features/contact/contact-routes.ts'
import { assignmentRoutes } from './features/follow-up/assignment-routes.ts'
import { reassignmentRoutes } from './features/follow-up/reassignment-routes.ts'
import { followUpRoutes } from './features/follow-up/follow-up-routes.ts'
import { groupChatRoutes } from './features/group-chat/group-chat-routes.ts'
import { followUpRuleRoutes } from './features/follow-up/rule-routes.ts'
import { reviewRoutes } from './features/review/review-routes.ts'
import { joiningRoutes } from './features/employee/joining-routes.ts'
import { leaveRoutes } from './features/leave/leave-routes.ts'
import { policyRoutes } from './features/policy/policy-routes.ts'
import { talkScriptRoutes } from './features/talk-script/talk-script-routes.ts'
import { standInRoutes } from './features/stand-in/stand-in-routes.ts'
import { targetRoutes } from './features/target/target-routes.ts'
import { recipientCallbackRouter, verificationPageRouter } from './features/verification/page-routes.ts'
import { promptRoutes, verificationRoutes } from './features/verification/verification-routes.ts'
import { identityWebhookRouter } from './features/verification/webhook-routes.ts'
import { answerProblems, nothingHere } from './http/answer-problem.ts'
import type { ClientFiles } from './http/client-files.ts'
import { eventRoutes } from './http/event-routes.ts'
import type { EventStreams } from './http/event-streams.ts'
import type { Doors } from './http/identify.ts'
import type { Measures } from './http/measure.ts'
import { methodNotAllowed, mountRoutes } from './http/mount-routes.ts'
import { openApiOf } from './http/openapi.ts'
import type { Route } from './http/route.ts'
import { securityHeaders } from './http/security-headers.ts'
import { sessionRoutes } from './http/session-routes.ts'
import { sidebarPage } from './http/sidebar-page.ts'
import { createSignIn } from './http/sign-in.ts'

export type AppParts = {
  doors: Doors
  client: ClientFiles
  streams: EventStreams
  measures: Measures
  production: boolean
  trustProxy: string[] | false
}

/** Every route under /api, in the order of the contract. */
const employeeRoutes = (doors: Doors): Route[] => [
  ...sessionRoutes(doors.sessions),
  ...targetRoutes,
  ...addRoutes,
  ...recordRoutes,
  ...reviewRoutes,
  ...contactRoutes,
  ...groupChatRoutes,
  ...promptRoutes,
  ...assignmentRoutes,
  ...reassignmentRoutes,
  ...followUpRoutes,
  ...followUpRuleRoutes,
  ...branchRoutes,
  ...listsRoutes,
  ...exportRoutes,
  ...policyRoutes,
  ...closingRoutes,
  ...ledgerRoutes,
  ...inboxRoutes,
  ...calendarRoutes,
  ...leaveRoutes,
  ...joiningRoutes,
  ...standInRoutes,
  ...talkScriptRoutes,
]

/** The employee's origin. */
export function sidebarApp(parts: AppParts): Express {
  const { doors, client } = parts
  const { ports } = doors
  const { publicOrigin, build } = ports.settings
  const app = begin(parts, 'sidebar')
  app.use(callbackRouter(ports))
  app.use(identityWebhookRouter(ports))
  // A bank's employees share a few addresses, and all open WeCom at nine.
  app.get(['/', '/sign-in', '/sign-in/callback', '/v/callback'], perMinute(3000))
  app.use(recipientCallbackRouter(ports))

  const routes = employeeRoutes(doors)
  const signIn = createSignIn(doors, publicOrigin)
  app.use(eventRoutes(doors, parts.streams))
  app.use(compression())
  mountRoutes(app, routes, doors, publicOrigin)
  app.get('/api/openapi.json', (_req, res) => void res.json(openApiOf([...sidebarApi, ...verificationApi], build)))
  app.all('/api/openapi.json', methodNotAllowed)
  // What a file of statements is checked against: the key that stands in a file was written by whoever made the file.
  app.get('/.well-known/zhenke-keys.json', (_req, res) => void res.json({ keys: ports.vault.publicKeys() }))
  app.all('/.well-known/zhenke-keys.json', methodNotAllowed)
  app.use(signIn.router)
  app.use(sidebarPage({ doors, routes, client, signIn }))
  return end(app, parts)
}

/** The contact's origin: nothing of the employee's is here. */
export function verificationApp(parts: AppParts): Express {
  const { doors, client } = parts
  const { ports } = doors
  const app = begin(parts, 'verification')
  app.use(compression())
  mountRoutes(app, verificationRoutes, doors, ports.settings.verificationOrigin)
  app.use(verificationPageRouter(ports, client))
  return end(app, parts)
}

function begin(
  { doors, client, measures, production, trustProxy }: AppParts,
  page: 'sidebar' | 'verification',
): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('trust proxy', trustProxy)
  app.use(measures.requests)
  app.use(securityHeaders(page, production, doors.ports.random, client.connects))
  return app
}

function end(app: Express, { client, doors }: AppParts): Express {
  app.use(client.assets)
  app.use(nothingHere)
  app.use(answerProblems(doors.ports.log))
  return app
}

/** Per address and process; the load balancer's own limit stands before it. */
function perMinute(limit: number) {
  return rateLimit({
    windowMs: 60_000,
    limit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // Its checks print to the console, also about headers that strangers send.
    validate: false,
    handler: () => {
      throw new Problem('request/too-many')
    },
  })
}
