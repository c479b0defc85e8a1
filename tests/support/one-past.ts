import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where the journeys of one run share the two played weeks they begin after, and four ports: what is sent in those weeks links to them. */
export async function setup(): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'zhenke-past-'))
  process.env['TEST_PAST'] = folder
  process.env['TEST_PAST_PORTS'] = (await fourPorts()).join(' ')
  return () => rmSync(folder, { recursive: true, force: true })
}

/** Below those that systems hand out by themselves, so that nobody takes them between two journeys. */
async function fourPorts(): Promise<number[]> {
  const first = 20_000 + Math.floor(Math.random() * 3_000) * 4
  const ports = [first, first + 1, first + 2, first + 3]
  const free = await Promise.all(ports.map(isFree))
  return free.every(Boolean) ? ports : fourPorts()
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
