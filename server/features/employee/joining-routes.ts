import * as contract from '../../contract/joining-day.ts'
import { toShanghaiIso } from '../../domain/business-day.ts'
import { forEmployee, type Route } from '../../http/route.ts'
import { enterJoiningDay, listJoiners } from './enter-joining-day.ts'

export const joiningRoutes: Route[] = [
  forEmployee(contract.readJoiners, async ({ actor, ports }) => {
    const { items, asOf } = await listJoiners(actor, ports)
    return { items, nextCursor: null, asOf: toShanghaiIso(asOf) }
  }),
  forEmployee(contract.enterJoiningDay, async ({ actor, ports, params, body }) => ({
    joiner: await enterJoiningDay(actor, ports, { ...params, ...body }),
  })),
]
