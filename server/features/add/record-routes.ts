import { exportMyRecord, readMyRecord as contract } from '../../contract/record.ts'
import { toShanghaiIso } from '../../domain/business-day.ts'
import { forEmployee, type Route } from '../../http/route.ts'
import { readMyRecord } from './read-my-record.ts'
import { writeMyRecord } from './write-my-record.ts'

export const recordRoutes: Route[] = [
  forEmployee(contract, async ({ actor, ports }) => {
    const { adds, asOf, ...record } = await readMyRecord(actor, ports)
    return {
      ...record,
      adds: adds.map((add) => ({
        ...add,
        addedAt: toShanghaiIso(add.addedAt),
        verdict: { ...add.verdict, since: toShanghaiIso(add.verdict.since) },
        privateSince: add.privateSince && toShanghaiIso(add.privateSince),
      })),
      asOf: toShanghaiIso(asOf),
    }
  }),
  forEmployee(exportMyRecord, async ({ actor, ports }) => writeMyRecord(await readMyRecord(actor, ports), actor)),
]
