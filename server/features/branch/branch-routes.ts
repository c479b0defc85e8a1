import * as contract from '../../contract/branch.ts'
import { toShanghaiIso } from '../../domain/business-day.ts'
import { forEmployee } from '../../http/route.ts'
import type { Route } from '../../http/route.ts'
import { readBranchContacts } from './read-branch-contacts.ts'
import { readBranchOverview } from './read-branch-overview.ts'

export const branchRoutes: Route[] = [
  forEmployee(contract.readBranchOverview, async ({ actor, ports, params, query }) => {
    const overview = await readBranchOverview(actor, ports, { branchId: params.id, day: query.day ?? null })
    return {
      ...overview,
      members: overview.members.map(({ id, name, ...figures }) => ({ employee: { id, name }, ...figures })),
      asOf: toShanghaiIso(overview.asOf),
    }
  }),
  forEmployee(contract.readBranchContacts, async ({ actor, ports, params, query }) => {
    const asked = { branchId: params.id, employeeId: query.employee ?? null, cursor: query.cursor ?? null }
    const { items, nextCursor } = await readBranchContacts(actor, ports, asked)
    return {
      items: items.map((row) => ({
        contact: { id: row.contactId, name: row.contactName, avatar: row.contactAvatar },
        employee: { id: row.employeeId, name: row.employeeName },
        state: row.state,
        addedAt: toShanghaiIso(row.addedAt),
        openFollowUps: row.openFollowUps,
      })),
      nextCursor,
    }
  }),
]
