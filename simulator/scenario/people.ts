import { createRandom, opaque, type Random } from '../random.ts'
import type { Contact, Employee, Identity } from '../world.ts'
import { madeUpIdentity } from './identities.ts'
import { employees, nicknames } from './names.ts'

/** Sixty contacts; among them one person with two accounts, a colleague from the bank, and three without an account here. */
export function seededContacts(seed: number): Contact[] {
  const random = createRandom(seed)
  const contacts = nicknames.map((name, index) => madeUpContact(random, seed, name, index))
  const [first, twin] = [contacts[30], contacts[31]]
  if (first && twin) twin.identity = { ...first.identity }
  const colleague = contacts[33]
  if (colleague) colleague.identity.isEmployee = true
  for (const index of [29, 47, 52]) {
    const stranger = contacts[index]
    if (stranger) stranger.identity.accountHolder = false
  }
  return contacts
}

type Chosen = { identity?: Identity | undefined; corpName?: string | undefined }

/** `index` makes the ids and the avatar; every twelfth contact sits on WeCom instead of WeChat, and whoever belongs to a company. */
export function madeUpContact(
  random: Random,
  seed: number,
  name: string,
  index: number,
  { identity, corpName }: Chosen = {},
): Contact {
  const onWecom = corpName !== undefined || index % 12 === 11
  return {
    id: `${onWecom ? 'wo' : 'wm'}SIM${opaque(27, seed, 'contact', index)}`,
    name,
    avatar: `/avatars/${index}.svg`,
    type: onWecom ? 2 : 1,
    unionid: onWecom ? null : `oSIM${opaque(24, seed, 'unionid', index)}`,
    openid: `oOPEN${opaque(23, seed, 'openid', index)}`,
    corpName: onWecom ? (corpName ?? '示例商贸公司') : null,
    identity: identity ?? madeUpIdentity(random),
  }
}

export function seededEmployees(): Employee[] {
  return employees.map((employee) => ({ ...employee, status: 1, hasCustomerContact: !employee.isOperator }))
}
