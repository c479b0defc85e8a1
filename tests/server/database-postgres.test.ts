import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../server/database/open-database.ts'
import type { Log } from '../../server/ports.ts'
import { ask, startCluster } from '../support/postgres.ts'
import type { Cluster } from '../support/postgres.ts'
import { silentLog } from '../support/silent-log.ts'

const hasPostgres = process.env['TEST_ENGINE'] === 'postgres' || process.env['TEST_DATABASE_URL'] !== undefined

describe.runIf(hasPostgres)('PostgreSQL (asked for by TEST_ENGINE=postgres or TEST_DATABASE_URL)', () => {
  let cluster: Cluster
  beforeAll(async () => {
    cluster = await startCluster()
  })
  afterAll(() => cluster.stop())

  const place = (name: string, login: string): string => {
    const url = new URL(cluster.url)
    url.pathname = `/${name}`
    url.username = login
    return url.href
  }

  it('serves with two logins, the owner for migrations and the app without any right to change the structure', async () => {
    await ask(cluster.url, 'CREATE ROLE made_up_owner LOGIN')
    await ask(cluster.url, 'CREATE ROLE zhenke_app LOGIN')
    await ask(cluster.url, 'CREATE DATABASE two_logins OWNER made_up_owner')
    const where = { url: place('two_logins', 'zhenke_app'), migrationUrl: place('two_logins', 'made_up_owner') }
    const database = await openDatabase(where, silentLog)
    const { rows } = await database.plain.run('SELECT session_user AS login')
    expect(rows).toEqual([{ login: 'zhenke_app' }])
    await expect(database.plain.run('CREATE TABLE made_up (id TEXT)')).rejects.toThrow('permission denied')
    await database.close()
  })

  it("refuses a login that may not become the app's role, and names the cure", async () => {
    await ask(cluster.url, 'CREATE ROLE made_up_guest LOGIN')
    const where = { url: place('two_logins', 'made_up_guest'), migrationUrl: place('two_logins', 'made_up_owner') }
    await expect(openDatabase(where, silentLog)).rejects.toThrow('GRANT zhenke_app TO "made_up_guest"')
  })

  it('lets two processes start on an empty database at the same moment', async () => {
    await ask(cluster.url, 'CREATE DATABASE at_once')
    const url = place('at_once', 'postgres')
    const both = await Promise.all([openDatabase({ url }, silentLog), openDatabase({ url }, silentLog)])
    for (const database of both) {
      expect(await database.read.selectFrom('setting').selectAll().execute()).toEqual([])
      await database.close()
    }
  })

  it('compiles no statement, since that takes longer than to answer one', async () => {
    await ask(cluster.url, 'CREATE DATABASE not_compiled')
    const database = await openDatabase({ url: place('not_compiled', 'postgres') }, silentLog)
    expect((await database.plain.run("SELECT current_setting('jit') AS jit")).rows).toEqual([{ jit: 'off' }])
    await database.close()
  })

  it('listens again by itself after its connection was cut, and serves on', async () => {
    await ask(cluster.url, 'CREATE DATABASE cut_off')
    const warnings: string[] = []
    const log: Log = { ...silentLog, warn: (_facts, sentence) => void warnings.push(sentence) }
    const database = await openDatabase({ url: place('cut_off', 'postgres') }, log)
    const heard: string[] = []
    await database.listen('made-up', (payload) => heard.push(payload))
    const cut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'cut_off' AND pid <> pg_backend_pid()`
    await ask(cluster.url, cut)
    await expect.poll(() => warnings.length).toBeGreaterThan(0)
    const tell = () => database.write((tx) => database.notify(tx, 'made-up', 'again'))
    await expect.poll(() => tell().then(() => heard), { timeout: 5_000 }).toContain('again')
    await database.close()
  })
})
