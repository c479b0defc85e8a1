import { branchChains } from '../../domain/branch-tree.ts'
import { employeeRoles, type EmployeeRole } from '../../domain/employee.ts'
import type { Ports } from '../../ports.ts'
import type { WeComEmployee } from '../../wecom-port.ts'
import { readPlaces, readRoleTags } from './role-tags-store.ts'

export type TaggedRole = (employee: Pick<WeComEmployee, 'id' | 'branchId'>) => EmployeeRole | null

/**
 * Which role the tags named in the settings give somebody; null for whoever carries none. WeCom is only asked where a tag is
 * named; a tag on a branch is on everybody in it and below. Of two roles the account manager's is taken.
 */
export async function readTaggedRoles({
  database,
  wecom,
  log,
}: Pick<Ports, 'database' | 'wecom' | 'log'>): Promise<TaggedRole> {
  const tags = await readRoleTags(database.read)
  const names = employeeRoles.flatMap((role) => tags[role] ?? [])
  if (names.length === 0) return () => null
  const found = new Map((await wecom.readMemberTags(names)).map((tag) => [tag.name, tag]))
  const missing = names.filter((name) => !found.has(name))
  if (missing.length > 0) log.warn({ missing }, 'A tag that the settings name for a role is not in WeCom')
  const chainOf = branchChains(await readPlaces(database.read))
  const carries = (role: EmployeeRole, { id, branchId }: Parameters<TaggedRole>[0]): boolean => {
    const tag = found.get(tags[role] ?? '')
    return (
      tag !== undefined &&
      (tag.employeeIds.includes(id) || chainOf(branchId).some((one) => tag.branchIds.includes(one)))
    )
  }
  return (employee) => (['accountManager', 'teller'] as const).find((role) => carries(role, employee)) ?? null
}
