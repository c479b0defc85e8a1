import { createHash } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { resolve } from 'node:path'
import { sidebarApp, verificationApp } from './app.ts'
import type { Config } from './config.ts'
import { createConsequences } from './consequences.ts'
import { openDatabase } from './database/open-database.ts'
import { countLedgerDifferences } from './features/add/read-ledger-check.ts'
import { recordAudit } from './features/audit/record-audit.ts'
import { seedCalendar } from './features/calendar/seed-calendar.ts'
import { findActor } from './features/employee/find-actor.ts'
import { seedRules } from './features/follow-up/seed-rules.ts'
import { targetBooks } from './features/target/read-target-books.ts'
import { seedTarget } from './features/target/seed-target.ts'
import { builtClient, type ClientFiles } from './http/client-files.ts'
import { createEventStreams } from './http/event-streams.ts'
import { internalApp } from './http/internal-app.ts'
import { createLiveChannel } from './http/live-updates.ts'
import { createMeasures } from './http/measure.ts'
import { createSessions } from './http/sessions.ts'
import { openIdentityProvider } from './identity-provider/open-identity-provider.ts'
import { dueWork, jobTable } from './job-table.ts'
import { openJobs } from './jobs/open-jobs.ts'
import { createLog } from './log.ts'
import type { Clock, Database, Log, Ports } from './ports.ts'
import { createRandom } from './random.ts'
import { startSchedule } from './schedule.ts'
import { createVault } from './vault.ts'
import { openWeCom } from './wecom/open-wecom.ts'

export type Outside = { clock: Clock; log?: Log; client?: ClientFiles }

export type Server = {
  sidebar: RequestListener
  verification: RequestListener
  internal: RequestListener
  database: Database
  /** Runs everything due at the clock's now; returns when the queue is empty and nothing more is due. */
  runDue(): Promise<void>
  /** From now on the load balancer is told to send nobody here. */
  refuseNewcomers(): void
  /** Ends the live updates; their readers come back elsewhere. */
  endStreams(): void
  /** Lets running jobs end and closes the database. */
  stop(): Promise<void>
}

/** The whole product without a port of its own: the caller listens with what it returns. */
export async function startServer(config: Config, outside: Outside): Promise<Server> {
  const log = outside.log ?? createLog({ level: config.logLevel, production: config.production })
  const client = outside.client ?? builtClient(resolve('dist/client'))
  const database = await openDatabase(config.database, log)
  try {
    return await compose(config, { ...outside, log, client }, database)
  } catch (fault) {
    await database.close()
    throw fault
  }
}

type Opened = Awaited<ReturnType<typeof openDatabase>>
type Known = Required<Outside>

async function compose(config: Config, { clock, log, client }: Known, database: Opened): Promise<Server> {
  await refuseSkewedClock(database)
  const random = createRandom(clock)
  const live = createLiveChannel(database)
  const queue = await openJobs(database, log)
  const settings = await settingsOf(config, client)
  const vault = createVault(config, random)
  const tools = { database, vault, clock, random, log }
  const ports: Ports = {
    ...tools,
    settings,
    wecom: openWeCom(wecomOf(config), tools),
    identityProvider: openIdentityProvider(config.identityProvider, tools),
    jobs: queue.jobs,
    liveUpdates: live,
    consequences: createConsequences(() => ports, live),
    audit: recordAudit({ clock, random }),
    targets: targetBooks(settings),
  }
  const sessions = createSessions(ports)
  const streams = createEventStreams(sessions, random, settings.build)
  const measures = createMeasures(log)
  measures.watch(
    { name: 'zhenke_ledger_differences', help: 'What the last finished check of the ledger found to differ' },
    () => countLedgerDifferences(ports),
  )
  const doors = { ports, sessions, findActor }
  const parts = { doors, client, streams, measures, production: config.production, trustProxy: config.trustProxy }

  const deafen = await live.listen((message) => {
    if (message.kind === 'revoked') message.employeeIds.forEach(sessions.forget)
    streams.hear(message)
  })
  await seedCalendar(ports)
  await seedTarget(ports)
  await seedRules(ports)
  await queue.start(jobTable(ports))
  const schedule = startSchedule(ports, queue, dueWork(ports))
  let accepts = true
  return {
    sidebar: sidebarApp(parts),
    verification: verificationApp(parts),
    internal: internalApp(database, measures.registry, () => accepts),
    database,
    runDue: schedule.runDue,
    refuseNewcomers: () => {
      accepts = false
    },
    endStreams: streams.close,
    async stop() {
      accepts = false
      streams.close()
      await schedule.stop()
      await queue.stop()
      await deafen()
      await database.close()
    },
  }
}

async function settingsOf(config: Config, client: ClientFiles): Promise<Ports['settings']> {
  const { publicOrigin, verificationOrigin, contactOAuth, operators } = config
  const build = createHash('sha256')
    .update(await client.page('sidebar'))
    .digest('hex')
    .slice(0, 12)
  return { publicOrigin, verificationOrigin, contactOAuth, operators, build }
}

function wecomOf({ wecom, publicOrigin }: Config): Parameters<typeof openWeCom>[0] {
  return { ...wecom, directory: wecom.directoryCallback, ownOrigins: [publicOrigin] }
}

const SKEW_MS = 5_000

/** Locks and leases of several instances compare the database's time with this machine's own. */
async function refuseSkewedClock(database: Database): Promise<void> {
  const here = performance.timeOrigin + performance.now()
  const skew = Math.abs((await database.now()).getTime() - here)
  if (skew > SKEW_MS)
    throw new Error(
      `This machine's clock is ${Math.round(skew / 1000)} s off the database's; set both by NTP. / 本机时钟与数据库相差过大，请用 NTP 校时。`,
    )
}
