import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../server/database/open-database.ts'
import type { Database } from '../../server/ports.ts'
import { ACCOUNTS, type Claim, layClaims, openBank, tell } from '../support/claims.ts'
import { brokenInvariants } from '../support/ledger-invariants.ts'
import { ask, startCluster } from '../support/postgres.ts'
import { ended, startStage } from '../support/product-process.ts'
import { silentLog } from '../support/silent-log.ts'

const rounds = Number(process.env.ZHENKE_ROUNDS ?? 10_000)
const processes = 3
const personsAtOnce = 16
/** Real time without any progress after which it is given up. */
const STALLED_MS = 90_000

const first = async <Row>(database: Database, text: string): Promise<Row> => {
  const { rows } = await sql<Row>`${sql.raw(text)}`.execute(database.read)
  const [row] = rows
  if (!row) throw new Error(`nothing found: ${text}`)
  return row
}

const countOf = async (database: Database, text: string): Promise<number> =>
  Number((await first<{ count: string }>(database, `SELECT count(*) AS count ${text}`)).count)

/** Waits until every answer is written and no work waits. */
async function untilQuiet(database: Database): Promise<void> {
  const left = () =>
    countOf(database, `FROM pgboss.job WHERE name = 'ask-provider' AND state IN ('created', 'retry', 'active')`)
  let before = -1
  for (let since = Date.now(); Date.now() - since < STALLED_MS; await new Promise((next) => setTimeout(next, 500))) {
    const now = await left()
    if (now === 0) return
    if (now !== before) since = Date.now()
    before = now
  }
}

describe('Three processes on one PostgreSQL', () => {
  it(`that claim each of ${rounds} identities for three accounts at once credit each exactly once`, async () => {
    const cluster = await startCluster()
    const begun = new Date(Date.now() - 60_000)
    const bank = await openBank(begun)
    const stages = await Promise.all(Array.from({ length: processes }, () => startStage({ url: cluster.url })))
    for (const { environment } of stages) environment['IDENTITY_PROVIDER_ORIGIN'] = bank.origin
    const children = []
    for (const stage of stages) children.push(await stage.start())
    const database = await openDatabase({ url: cluster.url }, silentLog)
    while ((await countOf(database, 'FROM employee')) < 12) await new Promise((next) => setTimeout(next, 200))
    await ask(cluster.url, layClaims(rounds, begun))

    const statuses = new Map<number | string, number>()
    const claim = async (where: number, what: Claim): Promise<void> => {
      const { publicOrigin, simulator } = stages[where % processes] ?? stages[0] ?? never()
      const status = await tell(publicOrigin, simulator.credentials.webhookSecret, what).catch(String)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
    const startedAt = performance.now()
    let next = 1
    const claimer = async (): Promise<void> => {
      for (let person = next++; person <= rounds; person = next++) {
        const accounts = Array.from({ length: ACCOUNTS }, (_, account) => claim(person + account, { person, account }))
        await Promise.all(accounts)
      }
    }
    await Promise.all(Array.from({ length: personsAtOnce }, claimer))
    const toldAt = performance.now()
    await untilQuiet(database)
    const seconds = (performance.now() - startedAt) / 1000
    for (const child of children) child.kill('SIGTERM')
    await Promise.all(children.map(ended))

    const { deadlocks } = await first<{ deadlocks: string }>(
      database,
      'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()',
    )
    const jobs = await sql<{ state: string; count: string }>`
      SELECT state, count(*) AS count FROM pgboss.job WHERE name = 'ask-provider' GROUP BY state`.execute(database.read)
    const takeOvers = await countOf(database, `FROM credit WHERE amount = -1`)
    const wrong = await wrongCredits(database)
    const broken = await brokenInvariants(database.read)
    const accepted = await countOf(database, 'FROM webhook_seen')
    const answers = await countOf(database, 'FROM identity_result')
    await database.close()
    await Promise.all(stages.map((stage) => stage.stop()))
    bank.close()
    cluster.stop()

    const claims = rounds * ACCOUNTS
    console.log(
      `${rounds} identities, ${claims} claims answered in ${((toldAt - startedAt) / 1000).toFixed(1)} s and settled in ${seconds.toFixed(1)} s ` +
        `(${Math.round(claims / seconds)} a second), ${takeOvers} take-overs, ${deadlocks} deadlocks, the bank asked ${bank.counts.asked} times`,
    )
    expect(Object.fromEntries(statuses)).toEqual({ 200: claims })
    expect({ accepted, answers }).toEqual({ accepted: claims, answers: claims })
    expect(jobs.rows.map(({ state, count }) => `${count} ${state}`)).toEqual([`${claims} completed`])
    expect(wrong).toEqual([])
    expect(broken).toEqual([])
  })
})

/** Identities whose credit does not stand once, or not with the account that was verified first. */
async function wrongCredits(database: Database): Promise<unknown[]> {
  const { rows } = await sql`
    SELECT earliest.subject, last.add_id, last.amount
    FROM (SELECT DISTINCT ON (subject) subject, contact_id FROM identity_result ORDER BY subject, decided_at) AS earliest
    LEFT JOIN (SELECT DISTINCT ON (subject) * FROM credit ORDER BY subject, step DESC) AS last USING (subject)
    WHERE last.amount IS DISTINCT FROM 1 OR last.add_id <> 'add-' || earliest.contact_id
    LIMIT 5`.execute(database.read)
  return rows
}

const never = (): never => {
  throw new Error('there is no such process')
}
