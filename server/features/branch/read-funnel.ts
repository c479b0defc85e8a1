import { businessDayOf } from '../../domain/business-day.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { addUp, cohortOf, figuresOf, type Cohort, type FunnelFigures, type Horizon } from '../../domain/funnel.ts'
import type { Ports, Reader } from '../../ports.ts'
import { countCohort, type CohortDay } from './cohort-store.ts'
import { readKeptCohort } from './kept-cohort-store.ts'
import { branchesForSums, partOf, type Part } from './lead-scope.ts'

export type Funnel = Cohort & { sums: FunnelFigures; days: ({ day: string } & FunnelFigures)[] }

/** How far the latest add days got, of which every add has had so many days; each day is one cohort. */
export async function readFunnel(
  actor: EmployeeActor,
  ports: Ports,
  { branchId, horizon }: { branchId: string; horizon: Horizon },
): Promise<Funnel> {
  const { read } = ports.database
  const part = await partOf(read, await branchesForSums(read, actor, branchId))
  return await funnelOf(read, part, cohortOf(horizon, businessDayOf(ports.clock.now())))
}

export async function funnelOf(reader: Reader, { branchIds, isLarge }: Part, cohort: Cohort): Promise<Funnel> {
  const count = isLarge ? readKeptCohort : countCohort
  const days = await count(reader, cohort, branchIds)
  const figures = ({ day, ...sums }: CohortDay) => ({ day, ...figuresOf(cohort.horizon, sums) })
  return { ...cohort, sums: figuresOf(cohort.horizon, addUp(days)), days: days.map(figures) }
}
