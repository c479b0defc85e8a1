import type { BusinessDay } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { standInState, type StandInState } from '../../domain/stand-in.ts'
import type { StandInRow } from './stand-in-store.ts'

export type StandInView = StandInRow & { state: StandInState; mayEnd: boolean }

export function viewStandIn(row: StandInRow, actor: EmployeeActor, today: BusinessDay): StandInView {
  const state = standInState(row, today)
  return { ...row, state, mayEnd: row.leadId === actor.id && (state === 'planned' || state === 'active') }
}
