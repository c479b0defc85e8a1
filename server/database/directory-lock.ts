import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, realpathSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { Server } from 'node:net'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const PULSE_MS = 400
const WATCH_MS = 1_000
const PATIENCE_MS = 800

type Holder = { pid: number; started: string; host: string }

/**
 * Makes this process the only one on a data directory; the returned function lets go. Two PGlites on one directory lose
 * rows without an error (electric-sql/pglite#1106). The socket dies with its process, even by kill -9, but is seen only
 * within one network namespace; the pid file also speaks to a container that shares the directory.
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  mkdirSync(directory, { recursive: true })
  const path = realpathSync(directory)
  const socket = process.platform === 'linux' ? await takeSocket(path) : null
  const file = join(path, 'server.pid')
  try {
    await refuseLiveHolder(file, path)
  } catch (fault) {
    socket?.close()
    throw fault
  }
  writeFileSync(file, JSON.stringify(describeSelf()))
  const pulse = setInterval(() => touch(file, pulse), PULSE_MS).unref()
  return async () => {
    clearInterval(pulse)
    rmSync(file, { force: true })
    if (socket) await new Promise((done) => socket.close(done))
  }
}

/** A process that was just killed may need a moment to be gone. */
async function takeSocket(path: string): Promise<Server> {
  for (let left = PATIENCE_MS; ; left -= PULSE_MS) {
    const server = await trySocket(path)
    if (server) return server
    if (left <= 0) throw inUse(path)
    await pause(PULSE_MS)
  }
}

/** Null when somebody else holds it. */
function trySocket(path: string): Promise<Server | null> {
  const name = `\0zhenke-${createHash('sha256').update(path).digest('hex')}`
  return new Promise((taken, failed) => {
    const server = createServer((visitor) => visitor.destroy())
    server.once('error', (fault) => {
      if ('code' in fault && fault.code === 'EADDRINUSE') taken(null)
      else failed(fault)
    })
    server.listen(name, () => taken(server.unref()))
  })
}

async function refuseLiveHolder(file: string, path: string): Promise<void> {
  const holder = readHolder(file)
  if (!holder) return
  const alive = holder.host === hostname() ? isAlive(holder) : await hasPulse(file)
  if (alive) throw inUse(path)
}

function readHolder(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder
  } catch {
    return null // absent, or cut off by a crash while it was written: nobody holds it
  }
}

const describeSelf = (): Holder => ({ pid: process.pid, started: startOf(process.pid) ?? '', host: hostname() })

/** A reused pid has another start time. */
function isAlive(holder: Holder): boolean {
  if (holder.pid === process.pid) return false
  const started = startOf(holder.pid)
  return started !== null && started === holder.started
}

/** State and start time of proc(5)'s stat stand third and 22nd, counted behind the name, which may hold blanks; elsewhere only whether it lives. */
function startOf(pid: number): string | null {
  try {
    if (process.platform !== 'linux') return process.kill(pid, 0) ? '' : null
    const [state = '', ...fields] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return 'ZX'.includes(state) ? null : (fields[18] ?? null)
  } catch {
    return null // no such process
  }
}

async function hasPulse(file: string): Promise<boolean> {
  const before = statSync(file).mtimeMs
  await pause(WATCH_MS)
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs !== before
}

function touch(file: string, pulse: NodeJS.Timeout): void {
  const at = new Date(performance.timeOrigin + performance.now())
  try {
    utimesSync(file, at, at)
  } catch {
    clearInterval(pulse) // the directory was taken away: nothing is left to hold
  }
}

function inUse(path: string): Error {
  return new Error(
    `数据目录 ${path} 正被另一个真客进程使用，请先停止它，或为 DATA_DIR 换一个目录。` +
      ` The data directory ${path} is in use by another Zhenke process: stop that one first, or choose another DATA_DIR.`,
  )
}
