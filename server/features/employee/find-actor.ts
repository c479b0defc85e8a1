import { businessDayOf } from '../../domain/business-day.ts'
import type { EmployeeActor, Locale, Role } from '../../domain/employee.ts'
import type { Ports } from '../../ports.ts'
import { findWithScope, rememberLocale } from './employee-store.ts'

/** Who acts and what they may see, from the directory as it is now; null unless the employee is active in it. Remembers the language. */
export async function findActor(ports: Ports, employeeId: string, locale: Locale): Promise<EmployeeActor | null> {
  const { database, settings, clock } = ports
  const id = employeeId.toLowerCase()
  const employee = await findWithScope(database.read, id, businessDayOf(clock.now()))
  if (employee?.state !== 'active') return null
  if ((employee.locale ?? 'zh-CN') !== locale) await database.write((tx) => rememberLocale(tx, id, locale))
  const { scope } = employee
  const isOperator = settings.operators.some((operator) => operator.toLowerCase() === id)
  const roles: Role[] = [employee.role]
  if (scope.length > 0) roles.push('lead')
  if (isOperator) roles.push('operator')
  return { kind: 'employee', id, name: employee.name, branchId: employee.branchId, roles, scope, locale }
}
