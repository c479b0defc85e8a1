import { readConfig } from '../../server/config.ts'
import type { ClientFiles } from '../../server/http/client-files.ts'
import type { Database, Log } from '../../server/ports.ts'
import { type Server, startServer } from '../../server/server.ts'
import { createSimulator, type Simulator } from '../../simulator/simulator.ts'
import { type Caller, createCaller, exchange } from './caller.ts'
import { tinyClient } from './client-files.ts'
import { type Listening, listenSomewhere } from './listen.ts'
import { emptyDatabase } from './postgres.ts'
import { signIn } from './sign-in.ts'
import { silentLog } from './silent-log.ts'

export type WorldOptions = {
  scenario?: string
  startAt?: string
  /** More of the product's environment. */
  env?: Record<string, string>
  log?: Log
  client?: ClientFiles
}

export type TestWorld = {
  product: { publicOrigin: string; verificationOrigin: string; internalOrigin: string; runDue(): Promise<void> }
  simulator: Simulator & { origin: string }
  /** Asks the simulator's control interface and returns what it answers; without a body it is a GET. */
  control<Body = Record<string, unknown>>(path: string, body?: object): Promise<Body>
  /** The whole way through WeCom's sign-in. */
  signIn(employeeId: string): Promise<Caller>
  /** A browser on the product's public origin that has no session. */
  stranger(): Caller
  database: Database
  /** The product itself, without the simulated client in front. */
  server: Server
  stop(): Promise<void>
}

/** A simulated WeCom and the product in one process, on free ports, with everything imported; its clock is the simulator's. */
export async function startWorld(options: WorldOptions = {}): Promise<TestWorld> {
  const [sidebar, verification, internal, outside] = await Promise.all([
    listenSomewhere(),
    listenSomewhere(),
    listenSomewhere(),
    listenSomewhere(),
  ])
  const simulator = createSimulator({
    ...(options.scenario ? { scenario: options.scenario } : {}),
    ...(options.startAt ? { startAt: options.startAt } : {}),
  })
  outside.serve(simulator.listener)
  const ground = await emptyDatabase()
  const env = environmentOf(simulator, { sidebar, verification, outside }, ground.where)
  const server = await startServer(readConfig({ ...env, ...options.env }), {
    clock: simulator.clock,
    log: options.log ?? silentLog,
    client: options.client ?? tinyClient,
  })
  sidebar.serve(simulator.window(server.sidebar, 'sidebar'))
  verification.serve(simulator.window(server.verification, 'verification'))
  internal.serve(server.internal)
  connect(simulator, server, { sidebar, verification, outside })
  await server.runDue()
  return {
    product: {
      publicOrigin: sidebar.origin,
      verificationOrigin: verification.origin,
      internalOrigin: internal.origin,
      runDue: server.runDue,
    },
    simulator: { ...simulator, origin: outside.origin },
    control: (path, body) => control(outside.origin, path, body),
    signIn: (employeeId) => signIn(sidebar.origin, employeeId),
    stranger: () => createCaller(sidebar.origin),
    database: server.database,
    server,
    async stop() {
      await simulator.stop()
      await server.stop()
      await Promise.all([sidebar, verification, internal, outside].map((one) => one.close()))
      await ground.drop()
    },
  }
}

type Places = { sidebar: Listening; verification: Listening; outside: Listening }

function environmentOf(
  { credentials }: Simulator,
  { sidebar, verification, outside }: Places,
  where: { directory: string } | { url: string },
): Record<string, string> {
  return {
    ...('url' in where ? { DATABASE_URL: where.url } : { DATA_DIR: where.directory }),
    PUBLIC_ORIGIN: sidebar.origin,
    VERIFICATION_ORIGIN: verification.origin,
    WECOM_CORP_ID: credentials.corpId,
    WECOM_AGENT_ID: String(credentials.agentId),
    WECOM_SECRET: credentials.secret,
    WECOM_CALLBACK_TOKEN: credentials.callbackToken,
    WECOM_CALLBACK_AES_KEY: credentials.callbackAesKey,
    WECOM_DIRECTORY_TOKEN: credentials.directoryToken,
    WECOM_DIRECTORY_AES_KEY: credentials.directoryAesKey,
    WECOM_API_ORIGIN: outside.origin,
    WECOM_AUTHORIZE_ORIGIN: outside.origin,
    IDENTITY_PROVIDER_ORIGIN: `${outside.origin}/bank`,
    IDENTITY_PROVIDER_KEY: credentials.identityProviderKey,
    IDENTITY_WEBHOOK_SECRETS: credentials.webhookSecret,
    SUBJECT_KEYS: `v1:${'5eed'.repeat(16)}`,
    DATA_KEYS: `v1:${'da7a'.repeat(16)}`,
    OPERATORS: 'ZhouYunFan',
    LOG_LEVEL: 'silent',
  }
}

function connect(simulator: Simulator, server: Server, { sidebar, verification, outside }: Places): void {
  simulator.connect({
    origin: outside.origin,
    publicOrigin: sidebar.origin,
    verificationOrigin: verification.origin,
    callbackUrl: `${sidebar.origin}/wecom/callback`,
    directoryCallbackUrl: `${sidebar.origin}/wecom/directory-callback`,
    runDue: server.runDue,
    reset: async () => {
      throw new Error('A test starts a world of its own instead of resetting one')
    },
  })
}

async function control<Body>(origin: string, path: string, body?: object): Promise<Body> {
  const sent = body ? { body, headers: { 'content-type': 'application/json' } } : {}
  const answer = await exchange<Body>(body ? 'POST' : 'GET', `${origin}/control/${path}`, sent)
  if (answer.status >= 300) throw new Error(`control/${path}: ${answer.status} ${answer.text}`)
  return answer.body
}
