import express from 'express'
import { sql } from 'kysely'
import type { DomainEvent } from '../../server/domain/event.ts'
import { openDatabase } from '../../server/database/open-database.ts'
import { callbackRouter } from '../../server/features/callback/callback-routes.ts'
import { targetBooks } from '../../server/features/target/read-target-books.ts'
import type { Database, Ports, Random } from '../../server/ports.ts'
import type { WeCom } from '../../server/wecom-port.ts'
import { createRandom } from '../../server/random.ts'
import { createVault } from '../../server/vault.ts'
import { openWeCom, type WeComConfig } from '../../server/wecom/open-wecom.ts'
import { createSimulator, type Simulator } from '../../simulator/simulator.ts'
import { listenSomewhere } from './listen.ts'
import { emptyDatabase } from './postgres.ts'

type LoggedCall = { seq: number; kind: string; title: string; request: unknown; response: unknown; ok: boolean }
export type Ground = {
  ports: Ports
  simulator: Simulator
  config: WeComConfig
  /** The product's own address, with both callbacks. */
  publicOrigin: string
  apiOrigin: string
  /** What was told to consequences.ts, oldest first. */
  told: DomainEvent[]
  logged: string[]
  jobsSent: () => number
  control(path: string, body: unknown): Promise<Record<string, unknown>>
  /** Calls that the simulator received; all, or those of one path of the API. */
  calls(path?: string): Promise<LoggedCall[]>
  /** One more process on the same database. */
  another(): WeCom
  /** The world and the database as they were at the beginning, since a database of its own for each test takes seconds. */
  fresh(): Promise<void>
  stop(): Promise<void>
}

const written = [
  'sharedToken',
  'callbackEvent',
  'relationFact',
  'relation',
  'relationProfile',
  'add',
  'contact',
  'branch',
  'branchLead',
  'employeeBranch',
  'session',
  'targetPolicy',
  'importProgress',
  'contactSweep',
  'setting',
] as const

/** What the app itself must never be able to do. */
const forgetting = `
  CREATE OR REPLACE FUNCTION forget_employees(gone TEXT[]) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DELETE FROM employee WHERE gone IS NULL OR id = ANY (gone);
    DELETE FROM employee_sighting WHERE gone IS NULL OR employee_id = ANY (gone);
    DELETE FROM employee_rename WHERE gone IS NULL;
  $$`

/** As if the directory had never told of these employees, or of anybody. */
export async function forgetEmployees(database: Database, gone: string[] | null): Promise<void> {
  await sql`SELECT forget_employees(${gone})`.execute(database.read)
}

const keyOf = (fill: string) => [{ id: 'v1', bytes: Buffer.alloc(32, fill) }]
export const madeUpVault = (random: Random) => createVault({ dataKeys: keyOf('d'), subjectKeys: keyOf('s') }, random)

/** Database, WeCom adapter and callback routes over a simulated WeCom; what other engines of the product would do is only noted. */
export async function startGround(options: { scenario?: string; startAt?: string } = {}): Promise<Ground> {
  const simulator = createSimulator(options)
  const outside = await listenSomewhere()
  outside.serve(simulator.listener)
  const empty = await emptyDatabase()
  const logged: string[] = []
  const note = (facts: object, sentence: string) => void logged.push(`${sentence} ${JSON.stringify(facts)}`)
  const log = { info: note, warn: note, error: note }
  const database = await openDatabase(empty.where, log, async (owner) => void (await owner.run(forgetting)))
  const told: DomainEvent[] = []
  let jobs = 0
  const app = express()
  const inside = await listenSomewhere()
  inside.serve(app)
  const config = configOf(simulator, outside.origin, inside.origin)
  const tools = {
    database,
    log,
    clock: simulator.clock,
    random: createRandom(simulator.clock),
    vault: madeUpVault(createRandom(simulator.clock)),
  }
  const ports = {
    ...tools,
    wecom: openWeCom(config, tools),
    jobs: { send: async () => void (jobs += 1) },
    liveUpdates: { changed: async () => undefined },
    consequences: async (_tx: unknown, event: DomainEvent) => void told.push(event),
    audit: async () => undefined,
    targets: targetBooks({ operators: ['zhouqi'] }),
    identityProvider: {} as Ports['identityProvider'],
    settings: {
      publicOrigin: inside.origin,
      verificationOrigin: inside.origin,
      contactOAuth: true,
      operators: ['ZhouQi'],
      build: 'test',
    },
  } satisfies Ports
  app.use(callbackRouter(ports))
  simulator.connect({
    origin: outside.origin,
    publicOrigin: inside.origin,
    verificationOrigin: inside.origin,
    callbackUrl: `${inside.origin}/wecom/callback`,
    directoryCallbackUrl: `${inside.origin}/wecom/directory-callback`,
    runDue: async () => undefined,
    reset: async () => undefined,
  })
  const json = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${outside.origin}${path}`, init)
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
    return response.text()
  }
  const control = async (path: string, body: unknown): Promise<Record<string, unknown>> => {
    const headers = { 'content-type': 'application/json', connection: 'close' }
    const text = await json(`/control/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    return text === '' ? {} : JSON.parse(text)
  }
  const another = () => openWeCom(config, { ...tools, random: createRandom(simulator.clock) })
  return {
    ports,
    simulator,
    config,
    told,
    logged,
    publicOrigin: inside.origin,
    apiOrigin: outside.origin,
    jobsSent: () => jobs,
    control,
    async calls(path) {
      const entries: LoggedCall[] = JSON.parse(await json('/control/log'))
      return entries.filter((one) => one.kind === 'api' && (!path || one.title.endsWith(` ${path}`)))
    },
    another,
    async fresh() {
      await control('reset', options)
      await database.write(async (tx) => {
        for (const table of written) await tx.deleteFrom(table).execute()
      })
      await forgetEmployees(database, null)
      ports.wecom = another()
      told.length = 0
      logged.length = 0
      jobs = 0
    },
    async stop() {
      await simulator.stop()
      await Promise.all([outside.close(), inside.close()])
      await database.close()
      await empty.drop()
    },
  }
}

function configOf({ credentials }: Simulator, apiOrigin: string, ownOrigin: string): WeComConfig {
  return {
    corpId: credentials.corpId,
    agentId: String(credentials.agentId),
    secret: credentials.secret,
    callback: { token: credentials.callbackToken, aesKey: credentials.callbackAesKey },
    directory: { token: credentials.directoryToken, aesKey: credentials.directoryAesKey },
    apiOrigin,
    authorizeOrigin: apiOrigin,
    ownOrigins: [ownOrigin],
  }
}
