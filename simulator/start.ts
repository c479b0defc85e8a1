import type { RequestListener } from 'node:http'
import { join } from 'node:path'
import { readConfig } from '../server/config.ts'
import { lockDirectory } from '../server/database/directory-lock.ts'
import { builtClient, type ClientFiles } from '../server/http/client-files.ts'
import { type Server, startServer } from '../server/server.ts'
import { madeUpSettings } from './demo/bank.ts'
import { closeDoors, type Doors, openDoors, type Ports } from './demo/doors.ts'
import { environmentFor } from './demo/environment.ts'
import { openPlace, type Place } from './demo/saved-world.ts'
import { rehearse, rehearsedDays } from './rehearsal/rehearse.ts'
import { handsOn } from './rehearsal/stage.ts'
import { defaultStart } from './scenario/lay-world.ts'
import { createSimulator, type Simulator } from './simulator.ts'

export type DemoOptions = Ports & {
  /** Undefined: in memory. */
  directory: string | undefined
  /** 'branch-monday' (default) begins with two played weeks, 'empty-day' with none. */
  scenario?: string
  screenFolder: string
  clientFolder: string
  /** Instead of the built files, as Vite serves them during development. */
  client?: ClientFiles
  logLevel?: string
  log?: (line: string) => void
}

export type Demo = {
  simulatorOrigin: string
  publicOrigin: string
  verificationOrigin: string
  internalOrigin: string
  simulator: Simulator
  /** The product as it runs now; a reset replaces it. */
  readonly product: Server
  stop(): Promise<void>
}

const closing: RequestListener = (request) => void request.socket.destroy()
const dayLong = 86_400_000
const beforeOpening = 2 * 3_600_000

/** Product and simulator in one process, on an embedded database; takes up where the last run in `directory` ended. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const doors = await openDoors(options)
  const folder = options.directory && join(options.directory, 'demo')
  let unlock: (() => Promise<void>) | undefined
  const letGo = async () => {
    await closeDoors(doors)
    await unlock?.()
  }
  try {
    if (folder) unlock = await lockDirectory(folder)
    const demo = await runDemo(options, doors, openPlace(folder))
    const { stop } = demo
    demo.stop = () => stop().finally(letGo)
    return demo
  } catch (fault) {
    await letGo()
    throw fault
  }
}

async function runDemo(options: DemoOptions, doors: Doors, place: Place): Promise<Demo> {
  const log = options.log ?? (() => undefined)
  const { saved } = place
  const simulator = createSimulator({
    scenario: options.scenario ?? 'branch-monday',
    startAt: beginningOf,
    screenFolder: options.screenFolder,
    ...(saved ? { restore: saved } : {}),
  })
  const origins = {
    simulator: doors.simulator.origin,
    product: doors.sidebar.origin,
    verification: doors.verification.origin,
  }
  const begin = () => openProduct(options, doors, simulator, place)
  if (!saved) place.clear()
  log('Opening the database / 打开数据库')
  let product = await begin()
  // A world whose past is not yet played to the end is not worth keeping: the next start begins it anew.
  let isWhole = false
  const keep = () => void (isWhole && place.save(simulator))
  const playPast = async (scenario: string) => {
    await product.runDue()
    if (scenario === 'branch-monday') await rehearse(handsOn(origins), new Date(defaultStart), log)
    isWhole = true
    keep()
  }
  doors.simulator.answerWith(simulator.listener)
  simulator.connect({
    origin: origins.simulator,
    publicOrigin: origins.product,
    verificationOrigin: origins.verification,
    callbackUrl: `${origins.product}/wecom/callback`,
    directoryCallbackUrl: `${origins.product}/wecom/directory-callback`,
    runDue: () => product.runDue(),
    reset: async () => {
      isWhole = false
      await product.stop()
      place.clear()
      product = await begin()
    },
    rehearse: playPast,
  })
  const stop = async () => {
    stopKeeping()
    doors.sidebar.answerWith(closing)
    doors.verification.answerWith(closing)
    await simulator.stop()
    await product.stop()
    keep()
  }
  const stopKeeping = simulator.onChange(keep)
  isWhole = saved !== undefined
  if (!saved) await playPast(options.scenario ?? 'branch-monday').catch(failing(stop))
  return {
    simulatorOrigin: origins.simulator,
    publicOrigin: origins.product,
    verificationOrigin: origins.verification,
    internalOrigin: doors.internal.origin,
    simulator,
    get product() {
      return product
    },
    stop,
  }
}

async function openProduct(options: DemoOptions, doors: Doors, simulator: Simulator, place: Place): Promise<Server> {
  const at = {
    host: options.host,
    simulator: doors.simulator.origin,
    product: doors.sidebar.origin,
    verification: doors.verification.origin,
  }
  const rest = { databaseDirectory: place.databaseDirectory, logLevel: options.logLevel ?? 'error' }
  const client = options.client ?? builtClient(options.clientFolder)
  const server = await startServer(readConfig(environmentFor(simulator, at, rest)), { clock: simulator.clock, client })
  await fillSettings(server, simulator)
  doors.sidebar.answerWith(simulator.window(server.sidebar, 'sidebar'))
  doors.verification.answerWith(simulator.window(server.verification, 'verification'))
  doors.internal.answerWith(server.internal)
  return server
}

/** What an operator would have entered before going live; what somebody changed since then stays. */
async function fillSettings({ database }: Server, { clock }: Simulator): Promise<void> {
  const updatedAt = clock.now()
  const rows = Object.entries(madeUpSettings).map(([name, value]) => ({
    name,
    value: JSON.stringify(value),
    updatedAt,
  }))
  await database.write((tx) =>
    tx
      .insertInto('setting')
      .values(rows)
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute(),
  )
}

/** With a past to play, the world begins two hours before the branch opened on the first of its days. */
function beginningOf(scenario: string): string {
  if (scenario !== 'branch-monday') return defaultStart
  return new Date(Date.parse(defaultStart) - rehearsedDays * dayLong - beforeOpening).toISOString()
}

function failing(stop: () => Promise<void>): (fault: unknown) => Promise<never> {
  return async (fault) => {
    await stop()
    throw fault
  }
}
