import { branchCalendar } from '../../server/domain/branch-calendar.ts'
import { defaultParameters } from '../../server/domain/policy.ts'
import type { BookFacts, KnownPolicy } from '../../server/domain/target-book.ts'

/** Ten a day for the whole bank from the first of January 2027 on, unless told. */
export const version = (id: string, more: Partial<KnownPolicy> = {}): KnownPolicy => ({
  id,
  scope: 'branch',
  branchId: null,
  role: null,
  employeeId: null,
  validFrom: '2027-01-01',
  validTo: null,
  amount: 10,
  per: 'day',
  parameters: defaultParameters,
  ...more,
})

/** February 2027, Monday the 1st to Sunday the 28th, has 20 weekdays; it is noon of the 10th. */
export const facts: BookFacts = {
  employment: { joined: null, left: null },
  countsFrom: null,
  calendar: () => branchCalendar(new Map(), new Map()),
  leaves: [],
  earned: [],
  changedAt: null,
  asOf: new Date('2027-02-10T12:00:00+08:00'),
}
