import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../server/database/open-database.ts'
import { createRandom } from '../../server/random.ts'
import { createVault } from '../../server/vault.ts'
import { openWeCom } from '../../server/wecom/open-wecom.ts'
import { createSimulator } from '../../simulator/simulator.ts'
import { startCluster } from '../support/postgres.ts'
import { silentLog } from '../support/silent-log.ts'

const rounds = Number(process.env.ZHENKE_ROUNDS ?? 100)
const instances = 3
const callsPerInstance = 200

describe('Three instances that find the token expired at once', () => {
  it(`ask WeCom once per expiry under ${instances * callsPerInstance} parallel calls, ${rounds} times`, async () => {
    const cluster = await startCluster()
    const simulator = createSimulator({ scenario: 'empty-day' })
    const { clock } = simulator
    let asked = 0
    const listening = createServer((request, response) => {
      if (request.url?.startsWith('/cgi-bin/gettoken')) asked += 1
      simulator.listener(request, response)
    })
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
    const origin = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`
    const nothing = async () => undefined
    const callbackUrl = `${origin}/nowhere`
    const addresses = {
      publicOrigin: origin,
      verificationOrigin: origin,
      callbackUrl,
      directoryCallbackUrl: callbackUrl,
    }
    simulator.connect({ origin, ...addresses, runDue: nothing, reset: nothing })
    const keys = [{ id: 'v1', bytes: Buffer.alloc(32, 7) }]
    const vault = createVault({ dataKeys: keys, subjectKeys: keys }, createRandom(clock))
    const { corpId, agentId, secret, callbackToken, callbackAesKey } = simulator.credentials
    const config = {
      corpId,
      agentId: String(agentId),
      secret,
      callback: { token: callbackToken, aesKey: callbackAesKey },
      directory: null,
      apiOrigin: origin,
      authorizeOrigin: origin,
      ownOrigins: [origin],
    }
    const databases = await Promise.all(
      Array.from({ length: instances }, () => openDatabase({ url: cluster.url }, silentLog)),
    )
    const wecoms = databases.map((database) =>
      openWeCom(config, { database, vault, clock, random: createRandom(clock), log: silentLog }),
    )

    const askedPerRound: number[] = []
    const faults: string[] = []
    for (let round = 0; round < rounds; round += 1) {
      asked = 0
      const calls = wecoms.flatMap((wecom) => Array.from({ length: callsPerInstance }, () => wecom.readSeats()))
      const outcomes = await Promise.allSettled(calls)
      faults.push(
        ...outcomes.flatMap((outcome) =>
          outcome.status === 'rejected' ? [String(outcome.reason?.stack ?? outcome.reason)] : [],
        ),
      )
      askedPerRound.push(asked)
      await fetch(`${origin}/control/clock`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ advance: 'PT2H', stride: 'PT2H' }),
      })
    }
    await Promise.all(databases.map((database) => database.close()))
    await simulator.stop()
    listening.close()
    cluster.stop()

    console.log(
      `${rounds} expiries, gettoken per expiry at most ${Math.max(...askedPerRound)}, failed calls ${faults.length}`,
    )
    expect(faults.slice(0, 3)).toEqual([])
    expect(askedPerRound.filter((count) => count !== 1)).toEqual([])
    expect(faults.slice(0, 3)).toEqual([])
  })
})
