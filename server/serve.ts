import { setTimeout as pause } from 'node:timers/promises'
import { type Config, ConfigFault, readConfig } from './config.ts'
import type { ClientFiles } from './http/client-files.ts'
import { type Door, openDoor } from './http/door.ts'
import { type Server, startServer } from './server.ts'

type Origin = 'sidebar' | 'verification' | 'internal'

/** So that the load balancer has looked at readiness once before the door is shut. */
const NOTICE_MS = 1_000
const LATEST_MS = 4_500
// The one place where the business's time is the machine's.
const clock = { now: () => new Date() }

/** The product as this process, until a signal ends it; `client` stands in for the built pages. A start that fails ends the process. */
export async function serve(outside: { client?: ClientFiles } = {}): Promise<void> {
  try {
    const config = readConfig()
    const doors = await openDoors(config)
    const server = await startServer(config, { clock, ...outside })
    doors.sidebar.serve(server.sidebar)
    doors.verification.serve(server.verification)
    doors.internal.serve(server.internal)
    process.stdout.write(`Zhenke listens / 真客已启动  ${config.publicOrigin}\n`)
    stopOnSignal(server, Object.values(doors))
  } catch (fault) {
    const sentences =
      fault instanceof ConfigFault ? fault.sentences : [fault instanceof Error ? fault.message : String(fault)]
    process.stderr.write(`${sentences.join('\n')}\n`)
    process.exit(1)
  }
}

/** Before anything else, so that a port in use is told at once. */
async function openDoors({ host, port, verificationPort, internalPort }: Config): Promise<Record<Origin, Door>> {
  return {
    sidebar: await openDoor(host, port, 'PORT'),
    verification: await openDoor(host, verificationPort, 'VERIFICATION_PORT'),
    internal: await openDoor('127.0.0.1', internalPort, 'INTERNAL_PORT'),
  }
}

function stopOnSignal(server: Server, doors: Door[]): void {
  let stopping = false
  const end = async () => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), LATEST_MS).unref()
    server.refuseNewcomers()
    await pause(NOTICE_MS)
    const closed = doors.map((door) => door.close())
    server.endStreams()
    await Promise.all(closed)
    await server.stop()
    process.exit(0)
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  process.on('SIGHUP', end)
}
