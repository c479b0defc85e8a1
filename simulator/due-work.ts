import type { Engine } from './engine.ts'

export type DueWork = {
  /** When the next waiting task is due; undefined when none waits. */
  nextAt(): Date | undefined
  /** Runs what is due and waits for every delivery under way, until neither is left. */
  settle(): Promise<void>
  /** Waits for what is under way, at most `ms` of real time. */
  settleWithin(ms: number): Promise<void>
  stop(): void
}

/** Runs the world's waiting tasks as the simulator's clock, which follows real time, reaches them. */
export function startDueWork(engine: Engine): DueWork {
  const underWay = new Set<Promise<void>>()
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  const nextAt = () => {
    const times = engine.world.tasks.map((task) => Date.parse(task.at))
    return times.length === 0 ? undefined : new Date(Math.min(...times))
  }
  const start = () => {
    const now = engine.clock.now().toISOString()
    const due = engine.world.tasks.filter((task) => task.at <= now).toSorted((a, b) => a.at.localeCompare(b.at))
    engine.world.tasks = engine.world.tasks.filter((task) => task.at > now)
    for (const task of due) {
      const running = engine.perform(task).finally(() => underWay.delete(running))
      underWay.add(running)
    }
    return due.length > 0
  }
  const arm = () => {
    clearTimeout(timer)
    const next = nextAt()
    if (stopped || !next) return
    const wait = Math.min(Math.max(0, next.getTime() - engine.clock.now().getTime()), 60_000)
    timer = setTimeout(() => {
      start()
      arm()
    }, wait)
    timer.unref()
  }
  const settle = async () => {
    while (start() || underWay.size > 0) await Promise.all(underWay)
    arm()
  }
  engine.wake = arm
  return {
    nextAt,
    settle,
    settleWithin: (ms) => Promise.race([settle(), new Promise<void>((done) => setTimeout(done, ms).unref())]),
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
  }
}
