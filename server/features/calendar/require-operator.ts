import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'

/** For everybody else the calendar's settings do not exist. */
export function requireOperator({ roles }: EmployeeActor): void {
  if (!roles.includes('operator')) throw new Problem('calendar/not-found')
}
