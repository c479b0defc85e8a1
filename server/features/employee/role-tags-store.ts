import type { RoleTags } from '../../domain/employee.ts'
import type { Reader, Tx } from '../../ports.ts'

const name = 'roleTags'

export async function readRoleTags(reader: Reader): Promise<RoleTags> {
  const row = await reader.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst()
  const value: Record<string, unknown> = { ...row?.value }
  const tagOf = (role: string): string | null => (typeof value[role] === 'string' ? value[role] : null)
  return { accountManager: tagOf('accountManager'), teller: tagOf('teller') }
}

export async function writeRoleTags(tx: Tx, tags: RoleTags, updatedAt: Date): Promise<void> {
  const row = { value: JSON.stringify(tags), updatedAt }
  await tx
    .insertInto('setting')
    .values({ name, ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute()
}

export function readPlaces(reader: Reader): Promise<{ id: string; parentId: string | null }[]> {
  return reader.selectFrom('branch').select(['id', 'parentId']).execute()
}
