import { businessDayOf } from '../../domain/business-day.ts'
import { DEFAULT_DAILY_AMOUNT } from '../../domain/policy.ts'
import type { Ports } from '../../ports.ts'
import { officialDays } from './official-calendar.ts'
import { addCalendarDays, addFirstPolicy, knownDays } from './target-store.ts'

/** Older than any add that can count, so that every add finds the parameters it is judged by. */
const FIRST_POLICY_FROM = '2020-01-01'

/** The official calendar of last, this and next year, and one policy for the whole bank where there is none yet. May run at every start. */
export async function seedTarget(ports: Ports): Promise<void> {
  const now = ports.clock.now()
  const year = Number(businessDayOf(now).slice(0, 4))
  await ports.database.write(async (tx) => {
    for (const each of [year - 1, year, year + 1]) await addCalendarDays(tx, officialDays(each) ?? [])
    const first = { id: ports.random.id(), amount: DEFAULT_DAILY_AMOUNT, validFrom: FIRST_POLICY_FROM, createdAt: now }
    await addFirstPolicy(tx, first)
  })
  for (const each of [year, year + 1]) await warnOfUnknown(ports, each)
}

async function warnOfUnknown(ports: Ports, year: number): Promise<void> {
  if (officialDays(year) !== null) return
  const known = await knownDays(ports.database.read, { from: `${year}-01-01`, to: `${year + 1}-01-01` })
  if (known > 0) return
  ports.log.warn(
    { year },
    `The official calendar of ${year} is not known yet: weekends are taken for days off, holidays for working days`,
  )
}
