import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDemo, type Demo, type DemoOptions } from '../../simulator/start.ts'

/** The demonstration as `npm start` opens it, on ports of its own, forgotten afterwards. */
export async function openDemo(scenario: 'branch-monday' | 'empty-day' = 'branch-monday'): Promise<Demo> {
  if (scenario === 'empty-day') return start({ directory: undefined, scenario }, [0, 0, 0, 0])
  const directory = mkdtempSync(join(tmpdir(), 'zhenke-demo-'))
  cpSync(await playedPast(), directory, { recursive: true })
  const demo = await start({ directory, scenario }, portsOfThePast())
  const { stop } = demo
  demo.stop = () => stop().finally(() => rmSync(directory, { recursive: true, force: true }))
  return demo
}

/** The folder of a demonstration that was stopped right after its past was played: by the first journey that needs it. */
async function playedPast(): Promise<string> {
  const shared = process.env['TEST_PAST']
  if (!shared) throw new Error('TEST_PAST is set by one-past.ts before the first journey')
  const directory = join(shared, 'played')
  if (!existsSync(join(directory, 'demo', 'simulator.json'))) {
    const demo = await start({ directory, scenario: 'branch-monday' }, portsOfThePast())
    await demo.stop()
  }
  return directory
}

const portsOfThePast = () => (process.env['TEST_PAST_PORTS'] ?? '').split(' ').map(Number)

function start(
  which: Pick<DemoOptions, 'directory' | 'scenario'>,
  [port = 0, verificationPort = 0, simulatorPort = 0, internalPort = 0]: number[],
): Promise<Demo> {
  return startDemo({
    ...which,
    host: '127.0.0.1',
    port,
    verificationPort,
    simulatorPort,
    internalPort,
    screenFolder: 'dist/simulator-screen',
    clientFolder: 'dist/client',
    logLevel: 'error',
  })
}
