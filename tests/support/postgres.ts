import { execFileSync } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { Client } from 'pg'
import { emptyPglite } from './pglite-template.ts'

export type EmptyDatabase = { where: { directory: string } | { url: string }; drop(): Promise<void> }
export type Cluster = { url: string; stop(): void; stopAtOnce(): void; start(): void }

/** PGlite unless TEST_DATABASE_URL names a superuser of a PostgreSQL, as one-cluster.ts does for TEST_ENGINE=postgres. */
export async function emptyDatabase(): Promise<EmptyDatabase> {
  const url = process.env['TEST_DATABASE_URL']
  return url ? await emptyDatabaseOn(url) : await emptyPglite()
}

async function emptyDatabaseOn(url: string): Promise<EmptyDatabase> {
  const name = `zhenke_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  await ask(url, `CREATE DATABASE ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  return { where: { url: own.href }, drop: () => ask(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) }
}

/** Runs one statement as the owner of a database that nobody has open. */
export async function asOwner(where: EmptyDatabase['where'], text: string): Promise<void> {
  if ('url' in where) return await ask(where.url, text)
  const pglite = await PGlite.create(join(where.directory, 'pglite'))
  await pglite.exec(text)
  await pglite.close()
}

/** Runs one statement as whoever `url` names. */
export async function ask(url: string, text: string): Promise<void> {
  const connection = new Client({ connectionString: url })
  await connection.connect()
  try {
    await connection.query(text)
  } finally {
    await connection.end()
  }
}

/** A PostgreSQL of its own in a temporary folder, without fsync, reachable on 127.0.0.1 without a password. */
export async function startCluster(): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'zhenke-postgres-'))
  const port = await freePort()
  const log = join(folder, 'log')
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c fsync=off`
  const pgCtl = (...args: string[]): void => asPostgres('pg_ctl', ['-D', join(folder, 'cluster'), '-w', ...args])
  if (process.getuid?.() === 0) chownSync(folder, postgresUid(), 0)
  asPostgres('initdb', [
    '-D',
    join(folder, 'cluster'),
    '-U',
    'postgres',
    '-A',
    'trust',
    '-N',
    '-E',
    'UTF8',
    '--locale=C',
  ])
  const start = (): void => pgCtl('-l', log, '-o', options, 'start')
  start()
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    start,
    stopAtOnce: () => pgCtl('-m', 'immediate', 'stop'),
    stop() {
      pgCtl('-m', 'immediate', 'stop')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const BINARIES = process.env['POSTGRES_BIN'] ?? '/usr/lib/postgresql/15/bin'

/** PostgreSQL refuses to run as root, so root hands it to the user postgres. */
function asPostgres(binary: string, args: string[]): void {
  const path = join(BINARIES, binary)
  if (process.getuid?.() !== 0) {
    execFileSync(path, args, { stdio: 'ignore' })
    return
  }
  const drop = ['--reuid', 'postgres', '--regid', 'postgres', '--clear-groups', path]
  execFileSync('setpriv', [...drop, ...args], { stdio: 'ignore', cwd: '/' })
}

const postgresUid = (): number => Number(execFileSync('id', ['-u', 'postgres'], { encoding: 'utf8' }))

function freePort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => found(port))
    })
  })
}
