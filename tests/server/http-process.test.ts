import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { exchange } from '../support/caller.ts'
import { environment } from '../support/environment.ts'
import { listenSomewhere } from '../support/listen.ts'
import { emptyPglite } from '../support/pglite-template.ts'

const built = resolve('.cache/test-server')
const home = mkdtempSync(join(tmpdir(), 'zhenke-process-'))
const running: ChildProcess[] = []

type Run = { process: ChildProcess; out: () => string; ended: Promise<number | null> }

function run(env: Record<string, string>): Run {
  const child = spawn(process.execPath, [join(built, 'main.js')], {
    cwd: home,
    env: { PATH: process.env.PATH, ...env },
  })
  running.push(child)
  let out = ''
  const hear = (chunk: Buffer) => {
    out += chunk.toString()
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  return { process: child, out: () => out, ended: new Promise((done) => child.on('exit', (code) => done(code))) }
}

async function freePorts(): Promise<[number, number, number]> {
  const doors = await Promise.all([listenSomewhere(), listenSomewhere(), listenSomewhere()])
  await Promise.all(doors.map((door) => door.close()))
  const [first, second, third] = doors.map((door) => Number(new URL(door.origin).port))
  return [first ?? 0, second ?? 0, third ?? 0]
}

const onPorts = ([port, verification, internal]: [number, number, number]) => ({
  ...environment,
  WECOM_API_ORIGIN: 'http://127.0.0.1:1',
  PORT: String(port),
  VERIFICATION_PORT: String(verification),
  INTERNAL_PORT: String(internal),
})

describe('The server process', () => {
  beforeAll(async () => {
    const rolldownOptions = { input: resolve('server/main.ts') }
    await build({
      configFile: 'vite.server.config.ts',
      logLevel: 'error',
      build: { ssr: true, outDir: built, rolldownOptions },
    })
    mkdirSync(join(home, 'dist/client'), { recursive: true })
    for (const page of ['index.html', 'verification.html'])
      writeFileSync(join(home, 'dist/client', page), '<!doctype html><title>Zhenke</title><!--opening-->')
  })
  afterEach(() => running.splice(0).forEach((child) => child.kill('SIGKILL')))
  afterAll(() => {
    rmSync(home, { recursive: true, force: true })
    rmSync(built, { recursive: true, force: true })
  })

  it('serves both origins and is ready though WeCom is away, then stops within 5 seconds, telling so first', async () => {
    const ports = await freePorts()
    const ground = await emptyPglite()
    const server = run({ ...onPorts(ports), DATA_DIR: ground.where.directory })
    const health = `http://127.0.0.1:${ports[2]}/health/ready`
    const readiness = () =>
      exchange('GET', health).then(
        ({ status }) => status,
        () => 0,
      )
    await expect.poll(readiness, { timeout: 50_000, interval: 100 }).toBe(200)
    expect((await exchange('GET', `http://127.0.0.1:${ports[0]}/`)).text).toContain('id="opening"')
    expect((await exchange('GET', `http://127.0.0.1:${ports[1]}/`)).status).toBe(404)

    const begun = performance.now()
    server.process.kill('SIGTERM')
    await expect.poll(readiness, { interval: 50 }).toBe(503)
    expect(await server.ended).toBe(0)
    expect(performance.now() - begun).toBeLessThan(5000)
    await ground.drop()
  }, 90_000)

  it.each([
    ['PORT', 0],
    ['VERIFICATION_PORT', 1],
    ['INTERNAL_PORT', 2],
  ] as const)(
    'says in one sentence that %s is in use',
    async (name, place) => {
      const ports = await freePorts()
      const other = await listenSomewhere()
      ports[place] = Number(new URL(other.origin).port)
      const server = run(onPorts(ports))
      expect(await server.ended).toBe(1)
      await other.close()
      const sentences = server
        .out()
        .split('\n')
        .filter((line) => line.startsWith(name))
      expect(sentences).toEqual([
        expect.stringMatching(new RegExp(`^${name}=${ports[place]}: another program uses this port`)),
      ])
    },
    60_000,
  )

  it('says every fault of its environment in plain lines and does not start', async () => {
    const server = run({ ...environment, PORT: 'eighty', DATA_KEYS: '' })
    expect(await server.ended).toBe(1)
    const lines = server.out().trim().split('\n')
    expect(lines.map((line) => line.split(':')[0])).toEqual(['PORT', 'DATA_KEYS'])
  }, 90_000)

  it.each(['', ' --dev'])(
    'stops by itself when what started it has ended, without a chance to say so: npm start%s',
    async (how) => {
      const ports = await freePorts()
      const ground = await emptyPglite()
      const env = { PATH: process.env.PATH, ...onPorts(ports), DATA_DIR: ground.where.directory }
      const start = `${process.execPath} scripts/start.mjs${how}`
      const shell = spawn('sh', ['-c', `${start} & echo $!; wait`], { env })
      const pid = Number(
        await new Promise((told) => shell.stdout.once('data', (text: Buffer) => told(text.toString()))),
      )
      const page = () =>
        exchange('GET', `http://127.0.0.1:${ports[0]}/`).then(
          ({ text }) => text.includes('id="opening"') && (how === '' || text.includes('/@vite/client')),
          () => false,
        )
      await expect.poll(page, { timeout: 100_000, interval: 200 }).toBe(true)
      shell.kill('SIGKILL')
      await expect.poll(() => isAlive(pid), { timeout: 20_000, interval: 100 }).toBe(false)
      await ground.drop()
    },
  )
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
