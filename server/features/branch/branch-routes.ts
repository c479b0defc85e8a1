import * as contract from '../../contract/branch.ts'
import type { Member } from '../../domain/branch.ts'
import { toShanghaiIso } from '../../domain/business-day.ts'
import { forEmployee } from '../../http/route.ts'
import type { Route } from '../../http/route.ts'
import { findLedBranches } from '../../led-branches-store.ts'
import { readBranchContacts } from './read-branch-contacts.ts'
import { readBranchOverview } from './read-branch-overview.ts'
import { readMembers } from './read-members.ts'
import { readSeenByLead } from './read-seen-by-lead.ts'

export const branchRoutes: Route[] = [
  forEmployee(contract.findLedBranches, ({ actor, ports, query }) =>
    findLedBranches(ports.database.read, actor.scope, query.search),
  ),
  forEmployee(contract.readBranchOverview, async ({ actor, ports, params, query }) => {
    const overview = await readBranchOverview(actor, ports, { branchId: params.id, day: query.day ?? null })
    return {
      ...overview,
      members: overview.members.map(memberReply),
      asOf: toShanghaiIso(overview.asOf),
    }
  }),
  forEmployee(contract.readMembers, async ({ actor, ports, params, query }) => {
    const { day = null, employee, cursor } = query
    const asked = { branchId: params.id, employeeId: employee?.toLowerCase() ?? null, day, cursor }
    const { items, nextCursor } = await readMembers(actor, ports, asked)
    return { items: items.map(memberReply), nextCursor }
  }),
  forEmployee(contract.readBranchContacts, async ({ actor, ports, params, query }) => {
    const asked = { branchId: params.id, employeeId: query.employee ?? null, cursor: query.cursor ?? null }
    const { items, order, nextCursor } = await readBranchContacts(actor, ports, asked)
    return {
      items: items.map((row) => ({
        contact: { id: row.contactId, name: row.contactName, avatar: row.contactAvatar },
        employee: { id: row.employeeId, name: row.employeeName },
        state: row.state,
        addedAt: toShanghaiIso(row.addedAt),
        openFollowUps: row.openFollowUps,
        private: row.isPrivate,
      })),
      order,
      nextCursor,
    }
  }),
  forEmployee(contract.readSeenByLead, async ({ actor, ports }) => {
    const { member, held, asOf, day } = await readSeenByLead(actor, ports)
    return {
      day,
      member: memberReply(member),
      held: held.map((one) => ({
        reviewId: one.id,
        addId: one.addId,
        contact: { id: one.contactId, name: one.contactName, avatar: one.contactAvatar },
        reason: one.reason,
        since: toShanghaiIso(one.openedAt),
        dueAt: toShanghaiIso(one.dueAt),
      })),
      asOf: toShanghaiIso(asOf),
    }
  }),
]

const memberReply = ({ id, name, ...figures }: Member) => ({ employee: { id, name }, ...figures })
