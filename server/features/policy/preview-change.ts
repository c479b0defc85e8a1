import type { EmployeeActor } from '../../domain/employee.ts'
import type { PolicyChange } from '../../domain/policy-change.ts'
import type { Ports } from '../../ports.ts'
import { acceptChange } from './check-change.ts'
import { inStoredForm } from './propose-change.ts'
import { requireOperator } from './require-operator.ts'
import { weighChange, type ChangeEffect } from './weigh-change.ts'

/** What a change would do; saves nothing but that it was asked, where it tells of single people. */
export async function previewChange(actor: EmployeeActor, ports: Ports, wanted: PolicyChange): Promise<ChangeEffect> {
  requireOperator(actor)
  const change = inStoredForm(wanted)
  return await ports.database.write(async (tx) => {
    const before = await acceptChange(tx, change, ports.clock.now())
    const people = change.versions.flatMap(({ employeeId }) => employeeId ?? [])
    for (const id of new Set(people)) {
      await ports.audit(tx, actor, 'policy/previewed', { kind: 'employee', id })
    }
    return await weighChange(tx, ports, actor.id, change, before)
  })
}
