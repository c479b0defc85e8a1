import { z } from 'zod'
import type { Locale } from '../../domain/employee.ts'
import {
  type Asker,
  type Bank,
  defaultBankName,
  defaultHotline,
  defaultProviderName,
  type Provider,
} from '../../domain/verification-words.ts'
import type { Reader } from '../../ports.ts'

const bankSetting = z.object({ name: z.string().min(1).optional(), hotline: z.string().min(1).optional() })
const providerSetting = z.object({ name: z.string().min(1).optional(), isBank: z.boolean().optional() })

/** Setting `bank` { name, hotline }; without one the root branch's name. */
export async function readBank(reader: Reader, locale: Locale): Promise<Bank> {
  const { name, hotline } = bankSetting.parse(await readSetting(reader, 'bank'))
  const root = await reader
    .selectFrom('branch')
    .select('name')
    .where('parentId', 'is', null)
    .where('removedAt', 'is', null)
    .orderBy('position', 'desc')
    .executeTakeFirst()
  return { name: name ?? root?.name ?? defaultBankName(locale), hotline: hotline ?? defaultHotline(locale) }
}

/** Setting `identity-provider` { name, isBank }; without one somebody else than the bank, so that consent is asked for. */
export async function readProvider(reader: Reader, locale: Locale, bankName: string): Promise<Provider> {
  const { name, isBank } = providerSetting.parse(await readSetting(reader, 'identity-provider'))
  return { name: name ?? defaultProviderName(locale, bankName), isBank: isBank ?? false }
}

async function readSetting(reader: Reader, name: string): Promise<unknown> {
  const found = await reader.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst()
  return found?.value ?? {}
}

/** The employee in whose name the link was sent, and the branch. */
export async function readAsker(reader: Reader, employeeId: string): Promise<Asker> {
  const found = await reader
    .selectFrom('employee')
    .leftJoin('branch', 'branch.id', 'employee.branchId')
    .select(['employee.name', 'branch.name as branch'])
    .where('employee.id', '=', employeeId)
    .executeTakeFirst()
  return { name: found?.name ?? '', branch: found?.branch ?? '' }
}
