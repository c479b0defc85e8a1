import * as contract from '../../contract/branch-lists.ts'
import * as targets from '../../contract/branch-targets.ts'
import { toShanghaiIso } from '../../domain/business-day.ts'
import type { Horizon } from '../../domain/funnel.ts'
import { forEmployee, type Route } from '../../http/route.ts'
import { readBoard, readBoardFollowUps, readUndelivered } from './read-board.ts'
import { readBranchTargets } from './read-branch-targets.ts'
import { readFunnel } from './read-funnel.ts'
import { readBranchLeads } from './read-lead-figures.ts'
import { readBranchAdds, readBranchCredits, readFunnelAdds, readUncared } from './read-lists.ts'
import { readPeerComparison } from './read-peers.ts'
import { readTrend } from './read-trend.ts'

const horizonOf = (days: string | undefined): Horizon => Number(days ?? 7) as Horizon

type Faced = { contactId: string; contactName: string; contactAvatar: string }
const contactOf = ({ contactId, contactName, contactAvatar }: Faced) => ({
  id: contactId,
  name: contactName,
  avatar: contactAvatar,
})
const employeeOf = ({ employeeId, employeeName }: { employeeId: string; employeeName: string }) => ({
  id: employeeId,
  name: employeeName,
})

/** Lists behind the figures of the branch page. */
export const listsRoutes: Route[] = [
  forEmployee(contract.readFunnel, async ({ actor, ports, params, query }) => ({
    funnel: await readFunnel(actor, ports, { branchId: params.id, horizon: horizonOf(query.days) }),
  })),
  forEmployee(contract.readFunnelAdds, async ({ actor, ports, params, query }) => {
    const { days, step = 'added', which = 'reached', cursor } = query
    const asked = { branchId: params.id, horizon: horizonOf(days), step, which, cursor }
    const { items, nextCursor } = await readFunnelAdds(actor, ports, asked)
    const reply = items.map((row) => ({
      id: row.id,
      contact: contactOf(row),
      employee: employeeOf(row),
      addedAt: toShanghaiIso(row.startedAt),
    }))
    return { items: reply, nextCursor }
  }),
  forEmployee(contract.readUncared, async ({ actor, ports, params, query }) => {
    const { items, nextCursor } = await readUncared(actor, ports, { branchId: params.id, cursor: query.cursor })
    const reply = items.map((row) => ({
      contact: contactOf(row),
      verifiedSince: toShanghaiIso(row.since),
      employees: row.employees,
    }))
    return { items: reply, nextCursor }
  }),
  forEmployee(contract.readBranchAdds, async ({ actor, ports, params, query }) => {
    const { items, nextCursor } = await readBranchAdds(actor, ports, {
      branchId: params.id,
      employeeId: query.employee?.toLowerCase() ?? null,
      from: query.from ?? null,
      to: query.to ?? null,
      status: query.status ?? null,
      cursor: query.cursor,
    })
    const reply = items.map(({ verdict, ...row }) => ({
      id: row.id,
      contact: contactOf(row),
      employee: employeeOf(row),
      addedAt: toShanghaiIso(row.startedAt),
      channel: row.channel,
      verdict: { ...verdict, since: toShanghaiIso(verdict.since) },
    }))
    return { items: reply, nextCursor }
  }),
  forEmployee(contract.readBranchCredits, async ({ actor, ports, params, query }) => {
    const { day = null, span = 'day', from, to, cursor } = query
    const asked = { branchId: params.id, day, span, from, to, cursor }
    const { items, nextCursor } = await readBranchCredits(actor, ports, asked)
    const reply = items.map((row) => ({ ...row, contact: contactOf(row), employee: employeeOf(row) }))
    return { items: reply, nextCursor }
  }),
  forEmployee(targets.readBranchTargets, async ({ actor, ports, params, query }) => {
    const { day = null, span = 'day', whose = 'all', cursor } = query
    const asked = { branchId: params.id, day, span, isOwn: whose === 'own', cursor }
    const { asOf, ...list } = await readBranchTargets(actor, ports, asked)
    return { ...list, asOf: toShanghaiIso(asOf) }
  }),
  forEmployee(contract.readBoard, async ({ actor, ports, params, query }) => {
    const { assignees, asOf, ...board } = await readBoard(actor, ports, { branchId: params.id, cursor: query.cursor })
    const people = assignees.map((row) => ({ ...row, employee: employeeOf(row) }))
    return { ...board, assignees: people, asOf: toShanghaiIso(asOf) }
  }),
  forEmployee(contract.readBoardFollowUps, async ({ actor, ports, params, query }) => {
    const employeeId = query.employee?.toLowerCase() ?? null
    const asked = { branchId: params.id, state: query.state ?? 'open', employeeId, cursor: query.cursor }
    const { items, nextCursor } = await readBoardFollowUps(actor, ports, asked)
    const now = ports.clock.now()
    const reply = items.map((row) => ({
      ...row,
      contact: contactOf(row),
      assignee: { id: row.assigneeId, name: row.assigneeName },
      overdue: row.state === 'open' && row.dueAt < now,
      dueAt: toShanghaiIso(row.dueAt),
      closedAt: row.closedAt && toShanghaiIso(row.closedAt),
    }))
    return { items: reply, nextCursor }
  }),
  forEmployee(contract.readUndelivered, async ({ actor, ports, params, query }) => {
    const asked = { branchId: params.id, cursor: query.cursor }
    const { items, nextCursor } = await readUndelivered(actor, ports, asked)
    return { items: items.map((row) => ({ ...row, employee: employeeOf(row) })), nextCursor }
  }),
  forEmployee(contract.readTrend, async ({ actor, ports, params }) => {
    const { days, asOf } = await readTrend(actor, ports, { branchId: params.id })
    return { days, asOf: toShanghaiIso(asOf) }
  }),
  forEmployee(contract.readPeerComparison, async ({ actor, ports, params }) => ({
    items: await readPeerComparison(actor, ports, { branchId: params.id }),
  })),
  forEmployee(contract.readBranchLeads, async ({ actor, ports, params, query }) => {
    const asked = { branchId: params.id, cursor: query.cursor }
    const { items, nextCursor, asOf } = await readBranchLeads(actor, ports, asked)
    const reply = items.map(({ branchId, branchName, decided, lapsed, waiting, medianHours, overdue, uncared }) => ({
      branch: { id: branchId, name: branchName },
      reviews: { decided, lapsed, waiting, medianHours },
      overdue,
      uncared,
    }))
    return { items: reply, nextCursor, asOf: toShanghaiIso(asOf) }
  }),
]
