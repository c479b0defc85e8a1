import * as contract from '../../contract/leave.ts'
import { toShanghaiIso } from '../../domain/business-day.ts'
import { faultSentence } from '../../domain/file-table.ts'
import { forEmployee } from '../../http/route.ts'
import type { Route } from '../../http/route.ts'
import { cancelLeave } from './cancel-leave.ts'
import { enterLeave } from './enter-leave.ts'
import { importLeave, previewLeaveImport } from './import-leave.ts'
import type { LeaveView } from './leave-view.ts'
import { readBranchLeave, readLeave } from './read-leave.ts'

export const leaveRoutes: Route[] = [
  forEmployee(contract.readLeave, async ({ actor, ports }) => ({
    items: (await readLeave(actor, ports)).map(toReply),
    nextCursor: null,
  })),
  forEmployee(contract.readBranchLeave, async ({ actor, ports, params, query }) => {
    const days = { from: query.from ?? null, to: query.to ?? null }
    const asked = { branchId: params.id, employeeId: query.employee?.toLowerCase() ?? null, ...days }
    const { items, asOf, firstOpen } = await readBranchLeave(actor, ports, asked)
    return { items: items.map(toReply), nextCursor: null, asOf: toShanghaiIso(asOf), firstOpen }
  }),
  forEmployee(contract.enterLeave, async ({ actor, ports, body }) => ({
    leave: toReply(await enterLeave(actor, ports, body)),
  })),
  forEmployee(contract.cancelLeave, async ({ actor, ports, params }) => {
    const { leave, kept } = await cancelLeave(actor, ports, params)
    return { leave: toReply(leave), kept: kept && toReply(kept) }
  }),
  forEmployee(contract.previewLeaveImport, async ({ actor, ports, body }) => {
    const { entries, faults } = await previewLeaveImport(actor, ports, body)
    const errors = faults.map((one) => ({
      row: one.row,
      column: one.column,
      sentence: faultSentence(one, actor.locale),
    }))
    return { entries, errors }
  }),
  forEmployee(contract.importLeave, async ({ actor, ports, body }) => await importLeave(actor, ports, body)),
]

function toReply(view: LeaveView): contract.Leave {
  const { id, firstDay, firstHalf, lastDay, lastHalf } = view
  return {
    id,
    employee: { id: view.employeeId, name: view.employeeName },
    firstDay,
    firstHalf,
    lastDay,
    lastHalf,
    enteredBy: { id: view.enteredBy, name: view.enteredByName },
    enteredAt: toShanghaiIso(view.enteredAt),
    cancelledAt: view.cancelledAt && toShanghaiIso(view.cancelledAt),
    may: { cancel: view.mayCancel },
  }
}
