import * as contract from '../../contract/stand-in.ts'
import { toShanghaiIso } from '../../domain/business-day.ts'
import { forEmployee, type Route } from '../../http/route.ts'
import type { NamedBranch } from '../../led-branches-store.ts'
import { endStandIn } from './end-stand-in.ts'
import { enterStandIn } from './enter-stand-in.ts'
import { readStandIns } from './read-stand-ins.ts'
import type { StandInView } from './view-stand-in.ts'

export const standInRoutes: Route[] = [
  forEmployee(contract.readStandIns, async ({ actor, ports }) => {
    const { items, lent, own, asOf } = await readStandIns(actor, ports)
    const replies = items.map((view) => toReply(view, view.state === 'active' ? lent.get(view.leadId) : []))
    const may = { enter: own.items.length > 0 }
    return {
      items: replies,
      nextCursor: null,
      branches: own.items,
      moreBranches: own.more,
      asOf: toShanghaiIso(asOf),
      may,
    }
  }),
  forEmployee(contract.enterStandIn, async ({ actor, ports, body }) => ({
    standIn: toReply(await enterStandIn(actor, ports, body)),
  })),
  forEmployee(contract.endStandIn, async ({ actor, ports, params }) => ({
    standIn: toReply(await endStandIn(actor, ports, params)),
  })),
]

const toReply = (view: StandInView, lent: NamedBranch[] = []): contract.StandIn => ({
  id: view.id,
  lead: { id: view.leadId, name: view.leadName },
  branch: { id: view.branchId ?? '', name: view.branchName ?? '' },
  lent,
  deputy: { id: view.deputyId, name: view.deputyName },
  firstDay: view.firstDay,
  lastDay: view.lastDay,
  state: view.state,
  may: { end: view.mayEnd },
})
