import type { EmployeeActor, RoleTags } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { readRoleTags, writeRoleTags } from './role-tags-store.ts'

export async function showRoleTags(actor: EmployeeActor, { database }: Ports): Promise<RoleTags> {
  requireOperator(actor)
  return await readRoleTags(database.read)
}

/** They hold from the next reading of the directory on; days that have closed stay as they were judged. */
export async function nameRoleTags(actor: EmployeeActor, ports: Ports, tags: RoleTags): Promise<RoleTags> {
  requireOperator(actor)
  return await ports.database.write(async (tx) => {
    const before = await readRoleTags(tx)
    await writeRoleTags(tx, tags, ports.clock.now())
    const facts = { ...tags, accountManagerBefore: before.accountManager, tellerBefore: before.teller }
    await ports.audit(tx, actor, 'settings/role-tags-named', { kind: 'setting', id: 'roleTags' }, facts)
    return tags
  })
}

function requireOperator({ roles }: EmployeeActor): void {
  if (!roles.includes('operator')) throw new Problem('settings/not-found')
}
