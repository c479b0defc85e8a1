import { readDayWeights } from '../../calendar-store.ts'
import { addDays, businessDayOf } from '../../domain/business-day.ts'
import { nextWorkingMoment, weekdayWeight, WORKING_DAY_HORIZON } from '../../domain/working-hours.ts'
import type { Reader } from '../../ports.ts'

/** When an employee may be told: `moment` in working hours, else when the next ones begin. */
export async function findNoticeMoment(reader: Reader, moment: Date): Promise<Date> {
  const today = businessDayOf(moment)
  const weights = await readDayWeights(reader, today, addDays(today, WORKING_DAY_HORIZON + 1))
  return nextWorkingMoment(moment, (day) => weights.get(day) ?? weekdayWeight(day))
}
