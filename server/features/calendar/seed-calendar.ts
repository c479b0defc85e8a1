import { businessDayOf } from '../../domain/business-day.ts'
import { needsWarning } from '../../domain/calendar-words.ts'
import { system } from '../../domain/employee.ts'
import type { Ports, Tx } from '../../ports.ts'
import { addCalendarDays, findYear, lockCalendar, readDaysOf, removeCalendarDays, saveYear } from './calendar-store.ts'
import { planYear } from './plan-year.ts'

/** Last, this and next year, as far as they are known without anybody's help. May run at every start and every day. */
export async function seedCalendar(ports: Ports): Promise<void> {
  const today = businessDayOf(ports.clock.now())
  const year = Number(today.slice(0, 4))
  const states = await ports.database.write(async (tx) => {
    await lockCalendar(tx)
    const sown: { year: number; state: 'published' | 'statutory' }[] = []
    for (const each of [year - 1, year, year + 1]) sown.push({ year: each, state: await sowYear(tx, ports, each) })
    return sown
  })
  for (const unknown of states.filter((each) => needsWarning(each, today))) {
    ports.log.warn(
      { year: unknown.year },
      `The official calendar of ${unknown.year} is not published here: the statutory holidays and weekends are taken for days off`,
    )
  }
}

/** What operators have said of a year stays; a year that was taken by the law alone takes its notice as soon as that is known. */
async function sowYear(tx: Tx, ports: Ports, year: number): Promise<'published' | 'statutory'> {
  const known = await findYear(tx, year)
  const { days, ...plan } = planYear(year)
  const now = ports.clock.now()
  if (known && (known.state === 'published' || plan.state === 'statutory')) return known.state
  if (known) {
    const before = await readDaysOf(tx, year)
    const taken = before.map(({ day }) => day)
    await removeCalendarDays(tx, taken, { source: known.source, removedAt: now })
    await ports.audit(
      tx,
      system,
      'calendar/published',
      { kind: 'calendar-year', id: String(year) },
      { days: days.length },
    )
  }
  // Nobody has entered what a year begins with.
  await addCalendarDays(tx, days, { source: plan.source, enteredAt: known ? now : null })
  await saveYear(tx, { year, ...plan, updatedBy: 'system', updatedAt: now })
  return plan.state
}
