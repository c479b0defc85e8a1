import { z } from 'zod'
import { type Account, isBankAccount } from '../../domain/staff-account.ts'
import type { Reader } from '../../ports.ts'

const bankSetting = z.object({ name: z.string().default('') })

/** Those of the contacts whose account is a WeCom user of the bank itself, by the names the bank goes by. */
export async function findBankAccounts(reader: Reader, contactIds: string[]): Promise<Set<string>> {
  const accounts: (Account & { id: string })[] = await reader
    .selectFrom('contact')
    .select(['id', 'kind', 'corpName', 'corpFullName'])
    .where('id', 'in', contactIds)
    .where('kind', '=', 'wecom')
    .execute()
  if (accounts.length === 0) return new Set()
  const names = await readBankNames(reader)
  return new Set(accounts.filter((account) => isBankAccount(account, names)).map(({ id }) => id))
}

/** The root of WeCom's directory bears the company's name; the setting `bank` may name it as customers know it. */
async function readBankNames(reader: Reader): Promise<string[]> {
  const roots = await reader
    .selectFrom('branch')
    .select('name')
    .where('parentId', 'is', null)
    .where('removedAt', 'is', null)
    .execute()
  const setting = await reader.selectFrom('setting').select('value').where('name', '=', 'bank').executeTakeFirst()
  return [...roots.map(({ name }) => name), bankSetting.parse(setting?.value ?? {}).name]
}
