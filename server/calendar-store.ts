import type { BusinessDay } from './domain/business-day.ts'
import type { Reader } from './ports.ts'

/** What the official calendar says of the days in `[from, to)`; a day it does not know is missing. */
export async function readDayWeights(
  reader: Reader,
  from: BusinessDay,
  to: BusinessDay,
): Promise<Map<BusinessDay, number>> {
  const days = await reader
    .selectFrom('calendarDay')
    .select(['day', 'weight'])
    .where('day', '>=', from)
    .where('day', '<', to)
    .execute()
  return new Map(days.map(({ day, weight }) => [day, weight]))
}
