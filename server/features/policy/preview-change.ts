import type { EmployeeActor } from '../../domain/employee.ts'
import type { PolicyChange } from '../../domain/policy-change.ts'
import type { Ports, Tx } from '../../ports.ts'
import { acceptChange } from './check-change.ts'
import { inStoredForm } from './propose-change.ts'
import { requireOperator } from './require-operator.ts'
import { weighChange, type ChangeEffect } from './weigh-change.ts'

/** What a change would do; saves nothing but that it was asked, where it tells of single people. */
export async function previewChange(actor: EmployeeActor, ports: Ports, wanted: PolicyChange): Promise<ChangeEffect> {
  requireOperator(actor)
  const change = { ...inStoredForm(wanted), proposedBy: actor.id }
  return await ports.database.write((tx) => tellEffect(tx, actor, ports, change))
}

/** Throws the first thing that speaks against the change. */
export async function tellEffect(
  tx: Tx,
  actor: EmployeeActor,
  ports: Ports,
  { proposedBy, ...change }: PolicyChange & { proposedBy: string },
): Promise<ChangeEffect> {
  const before = await acceptChange(tx, change, ports.clock.now())
  const people = change.versions.flatMap(({ employeeId }) => employeeId ?? [])
  for (const id of new Set(people)) {
    await ports.audit(tx, actor, 'policy/previewed', { kind: 'employee', id })
  }
  return await weighChange(tx, ports, proposedBy, change, before)
}
