import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { listBranchContacts } from './branch-contacts-store.ts'
import type { BranchContactKey, BranchContactRow } from './branch-contacts-store.ts'
import { readMemberIds } from './branch-store.ts'
import { branchesOfLead, partOf } from './lead-scope.ts'

const PAGE = 20

export type BranchContacts = { items: BranchContactRow[]; order: 'need' | 'newest'; nextCursor: string | null }

/** Of a large part of the bank, the newest relations first. Throws Problem('branch/not-found') for a branch, or an employee asked for, out of the actor's scope. */
export async function readBranchContacts(
  actor: EmployeeActor,
  ports: Ports,
  input: { branchId: string; employeeId: string | null; cursor: string | null },
): Promise<BranchContacts> {
  const after = input.cursor === null ? null : readCursor(input.cursor)
  const employeeId = input.employeeId?.toLowerCase() ?? null
  return await ports.database.write(async (tx) => {
    const { branchIds, isLarge } = await partOf(tx, await branchesOfLead(tx, actor, input.branchId))
    if (employeeId !== null && (await readMemberIds(tx, branchIds, { employeeId, limit: 1 })).length === 0)
      throw new Problem('branch/not-found')
    const ranked = employeeId !== null || !isLarge
    const rows = await listBranchContacts(tx, branchIds, { employeeId, ranked, after, limit: PAGE + 1 })
    const items = rows.slice(0, PAGE)
    await ports.audit(
      tx,
      actor,
      'branch/contacts-read',
      { kind: 'branch', id: input.branchId },
      { contacts: items.length },
    )
    const last = rows.length > PAGE ? items.at(-1) : undefined
    return { items, order: ranked ? 'need' : 'newest', nextCursor: last ? cursorAfter(last) : null }
  })
}

function cursorAfter({ rank, addedAt, contactId, employeeId }: BranchContactKey): string {
  return Buffer.from([rank, addedAt.toISOString(), contactId, employeeId].join('|')).toString('base64url')
}

function readCursor(cursor: string): BranchContactKey {
  const [rank = '', at = '', contactId = '', employeeId = ''] = Buffer.from(cursor, 'base64url')
    .toString('utf8')
    .split('|')
  const addedAt = new Date(at)
  if (Number.isNaN(addedAt.getTime()) || !/^[012]$/.test(rank) || employeeId === '')
    throw new Problem('request/invalid')
  return { rank: Number(rank), addedAt, contactId, employeeId }
}
