import { addDays, businessDayOf, type BusinessDay } from '../../domain/business-day.ts'
import type { SystemActor } from '../../domain/employee.ts'
import { cohortOf, horizons, type Cohort } from '../../domain/funnel.ts'
import type { Ports } from '../../ports.ts'
import * as store from './cohort-store.ts'

/** So many days at once: those of a whole bank are some seconds of the database. */
const DAYS_AT_ONCE = 4
/** What is left then is done a minute later, so that other work that is due is not held up. */
const LONGEST_MS = 20_000
/** What is learned some days late is still counted. */
const DAYS_AGAIN = 3

/** Once a day has begun: keeps the cohorts of the add days that have had their days by now. */
export async function keepCohorts(_actor: SystemActor, { database, clock }: Pick<Ports, 'database' | 'clock'>) {
  const today = businessDayOf(clock.now())
  const progress = await store.readCohortProgress(database.read)
  const behind = horizons
    .map((horizon) => cohortOf(horizon, today))
    .filter((one) => progress.get(one.horizon) !== one.to)
  if (behind.length === 0) return
  const begun = performance.now()
  for (const part of behind.flatMap((cohort) => partsOf(cohort, progress.get(cohort.horizon)))) {
    if (performance.now() - begun > LONGEST_MS) return
    await database.write((tx) => store.keepCohort(tx, part))
  }
  await database.write((tx) => store.forgetCohorts(tx, today))
}

function partsOf({ horizon, from, to }: Cohort, until: BusinessDay | undefined): Cohort[] {
  const again = until === undefined ? from : addDays(until, -DAYS_AGAIN)
  const parts: Cohort[] = []
  // A clock that was set back has nothing left to do but to say how far it is.
  for (let day = again < from ? from : again < to ? again : to; day < to || parts.length === 0;) {
    const next = addDays(day, DAYS_AT_ONCE)
    parts.push({ horizon, from: day, to: next < to ? next : to })
    day = next
  }
  return parts
}
