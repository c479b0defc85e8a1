import { addDays, type BusinessDay } from './business-day.ts'

/** How many days of its own each add has had. */
export const horizons = [1, 3, 7, 30] as const
export type Horizon = (typeof horizons)[number]

export const funnelSteps = ['added', 'prompted', 'opened', 'verified', 'kept', 'followedUp'] as const
export type FunnelStep = (typeof funnelSteps)[number]

/** Those who have reached the step, or those who could go it next. */
export const funnelSides = ['reached', 'missing'] as const
export type CohortPlace = { step: FunnelStep; which: (typeof funnelSides)[number] }

/** Full days that a relation has to last to count as kept. */
export const KEPT_DAYS = 7
const COHORT_DAYS = 28

export type Cohort = { horizon: Horizon; from: BusinessDay; to: BusinessDay }
export type FunnelSums = Record<FunnelStep, number>
export type FunnelFigures = Omit<FunnelSums, 'kept'> & { kept: number | null }

/** The latest 28 add days of which every add has had its days; half-open. */
export function cohortOf(horizon: Horizon, today: BusinessDay): Cohort {
  const to = addDays(today, -horizon)
  return { horizon, from: addDays(to, -COHORT_DAYS), to }
}

/** Whether a relation was kept cannot be said before seven days. */
export const figuresOf = (horizon: Horizon, { kept, ...sums }: FunnelSums): FunnelFigures => ({
  ...sums,
  kept: horizon < KEPT_DAYS ? null : kept,
})

const noFigures: FunnelSums = { added: 0, prompted: 0, opened: 0, verified: 0, kept: 0, followedUp: 0 }

export function addUp(all: readonly FunnelSums[]): FunnelSums {
  const sums = { ...noFigures }
  for (const one of all) for (const step of funnelSteps) sums[step] += one[step]
  return sums
}

/** The middle of a list, the mean of the two in the middle; null for less than `least` of them, since few could be told apart. */
export function medianOf(values: readonly number[], least: number): number | null {
  if (values.length < Math.max(1, least)) return null
  const sorted = values.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  const upper = sorted[half] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2
}
