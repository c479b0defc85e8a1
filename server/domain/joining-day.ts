import type { BusinessDay } from './business-day.ts'

/** As far back as a joining day can be entered. */
const EARLIEST_JOINING: BusinessDay = '1950-01-01'

/** Nobody has joined on a day ahead, or on the day they left or later; `left` is null for whoever is there. */
export const canHaveJoined = (day: BusinessDay, { today, left }: { today: BusinessDay; left: BusinessDay | null }) =>
  EARLIEST_JOINING <= day && day <= today && (left === null || day < left)
