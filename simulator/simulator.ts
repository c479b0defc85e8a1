import type { RequestListener } from 'node:http'
import express from 'express'
import sirv from 'sirv'
import { bankRoutes } from './bank/routes.ts'
import { bridgeScript } from './bridge.ts'
import { callbackKeys, type SignedCallback, signCallback, signUrlCheck } from './callback/signed-request.ts'
import { clientRoutes } from './client/routes.ts'
import { createClock } from './clock.ts'
import { controlRoutes } from './control/routes.ts'
import { type Credentials, credentialsOf } from './credentials.ts'
import { startDueWork } from './due-work.ts'
import { changed, type Engine, type Product } from './engine.ts'
import { createJournal } from './journal.ts'
import { oauthRoutes } from './oauth.ts'
import { performTask } from './perform.ts'
import { pictureRoutes } from './pictures.ts'
import { qyapiRoutes } from './qyapi/routes.ts'
import { defaultSeed, defaultStart, layWorld } from './scenario/lay-world.ts'
import { createWindow, type WindowKind } from './window.ts'
import type { CallbackKind, World } from './world.ts'

export type SimulatorOptions = {
  seed?: number
  /** 'branch-monday' (default) or 'empty-day'. */
  scenario?: string
  /** Where its clock begins; ISO 8601 with offset, default Monday 2026-11-23 10:00 in Shanghai. */
  startAt?: string | ((scenario: string) => string)
  /** What an earlier `save` returned; seed, scenario and time then come from there. */
  restore?: string
  /** The built screen, served at /. */
  screenFolder?: string
}

export type Simulator = {
  listener: RequestListener
  clock: { now(): Date }
  credentials: Credentials
  connect(product: Product): void
  /** Puts the simulated client in front of one of the product's listeners. */
  window(listener: RequestListener, which: WindowKind): RequestListener
  /** A callback as WeCom would send it now, for any XML: query without its question mark, and body. */
  signCallback(xml: string, callback?: CallbackKind): SignedCallback
  /** The query of WeCom's URL check, to be answered with `echo` in plain text. */
  signUrlCheck(echo: string, callback?: CallbackKind): string
  /** Userids of the head office's operators, as OPERATORS wants them. */
  operators(): string[]
  /** Calls `changed` at most every 300 ms while the world changes. */
  onChange(changed: () => void): () => void
  save(): string
  stop(): Promise<void>
}

/** A WeCom, its client, a phone and a bank in one listener; nothing listens and nobody is called before the caller does so. */
export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const engine = createEngine(options)
  const work = startDueWork(engine)
  engine.perform = (task) => performTask(engine, task)
  engine.wake()
  return {
    listener: createListener(engine, work, options),
    clock: engine.clock,
    credentials: engine.credentials,
    connect: (product) => {
      engine.product = product
      changed(engine)
    },
    window: (listener, which) => createWindow(engine, listener, which),
    signCallback: (xml, callback = 'app') =>
      signCallback(callbackKeys(engine.credentials, callback), xml, engine.clock.now()),
    signUrlCheck: (echo, callback = 'app') =>
      signUrlCheck(callbackKeys(engine.credentials, callback), echo, engine.clock.now()),
    operators: () => engine.world.employees.filter((employee) => employee.isOperator).map((employee) => employee.id),
    onChange: (told) => tellSometimes(engine, told),
    save: () => JSON.stringify({ ...engine.world, savedAt: engine.clock.now().toISOString() }),
    stop: async () => {
      work.stop()
      await work.settleWithin(1000)
    },
  }
}

function createEngine(options: SimulatorOptions): Engine {
  const seed = options.seed ?? defaultSeed
  const scenario = options.scenario ?? 'branch-monday'
  const now = startOf(options, scenario)
  const world = options.restore ? readSaved(options.restore) : layWorld({ seed, scenario, now })
  return {
    world,
    product: undefined,
    clock: createClock(new Date(world.savedAt)),
    credentials: credentialsOf(world.credentialSeed),
    journal: createJournal(),
    grants: new Map(),
    perform: () => Promise.resolve(),
    wake: () => undefined,
  }
}

function startOf({ startAt = defaultStart }: SimulatorOptions, scenario: string): Date {
  return new Date(typeof startAt === 'string' ? startAt : startAt(scenario))
}

function tellSometimes(engine: Engine, told: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  const stop = engine.journal.listen((event) => {
    if (event !== 'changed' || timer) return
    timer = setTimeout(() => {
      timer = undefined
      told()
    }, 300)
    timer.unref()
  })
  return () => {
    clearTimeout(timer)
    stop()
  }
}

// Written by `save` of this very program and read by nobody in between; an earlier build knew no groups.
function readSaved(saved: string): World {
  const world: World = { groupChats: [], ...JSON.parse(saved) }
  return world
}

function createListener(
  engine: Engine,
  work: ReturnType<typeof startDueWork>,
  options: SimulatorOptions,
): RequestListener {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.use('/cgi-bin', qyapiRoutes(engine))
  app.use('/bank', bankRoutes(engine))
  app.use(
    '/control',
    controlRoutes(engine, work, (wanted) => reset(engine, work, options, wanted)),
  )
  app.use('/client', clientRoutes(engine))
  app.use(oauthRoutes(engine))
  app.use(pictureRoutes(engine))
  app.get(
    '/bridge.js',
    (_request, response) => void response.type('text/javascript').set('cache-control', 'no-store').send(bridgeScript),
  )
  if (options.screenFolder) app.use(sirv(options.screenFolder, { dev: true, extensions: ['html'] }))
  app.use((_request, response) => void response.status(404).end())
  return app
}

type Wanted = { scenario?: string | undefined; seed?: number | undefined; startAt?: Date | undefined }

async function reset(
  engine: Engine,
  work: ReturnType<typeof startDueWork>,
  options: SimulatorOptions,
  wanted: Wanted,
): Promise<void> {
  engine.world.tasks = []
  await work.settleWithin(1000)
  const scenario = wanted.scenario ?? engine.world.scenario
  const now = wanted.startAt ?? startOf(options, scenario)
  const { bankKey, credentialSeed } = engine.world
  engine.world = {
    ...layWorld({ seed: wanted.seed ?? engine.world.seed, scenario, now }),
    bankKey,
    credentialSeed,
  }
  engine.clock.set(now)
  engine.grants.clear()
  engine.journal.clear()
  changed(engine)
  // After the world, so that the fresh product imports the new directory under the new clock.
  await engine.product?.reset()
  await engine.product?.rehearse?.(scenario)
}
