import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { startServer } from '../../server/server.ts'
import { startCluster } from '../support/postgres.ts'
import { type DatabaseChoice, ended, startStage } from '../support/product-process.ts'
import { silentLog } from '../support/silent-log.ts'

const rounds = Number(process.env.ZHENKE_ROUNDS ?? 50)
const callbacksPerRound = 40
const sendersAtOnce = 8

/** Places for a database that outlives the process that uses it. */
const engines: [string, () => Promise<{ database: DatabaseChoice; drop(): void }>][] = [
  [
    'PGlite',
    async () => {
      const directory = mkdtempSync(join(tmpdir(), 'zhenke-kill-'))
      return { database: { directory }, drop: () => rmSync(directory, { recursive: true, force: true }) }
    },
  ],
  [
    'PostgreSQL',
    async () => {
      const cluster = await startCluster()
      return { database: { url: cluster.url }, drop: () => cluster.stop() }
    },
  ],
]

type Stage = Awaited<ReturnType<typeof startStage>>

/** Sends the events, some of them twice, until all are sent or the server is gone; returns those it acknowledged. */
async function stream(stage: Stage, xmls: string[], firstAcknowledged: () => void): Promise<Set<string>> {
  const acknowledged = new Set<string>()
  const waiting = xmls.flatMap((xml, index) => (index % 5 === 0 ? [xml, xml] : [xml]))
  const sender = async () => {
    for (let xml = waiting.shift(); xml; xml = waiting.shift()) {
      const status = await stage.sendCallback(xml).catch(() => 0)
      if (status !== 200) continue
      if (acknowledged.size === 0) firstAcknowledged()
      acknowledged.add(xml)
    }
  }
  await Promise.all(Array.from({ length: sendersAtOnce }, sender))
  return acknowledged
}

describe.each(engines)('A stream of callbacks with kill -9 on %s', (_name, openPlace) => {
  it(`processes every acknowledged event once in ${rounds} rounds`, async () => {
    const { database, drop } = await openPlace()
    const stage = await startStage(database)
    await stage.loseCallbacks()
    const employees = await stage.employeeIds()
    const acknowledged = new Set<string>()
    const sent = new Map<string, string>()
    for (let round = 0; round < rounds; round += 1) {
      const events = []
      for (let n = 0; n < callbacksPerRound; n += 1) {
        events.push(await stage.add(employees[n % employees.length] ?? '', `测试客户 ${round}-${n}`))
      }
      for (const { xml, contactId } of events) sent.set(xml, contactId)
      const child = await stage.start()
      const xmls = events.map(({ xml }) => xml)
      const kill = () => void setTimeout(() => child.kill('SIGKILL'), (round * 137) % 900)
      for (const xml of await stream(stage, xmls, kill)) acknowledged.add(xml)
      child.kill('SIGKILL')
      await ended(child)
    }
    const found = await settleAndRead(stage)
    await stage.stop()
    drop()

    console.log(
      `${rounds} rounds, ${sent.size} events sent, ${acknowledged.size} acknowledged, ${found.added.length} adds found`,
    )
    expect(acknowledged.size).toBeGreaterThan(rounds * 2)
    expect(found.unfinished).toEqual([])
    expect(found.toldTwice).toEqual([])
    expect(found.added.length).toBe(new Set(found.added).size)
    expect(found.besides).toEqual({ credits: 0, prompts: 0 })
    const added = new Set(found.added)
    expect([...acknowledged].filter((xml) => !added.has(sent.get(xml) ?? ''))).toEqual([])
  })
})

/** Opens what the dead processes left behind, lets everything due run, and reads it. */
async function settleAndRead(stage: Stage) {
  // What a dead process had claimed is due again only after its claim has run out.
  const clock = { now: () => new Date(stage.simulator.clock.now().getTime() + 60_000) }
  const server = await startServer(readConfig(stage.environment), { clock, log: silentLog })
  await server.runDue()
  const { read } = server.database
  const events = await read.selectFrom('callbackEvent').select(['key', 'xml', 'state']).execute()
  const adds = await read
    .selectFrom('add')
    .innerJoin('contact', 'contact.id', 'add.contactId')
    .where('contact.name', 'like', '测试客户 %')
    .select('add.contactId')
    .execute()
  const besides = {
    credits: (await read.selectFrom('credit').select('step').execute()).length,
    prompts: (await read.selectFrom('prompt').select('id').execute()).length,
  }
  await server.stop()
  return {
    unfinished: events.filter(({ state }) => state !== 'done').map(({ key }) => key),
    toldTwice: events.map(({ xml }) => xml).filter((xml, index, all) => all.indexOf(xml) !== index),
    added: adds.map(({ contactId }) => contactId),
    besides,
  }
}
