import type { DueWork } from './due-work.ts'
import type { Engine } from './engine.ts'

const hour = 3_600_000
const steps = 200

/** Moves the clock to `target` in steps of an hour, or longer if wanted or for more than a week, so that what waits on either side runs in its order. */
export async function travelTo(engine: Engine, work: DueWork, target: Date, wanted = 0): Promise<void> {
  const distance = target.getTime() - engine.clock.now().getTime()
  const stride = Math.max(hour, wanted, Math.ceil(distance / steps))
  while (engine.clock.now() < target) {
    engine.clock.set(nextStop(engine, work, target, stride))
    await runEverythingDue(engine, work)
  }
  await runEverythingDue(engine, work)
}

function nextStop(engine: Engine, work: DueWork, target: Date, stride: number): Date {
  const now = engine.clock.now().getTime()
  const waiting = work.nextAt()?.getTime() ?? Number.POSITIVE_INFINITY
  return new Date(Math.min(target.getTime(), now + stride, Math.max(now, waiting)))
}

async function runEverythingDue(engine: Engine, work: DueWork): Promise<void> {
  await work.settle()
  await engine.product?.runDue()
  while (isWaiting(engine, work)) {
    await work.settle()
    await engine.product?.runDue()
  }
}

function isWaiting(engine: Engine, work: DueWork): boolean {
  const next = work.nextAt()
  return next !== undefined && next <= engine.clock.now()
}
