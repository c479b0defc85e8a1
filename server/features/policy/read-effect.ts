import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { findChange } from './change-store.ts'
import { tellEffect } from './preview-change.ts'
import { requireOperator } from './require-operator.ts'
import type { ChangeEffect } from './weigh-change.ts'

/** What a waiting change would do by all that is known now; throws what has come to speak against it since. */
export async function readEffect(actor: EmployeeActor, ports: Ports, { id }: { id: string }): Promise<ChangeEffect> {
  requireOperator(actor)
  return await ports.database.write(async (tx) => {
    const change = await findChange(tx, id)
    if (!change) throw new Problem('policy/not-found')
    if (change.state !== 'waiting') throw new Problem('policy/change-decided')
    return await tellEffect(tx, actor, ports, change)
  })
}
