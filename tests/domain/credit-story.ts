import { missingEntries, type Entry } from '../../server/domain/credit.ts'
import type { Holding } from '../../server/domain/holdings.ts'
import { dayOf } from './add-story.ts'

/** Step by step: `e1 +1 4` is a credit of e1's add booked and earned on day 4; reason and the day it was earned may follow. */
export function ledger(...told: string[]): Entry[] {
  return told.map((text, index): Entry => {
    const [employeeId = '', amount, day = '', reason = 'earned', earned = day] = text.split(' ')
    return {
      subject: 'P',
      step: index + 1,
      amount: amount === '+1' ? 1 : -1,
      addId: `add of ${employeeId}`,
      employeeId,
      branchId: `branch of ${employeeId}`,
      day: dayOf(Number(day)),
      earnedDay: dayOf(Number(earned)),
      reason: reason as Entry['reason'],
    }
  })
}
export const held = (
  employeeId: string,
  from: Date,
  to: Date | null = null,
  lostBy: Holding['lostBy'] = null,
): Holding => ({
  subject: 'P',
  addId: `add of ${employeeId}`,
  employeeId,
  branchId: `branch of ${employeeId}`,
  from,
  to,
  lostBy,
  freed: false,
})

const number = (day: string): number => Number(day.slice(8))
const told = (entries: Entry[]): string[] =>
  entries.map(({ employeeId, amount, day, reason, earnedDay }) => {
    return `${employeeId} ${amount > 0 ? '+1' : '-1'} ${number(day)} ${reason} ${number(earnedDay)}`
  })
export const missing = (holdings: Holding[], existing: Entry[], now: Date): string[] =>
  told(missingEntries('P', holdings, existing, now))
