import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startCluster } from '../support/postgres.ts'
import { type DatabaseChoice, ended, startStage } from '../support/product-process.ts'
import { quantile, writeReport } from './report.ts'

const callbacks = 3000
const sendersAtOnce = 32
/** After so many milliseconds WeCom gives up and sends again (developer.work.weixin.qq.com/document/path/90930). */
const patience = 5000
/** What acknowledging may cost beside bare HTTP: at least so much of the floor's throughput. */
const budgets = { postgres: 0.25, pglite: 0.05 }

type Figures = { perSecond: number; p50: number; p99: number }

/** Sends all with a fixed number at once; times in milliseconds from the request to its acknowledgement. */
async function measure(send: (n: number) => Promise<number>): Promise<Figures> {
  const times: number[] = []
  let next = 0
  const begun = performance.now()
  const sender = async () => {
    for (let n = next++; n < callbacks; n = next++) {
      const at = performance.now()
      expect(await send(n)).toBe(200)
      times.push(performance.now() - at)
    }
  }
  await Promise.all(Array.from({ length: sendersAtOnce }, sender))
  const perSecond = callbacks / ((performance.now() - begun) / 1000)
  return { perSecond, p50: quantile(times, 0.5), p99: quantile(times, 0.99) }
}

/** The same requests to a server that reads the body and answers: what HTTP itself costs on this machine. */
async function measureFloor(): Promise<Figures> {
  const floor = createServer((request, response) => {
    request.resume().on('end', () => response.end())
  })
  await new Promise<void>((resolve) => floor.listen(0, '127.0.0.1', resolve))
  const { port } = floor.address() as AddressInfo
  const body = '<xml></xml>'.padEnd(900, ' ')
  const figures = await measure(async () => (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body })).status)
  await new Promise((resolve) => floor.close(resolve))
  return figures
}

async function measureProduct(database: DatabaseChoice): Promise<Figures> {
  const stage = await startStage(database)
  const [employeeId = ''] = await stage.employeeIds()
  const { xml } = await stage.add(employeeId, '测试客户')
  const child = await stage.start()
  const figures = await measure((n) => stage.sendCallback(xml.replace(/(<ExternalUserID><!\[CDATA\[)/, `$1n${n}`)))
  child.kill('SIGKILL')
  await ended(child)
  await stage.stop()
  return figures
}

describe('Acknowledging callbacks', () => {
  it(`answers ${callbacks} callbacks, each durable before its answer, with p99 within WeCom's 5 seconds`, async () => {
    const directory = mkdtempSync(join(tmpdir(), 'zhenke-bench-'))
    const cluster = await startCluster()
    const floor = await measureFloor()
    const pglite = await measureProduct({ directory })
    const postgres = await measureProduct({ url: cluster.url })
    cluster.stop()
    rmSync(directory, { recursive: true, force: true })

    const ratio = (one: Figures) => Number((one.perSecond / floor.perSecond).toFixed(3))
    writeReport('callbacks', {
      load: loadavg()[0],
      floor,
      pglite: { ...pglite, ofFloor: ratio(pglite) },
      postgres: { ...postgres, ofFloor: ratio(postgres) },
    })
    expect(Math.max(pglite.p99, postgres.p99)).toBeLessThan(patience)
    expect(ratio(postgres)).toBeGreaterThanOrEqual(budgets.postgres)
    expect(ratio(pglite)).toBeGreaterThanOrEqual(budgets.pglite)
  })
})
