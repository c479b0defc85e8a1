import { businessDayOf } from '../../domain/business-day.ts'
import type { CallbackEvent } from '../../domain/callback-event.ts'
import type { EmployeeRole, SystemActor } from '../../domain/employee.ts'
import type { Effect, Ports, Tx } from '../../ports.ts'
import type { WeComEmployee } from '../../wecom-port.ts'
import {
  endSessions,
  findEmployee,
  findWithScope,
  replaceBranches,
  replaceLeads,
  setJoined,
  setLeft,
  upsertEmployees,
} from './employee-store.ts'
import { noteBranchTold } from './branch-stay-store.ts'
import { rightsOf, rowOf } from './import-directory.ts'
import { readTaggedRoles } from './read-tagged-roles.ts'
import { renameEmployee } from './rename-store.ts'

export type EmployeeEvent = Extract<
  CallbackEvent,
  { kind: 'employee-joined' | 'employee-updated' | 'employee-left' | 'branch-changed' }
>

/** The event says only whom to ask WeCom about; what is answered counts, so late and repeated events do no harm. */
export async function recordEmployeeChange(_actor: SystemActor, ports: Ports, event: EmployeeEvent): Promise<Effect> {
  const readAt = ports.clock.now()
  switch (event.kind) {
    case 'branch-changed': {
      const branches = await ports.wecom.readBranches()
      // WeCom answers with no branch at all while the app's visible range is being changed: nobody is to lose their branch by that.
      return (tx) => (branches.length > 0 ? replaceBranches(tx, branches, readAt) : Promise.resolve())
    }
    case 'employee-left':
      return (tx) => leave(tx, ports, event, readAt)
    case 'employee-joined': {
      const found = await readFound(ports, event.employeeId)
      return async (tx) => {
        await join(tx, ports, event, found, readAt)
        await ports.jobs.send(tx, 'import-seats', {})
      }
    }
    case 'employee-updated': {
      const id = event.newEmployeeId ?? event.employeeId
      const found = await readFound(ports, id)
      return async (tx) => {
        if (id !== event.employeeId) await rename(tx, ports, event.employeeId, id)
        if (found) await save(tx, ports, found, readAt, { branchId: event.branchId ?? found.branchId, at: event.at })
        await ports.jobs.send(tx, 'import-seats', {})
      }
    }
  }
}

type Found = WeComEmployee & { tagged: EmployeeRole | null }

async function readFound(ports: Ports, employeeId: string): Promise<Found | null> {
  const found = await ports.wecom.readEmployee(employeeId)
  return found && { ...found, tagged: (await readTaggedRoles(ports))(found) }
}

async function join(
  tx: Tx,
  ports: Ports,
  { employeeId, at }: { employeeId: string; at: Date },
  found: Found | null,
  readAt: Date,
): Promise<void> {
  if (!found) return
  const known = await findEmployee(tx, employeeId)
  await save(tx, ports, found, readAt)
  const isNew = !known?.joinedAt || (known.leftAt !== null && known.leftAt < at)
  if (isNew) await setJoined(tx, found.id, at)
}

async function leave(
  tx: Tx,
  ports: Ports,
  { employeeId, at }: { employeeId: string; at: Date },
  readAt: Date,
): Promise<void> {
  const known = await findEmployee(tx, employeeId)
  const cameBack = known?.joinedAt && known.joinedAt > at
  if (!known || known.state === 'left' || cameBack) return
  await setLeft(tx, [employeeId], at, readAt)
  await replaceLeads(tx, [employeeId], [])
  await tell(tx, ports, employeeId, 'left', readAt)
}

async function rename(tx: Tx, ports: Ports, oldId: string, newId: string): Promise<void> {
  if (!(await findEmployee(tx, oldId))) return
  const merged = await renameEmployee(tx, { oldId, newId, at: ports.clock.now() })
  await ports.consequences(tx, { kind: 'employee-changed', employeeId: newId, left: false })
  for (const contactId of merged)
    await ports.consequences(tx, { kind: 'relation-changed', contactId, employeeId: newId, change: 'edited' })
}

/** Only what changes somebody's rights, or the branch of their credits, is told: it ends their sessions. */
async function save(
  tx: Tx,
  ports: Ports,
  found: Found,
  readAt: Date,
  told?: { branchId: string; at: Date },
): Promise<void> {
  const moved = told !== undefined && (await noteBranchTold(tx, { employeeId: found.id, ...told }))
  const before = await readRights(tx, found.id, readAt)
  await upsertEmployees(tx, [rowOf(found, { readAt, foundAt: readAt, tagged: found.tagged })])
  const leads = found.leads.map((branchId) => ({ branchId, employeeId: found.id }))
  await replaceLeads(tx, [found.id], found.state === 'left' ? [] : leads)
  const after = await readRights(tx, found.id, readAt)
  if (before !== null && (moved || before !== after)) await tell(tx, ports, found.id, found.state, readAt)
}

async function readRights(tx: Tx, employeeId: string, at: Date): Promise<string | null> {
  const known = await findWithScope(tx, employeeId, businessDayOf(at))
  return known ? [rightsOf(known), known.scope].join('|') : null
}

async function tell(tx: Tx, ports: Ports, employeeId: string, state: WeComEmployee['state'], at: Date): Promise<void> {
  if (state !== 'active') await endSessions(tx, [employeeId], at)
  await ports.consequences(tx, { kind: 'employee-changed', employeeId, left: state === 'left' })
}
