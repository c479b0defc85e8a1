import { businessDayOf, type BusinessDay } from '../../domain/business-day.ts'
import type { Member } from '../../domain/branch.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { readMemberIds } from './branch-store.ts'
import { loadKeyIn, memberOf, MEMBERS_A_PAGE, needOf, pageOf, readDayMembers } from './day-members.ts'
import { branchesOfLead, partOf } from './lead-scope.ts'

export type MembersPage = { items: Member[]; nextCursor: string | null }

/** Who needs help first, page by page, or the one who is asked for; throws Problem('branch/not-found') for whoever is not in the branch. */
export async function readMembers(
  actor: EmployeeActor,
  ports: Ports,
  asked: { branchId: string; employeeId: string | null; day: BusinessDay | null; cursor: string | undefined },
): Promise<MembersPage> {
  const { read } = ports.database
  const after = loadKeyIn(asked.cursor)
  const now = ports.clock.now()
  const moment = { day: asked.day ?? businessDayOf(now), now }
  const branchIds = await branchesOfLead(read, actor, asked.branchId)
  if (asked.employeeId !== null) {
    const employeeIds = await readMemberIds(read, branchIds, { employeeId: asked.employeeId, limit: 1 })
    if (employeeIds.length === 0) throw new Problem('branch/not-found')
    const one = { among: { employeeIds }, kept: false, after: null, limit: 1, ...moment }
    return { items: (await readDayMembers(ports, one)).map(memberOf), nextCursor: null }
  }
  const { isLarge } = await partOf(read, branchIds)
  const page = { among: { branchIds }, kept: isLarge, after, limit: MEMBERS_A_PAGE + 1, ...moment }
  const { items, nextCursor } = pageOf(await readDayMembers(ports, page), needOf)
  return { items: items.map(memberOf), nextCursor }
}
