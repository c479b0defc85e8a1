import { changed, type Engine } from './engine.ts'
import type { Fault } from './world.ts'

/** The first fault switched on for this path or a part above it, used up by one; `cgi-bin/` may be left out. */
export function takeFault(engine: Engine, path: string): Fault | undefined {
  const fault = engine.world.faults.find((candidate) => covers(candidate.path, path))
  if (!fault) return undefined
  if (fault.times !== null) fault.times -= 1
  if (fault.times === 0) engine.world.faults = engine.world.faults.filter((candidate) => candidate !== fault)
  changed(engine)
  return fault
}

function covers(pattern: string, path: string): boolean {
  const wanted = pattern.replace(/^\//, '').replace(/\/?\*?$/, '')
  const given = path.replace(/^\//, '')
  const short = given.replace(/^cgi-bin\//, '')
  return [given, short].some((form) => form === wanted || form.startsWith(`${wanted}/`))
}

export function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}
