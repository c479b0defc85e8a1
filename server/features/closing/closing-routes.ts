import * as contract from '../../contract/month.ts'
import { toShanghaiIso } from '../../domain/business-day.ts'
import { forEmployee, type Route } from '../../http/route.ts'
import { readMonths, readStatement } from './read-months.ts'
import { exportStatements, readStatements } from './read-statements.ts'

const toReply = <View extends { closedAt: Date }>(view: View) => ({ ...view, closedAt: toShanghaiIso(view.closedAt) })

export const closingRoutes: Route[] = [
  forEmployee(contract.readMonths, async ({ actor, ports }) => ({
    items: (await readMonths(actor, ports)).map(toReply),
  })),
  forEmployee(contract.readStatement, async ({ actor, ports, params }) => {
    const { later, ...statement } = toReply(await readStatement(actor, ports, params.month))
    const reply = later.map(({ holderId: _holder, contactId, contactName, ...entry }) => ({
      ...entry,
      contact: contactId === null ? null : { id: contactId, name: contactName ?? '' },
    }))
    return { ...statement, later: reply }
  }),
  forEmployee(contract.readStatements, async ({ actor, ports, params, query, reason }) => {
    const asked = { ...params, branchId: query.branch ?? null, cursor: query.cursor ?? null, reason }
    const { items, nextCursor } = await readStatements(actor, ports, asked)
    return { items: items.map(toReply), nextCursor }
  }),
  forEmployee(contract.exportStatements, async ({ actor, ports, params, query, reason }) => {
    const text = await exportStatements(actor, ports, { ...params, branchId: query.branch ?? null, reason })
    return { name: `statements-${params.month}.csv`, text }
  }),
]
