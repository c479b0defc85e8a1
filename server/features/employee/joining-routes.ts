import * as contract from '../../contract/joining-day.ts'
import { readRoleTags, saveRoleTags } from '../../contract/role-tags.ts'
import { toShanghaiIso } from '../../domain/business-day.ts'
import { forEmployee, type Route } from '../../http/route.ts'
import { enterJoiningDay, listJoiners } from './enter-joining-day.ts'
import { nameRoleTags, showRoleTags } from './name-role-tags.ts'

export const joiningRoutes: Route[] = [
  forEmployee(readRoleTags, ({ actor, ports }) => showRoleTags(actor, ports)),
  forEmployee(saveRoleTags, ({ actor, ports, body }) => nameRoleTags(actor, ports, body)),
  forEmployee(contract.readJoiners, async ({ actor, ports }) => {
    const { items, asOf } = await listJoiners(actor, ports)
    return { items, nextCursor: null, asOf: toShanghaiIso(asOf) }
  }),
  forEmployee(contract.enterJoiningDay, async ({ actor, ports, params, body }) => ({
    joiner: await enterJoiningDay(actor, ports, { ...params, ...body }),
  })),
]
