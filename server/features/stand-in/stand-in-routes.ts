import * as contract from '../../contract/stand-in.ts'
import { businessDayOf, toShanghaiIso } from '../../domain/business-day.ts'
import { forEmployee, type Route } from '../../http/route.ts'
import { endStandIn } from './end-stand-in.ts'
import { enterStandIn } from './enter-stand-in.ts'
import { listStandIns, readOwnScope } from './stand-in-store.ts'
import { viewStandIn, type StandInView } from './view-stand-in.ts'

export const standInRoutes: Route[] = [
  forEmployee(contract.readStandIns, async ({ actor, ports }) => {
    const now = ports.clock.now()
    const { read } = ports.database
    const rows = await listStandIns(read, actor.id)
    const items = rows.map((row) => toReply(viewStandIn(row, actor, businessDayOf(now))))
    const enter = (await readOwnScope(read, actor.id)).length > 0
    return { items, nextCursor: null, asOf: toShanghaiIso(now), may: { enter } }
  }),
  forEmployee(contract.enterStandIn, async ({ actor, ports, body }) => ({
    standIn: toReply(await enterStandIn(actor, ports, body)),
  })),
  forEmployee(contract.endStandIn, async ({ actor, ports, params }) => ({
    standIn: toReply(await endStandIn(actor, ports, params)),
  })),
]

const toReply = (view: StandInView): contract.StandIn => ({
  id: view.id,
  lead: { id: view.leadId, name: view.leadName },
  branch: { id: view.branchId ?? '', name: view.branchName ?? '' },
  deputy: { id: view.deputyId, name: view.deputyName },
  firstDay: view.firstDay,
  lastDay: view.lastDay,
  state: view.state,
  may: { end: view.mayEnd },
})
