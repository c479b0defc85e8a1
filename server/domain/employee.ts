export const employeeRoles = ['teller', 'accountManager'] as const
export type EmployeeRole = (typeof employeeRoles)[number]

/** Names of the WeCom tags that give a role; null where none does. */
export type RoleTags = Record<EmployeeRole, string | null>

/** `tagged` is the role of a tag that the employee carries; without one the position tells. */
export function roleOf(position: string, tagged: EmployeeRole | null = null): EmployeeRole {
  if (tagged !== null) return tagged
  return position.includes('客户经理') ? 'accountManager' : 'teller'
}

export const roles = [...employeeRoles, 'lead', 'operator'] as const
export type Role = (typeof roles)[number]

export const locales = ['zh-CN', 'en'] as const
export type Locale = (typeof locales)[number]

/** Who acts, computed per request from the directory; `scope` is every branch the employee leads, with all below. */
export type EmployeeActor = {
  kind: 'employee'
  id: string
  name: string
  branchId: string
  roles: Role[]
  scope: string[]
  locale: Locale
}

/** The contact behind an opened verification link. */
export type ContactActor = { kind: 'contact'; openingId: string; locale: Locale }

/** A job or a callback: acts for WeCom's or the provider's facts, never for a person. */
export type SystemActor = { kind: 'system' }

export type Actor = EmployeeActor | ContactActor | SystemActor

export const system: SystemActor = { kind: 'system' }
