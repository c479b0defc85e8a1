import type { EmployeeActor } from '../../domain/employee.ts'
import type { PolicyVersion } from '../../domain/policy.ts'
import { Problem } from '../../domain/problem.ts'
import type { Reader } from '../../ports.ts'
import { findChange, type ChangeRow } from './change-store.ts'
import { findBranchNames, findEmployees } from './ground-store.ts'
import { findVersions } from './policy-store.ts'

const VERSIONS_SHOWN = 20

type Person = { id: string; name: string }
export type NamedScope = {
  scope: PolicyVersion['scope']
  branch: Person | null
  role: string | null
  employee: Person | null
}
export type NamedVersion = NamedScope & Pick<PolicyVersion, 'validFrom' | 'validTo' | 'amount' | 'per' | 'parameters'>
export type ChangeView = Omit<ChangeRow, 'versions' | 'withdrawals' | 'proposedBy' | 'decidedBy'> & {
  versions: NamedVersion[]
  moreVersions: number
  withdrawals: NamedVersion[]
  proposedBy: Person
  decidedBy: Person | null
  may: { confirm: boolean; refuse: boolean; withdraw: boolean }
}

export async function viewChange(reader: Reader, actor: EmployeeActor, id: string): Promise<ChangeView> {
  const change = await findChange(reader, id)
  const [view] = change ? await viewChanges(reader, actor, [change]) : []
  if (!view) throw new Problem('policy/not-found')
  return view
}

export async function viewChanges(reader: Reader, actor: EmployeeActor, changes: ChangeRow[]): Promise<ChangeView[]> {
  const withdrawn = await findVersions(
    reader,
    changes.flatMap(({ withdrawals }) => withdrawals),
  )
  const shown = changes.flatMap(({ versions }) => versions.slice(0, VERSIONS_SHOWN))
  const people = changes.flatMap(({ proposedBy, decidedBy }) => [proposedBy, ...(decidedBy ? [decidedBy] : [])])
  const names = await readNames(reader, [...shown, ...withdrawn], people)
  return changes.map((change) => {
    const isOwn = change.proposedBy === actor.id
    const waits = change.state === 'waiting'
    return {
      ...change,
      versions: change.versions.slice(0, VERSIONS_SHOWN).map(names.version),
      moreVersions: Math.max(0, change.versions.length - VERSIONS_SHOWN),
      withdrawals: withdrawn.filter(({ id }) => change.withdrawals.includes(id)).map(names.version),
      proposedBy: names.employee(change.proposedBy),
      decidedBy: change.decidedBy === null ? null : names.employee(change.decidedBy),
      may: { confirm: waits && !isOwn, refuse: waits && !isOwn, withdraw: waits && isOwn },
    }
  })
}

type Scoped = Pick<PolicyVersion, 'scope' | 'branchId' | 'role' | 'employeeId'>

/** Names of what these versions name, as the directory has them now; an id that it does not know stands for itself. */
export async function readNames(reader: Reader, versions: readonly Scoped[], people: readonly string[] = []) {
  const branches = await findBranchNames(
    reader,
    versions.flatMap(({ branchId }) => branchId ?? []),
  )
  const employees = await findEmployees(reader, [...people, ...versions.flatMap(({ employeeId }) => employeeId ?? [])])
  const nameOf = new Map(employees.map(({ id, name }) => [id, name]))
  const employee = (id: string): Person => ({ id, name: nameOf.get(id) ?? id })
  const scope = ({ scope: kind, branchId, role, employeeId }: Scoped): NamedScope => ({
    scope: kind,
    branch: branchId === null ? null : { id: branchId, name: branches.get(branchId) ?? branchId },
    role,
    employee: employeeId === null ? null : employee(employeeId),
  })
  const version = (one: PolicyVersion): NamedVersion => {
    const { validFrom, validTo, amount, per, parameters } = one
    return { ...scope(one), validFrom, validTo, amount, per, parameters }
  }
  return { employee, scope, version }
}
