import { roleOf, type EmployeeRole, type SystemActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports, Tx } from '../../ports.ts'
import type { WeComEmployee } from '../../wecom-port.ts'
import {
  type EmployeeRow,
  endSessions,
  type NewEmployee,
  readEmployees,
  readLeads,
  replaceBranches,
  replaceLeads,
  setLeft,
  upsertEmployees,
} from './employee-store.ts'
import { readTaggedRoles } from './read-tagged-roles.ts'

/** Makes branches, employees and leads what WeCom says they are; whoever is no longer told of has left. May be run again at any time. */
export async function importDirectory(_actor: SystemActor, ports: Ports): Promise<void> {
  const readAt = ports.clock.now()
  const { branches, employees } = await ports.wecom.readDirectory()
  const taggedRole = await readTaggedRoles(ports)
  // An app that may see nobody would make everybody a leaver.
  if (employees.length === 0) throw new Problem('wecom/refused', { path: 'user/list', because: 'set-up' })
  await ports.database.write(async (tx) => {
    const before = await readEmployees(tx)
    const ledBefore = ledBy(await readLeads(tx))
    const leads = employees.flatMap((one) => one.leads.map((branchId) => ({ branchId, employeeId: one.id })))
    const gone = goneFrom(before, employees)
    await replaceBranches(tx, branches, readAt)
    await upsertEmployees(
      tx,
      employees.map((one) =>
        rowOf(one, { readAt, foundAt: before.length > 0 ? readAt : null, tagged: taggedRole(one) }),
      ),
    )
    await setLeft(tx, gone, readAt, readAt)
    await replaceLeads(tx, [...before.map((one) => one.id), ...employees.map((one) => one.id)], leads)
    await tellChanges(tx, ports, before, { readAt, ledBefore, ledAfter: ledBy(leads) })
  })
  ports.log.info({ branches: branches.length, employees: employees.length }, 'The directory was read from WeCom')
}

/** `foundAt` is null for the first import, whose employees are not new; `tagged` is the role that a tag gives. */
export function rowOf(
  one: WeComEmployee,
  { readAt, foundAt, tagged }: { readAt: Date; foundAt: Date | null; tagged: EmployeeRole | null },
): NewEmployee {
  const { id, userid, name, branchId, position, state } = one
  const leftAt = state === 'left' ? readAt : null
  return {
    id,
    userid,
    name,
    branchId,
    position,
    role: roleOf(position, tagged),
    state,
    joinedAt: null,
    leftAt,
    foundAt,
    updatedAt: readAt,
  }
}

function goneFrom(before: EmployeeRow[], present: WeComEmployee[]): string[] {
  const known = new Set(present.map((one) => one.id))
  return before.filter((one) => one.state !== 'left' && !known.has(one.id)).map((one) => one.id)
}

function ledBy(leads: { branchId: string; employeeId: string }[]): Map<string, string> {
  const led = new Map<string, string>()
  for (const { branchId, employeeId } of leads.toSorted((a, b) => (a.branchId < b.branchId ? -1 : 1)))
    led.set(employeeId, `${led.get(employeeId) ?? ''} ${branchId}`)
  return led
}

type Times = { readAt: Date; ledBefore: Map<string, string>; ledAfter: Map<string, string> }

async function tellChanges(tx: Tx, ports: Ports, before: EmployeeRow[], times: Times): Promise<void> {
  const earlier = new Map(before.map((one) => [one.id, one]))
  const after = await readEmployees(tx)
  const changed = after.filter((one) => {
    const known = earlier.get(one.id)
    return known && (rightsOf(known) !== rightsOf(one) || times.ledBefore.get(one.id) !== times.ledAfter.get(one.id))
  })
  const shut = changed.filter((one) => one.state !== 'active').map((one) => one.id)
  await endSessions(tx, shut, times.readAt)
  for (const { id, state } of changed)
    await ports.consequences(tx, { kind: 'employee-changed', employeeId: id, left: state === 'left' })
}

/** What decides what an employee may see. */
export function rightsOf(one: EmployeeRow): string {
  return [one.state, one.role, one.branchId].join('|')
}
