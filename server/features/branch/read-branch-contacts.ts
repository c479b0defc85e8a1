import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { listBranchContacts } from './branch-contacts-store.ts'
import type { BranchContactKey, BranchContactRow } from './branch-contacts-store.ts'
import { readMembers, readSubtree } from './branch-store.ts'

const PAGE = 20

/** Throws Problem('branch/not-found') for a branch, or an employee asked for, out of the actor's scope. */
export async function readBranchContacts(
  actor: EmployeeActor,
  ports: Ports,
  input: { branchId: string; employeeId: string | null; cursor: string | null },
): Promise<{ items: BranchContactRow[]; nextCursor: string | null }> {
  const after = input.cursor === null ? null : readCursor(input.cursor)
  const asked = input.employeeId?.toLowerCase() ?? null
  return await ports.database.write(async (tx) => {
    const subtree = await readSubtree(tx, actor, input.branchId)
    if (subtree.length === 0) throw new Problem('branch/not-found')
    const members = await readMembers(
      tx,
      subtree.map(({ id }) => id),
    )
    const employeeIds = members.map(({ id }) => id).filter((id) => asked === null || id === asked)
    if (asked !== null && employeeIds.length === 0) throw new Problem('branch/not-found')
    const rows = employeeIds.length > 0 ? await listBranchContacts(tx, employeeIds, after, PAGE + 1) : []
    const items = rows.slice(0, PAGE)
    await ports.audit(
      tx,
      actor,
      'branch/contacts-read',
      { kind: 'branch', id: input.branchId },
      { contacts: items.length },
    )
    const last = rows.length > PAGE ? items.at(-1) : undefined
    return { items, nextCursor: last ? cursorAfter(last) : null }
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
