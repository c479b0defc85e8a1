import { addDays, type BusinessDay } from '../../domain/business-day.ts'
import { weekdayWeight, WORKING_DAY_HORIZON } from '../../domain/working-hours.ts'
import { readDayWeights } from '../../calendar-store.ts'
import type { Reader } from '../../ports.ts'

/** By the official calendar, `from` included. */
export async function firstWorkingDay(reader: Reader, from: BusinessDay): Promise<BusinessDay> {
  const days = Array.from({ length: WORKING_DAY_HORIZON }, (_, ahead) => addDays(from, ahead))
  const known = await readDayWeights(reader, from, addDays(from, WORKING_DAY_HORIZON))
  return days.find((day) => (known.get(day) ?? weekdayWeight(day)) > 0) ?? from
}
