import type { EmployeeActor } from '../../domain/employee.ts'
import { writePolicyFile } from '../../domain/policy-file.ts'
import type { Ports } from '../../ports.ts'
import { readPolicies } from './policy-store.ts'
import { requireOperator } from './require-operator.ts'
import { readNames } from './view-change.ts'

const everybody = { 'zh-CN': '全行', en: 'whole bank' }

/** Every version that is not withdrawn, one per row, with the titles of the reader's language. */
export async function exportPolicies(actor: EmployeeActor, ports: Ports): Promise<string> {
  requireOperator(actor)
  return await ports.database.write(async (tx) => {
    const policies = await readPolicies(tx)
    const names = await readNames(tx, policies)
    await ports.audit(tx, actor, 'policy/exported', { kind: 'target-policy', id: 'all' }, { versions: policies.length })
    const rows = policies.map((version) => {
      const { branch, employee } = names.scope(version)
      return { version, name: employee?.name ?? branch?.name ?? everybody[actor.locale] }
    })
    return writePolicyFile(rows, actor.locale)
  })
}
