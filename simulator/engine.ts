import type { Clock } from './clock.ts'
import type { Credentials } from './credentials.ts'
import type { Entry, Journal } from './journal.ts'
import { opaque } from './random.ts'
import type { Task, TaskBody, World } from './world.ts'

/** The product as the simulator reaches it; `origin` is the simulator's own address. */
export type Product = {
  origin: string
  publicOrigin: string
  verificationOrigin: string
  callbackUrl: string
  directoryCallbackUrl: string
  runDue(): Promise<void>
  reset(): Promise<void>
  /** Plays the scenario's past into a fresh product; called after a reset has laid the world. */
  rehearse?: (scenario: string) => Promise<void>
}

/** What every part of the simulator shares. */
export type Engine = {
  world: World
  product: Product | undefined
  readonly clock: Clock
  readonly credentials: Credentials
  readonly journal: Journal
  /** Grants of agentConfig and preVerifyJSAPI, by employee and page address. */
  readonly grants: Map<string, Set<string>>
  perform: (task: Task) => Promise<void>
  wake: () => void
}

export function log(engine: Engine, entry: Omit<Entry, 'seq' | 'at'>): void {
  engine.journal.write(engine.clock.now(), entry)
}

export function changed(engine: Engine): void {
  engine.world.revision += 1
  engine.journal.announce(engine.world.revision)
}

export function nextId(engine: Engine, prefix: string): string {
  engine.world.counter += 1
  return `${prefix}${engine.world.counter}`
}

/** A value nobody can guess from the outside, and the same in every run of the same seed. */
export function nextSecret(engine: Engine, purpose: string, length = 64): string {
  engine.world.counter += 1
  return opaque(length, engine.credentials.secret, purpose, engine.world.counter)
}

/** Puts work on the list of what waits; it runs when the simulator's clock reaches its time. */
export function schedule(engine: Engine, body: TaskBody, delayMs = 0): void {
  const at = new Date(engine.clock.now().getTime() + delayMs).toISOString()
  engine.world.tasks.push({ ...body, id: nextId(engine, 'task-'), at })
  engine.wake()
}

export function nowIso(engine: Engine): string {
  return engine.clock.now().toISOString()
}

export function originOf(engine: Engine): string {
  return engine.product?.origin ?? 'http://127.0.0.1:8081'
}
