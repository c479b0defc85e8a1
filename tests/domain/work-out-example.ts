import { branchCalendar, type DayEntry } from '../../server/domain/branch-calendar.ts'
import { addDays, startOfDay, type BusinessDay } from '../../server/domain/business-day.ts'
import { dayFigures, paceOf } from '../../server/domain/day-figures.ts'
import type {
  ExampleAnswer,
  ExampleDay,
  ExampleFacts,
  ExampleLeave,
  ExampleVersion,
} from '../../server/domain/examples/target-example.ts'
import { defaultParameters, policyFinder, type PolicySubject } from '../../server/domain/policy.ts'
import { targetBook, type KnownLeave, type KnownPolicy, type TargetBook } from '../../server/domain/target-book.ts'
import { expectedYield } from '../../server/domain/target.ts'

const LONG_AGO = '2026-01-01'
const MONTH = '2027-02'

const dayOf = (day: ExampleDay): BusinessDay =>
  typeof day === 'string' ? day : `${MONTH}-${String(day).padStart(2, '0')}`
const noonOf = (day: ExampleDay): Date => new Date(startOfDay(dayOf(day)).getTime() + 12 * 3_600_000)

const scopes: Record<
  NonNullable<ExampleVersion['scope']>,
  Pick<KnownPolicy, 'scope' | 'branchId' | 'role' | 'employeeId'>
> = {
  bank: { scope: 'branch', branchId: null, role: null, employeeId: null },
  region: { scope: 'branch', branchId: 'region', role: null, employeeId: null },
  branch: { scope: 'branch', branchId: 'branch', role: null, employeeId: null },
  tellers: { scope: 'role', branchId: null, role: 'teller', employeeId: null },
  accountManagers: { scope: 'role', branchId: null, role: 'accountManager', employeeId: null },
  leads: { scope: 'role', branchId: null, role: 'lead', employeeId: null },
  operators: { scope: 'role', branchId: null, role: 'operator', employeeId: null },
  employee: { scope: 'employee', branchId: null, role: null, employeeId: 'e1' },
}

const policyOf = (version: ExampleVersion, index: number): KnownPolicy => ({
  ...scopes[version.scope ?? 'branch'],
  id: `version ${index + 1}`,
  validFrom: dayOf(version.from ?? LONG_AGO),
  validTo: version.to === undefined ? null : dayOf(version.to),
  amount: version.amount,
  per: version.per,
  parameters: { ...defaultParameters, dailyCap: version.cap ?? null },
  createdAt: noonOf(version.enteredOn ?? LONG_AGO),
})

const leaveOf = ({ from, to, half, entered, cancelled }: ExampleLeave): KnownLeave => ({
  firstDay: dayOf(from),
  firstHalf: half ?? 'morning',
  lastDay: dayOf(to),
  lastHalf: half ?? 'afternoon',
  enteredAt: noonOf(entered ?? LONG_AGO),
  cancelledAt: cancelled === undefined ? null : noonOf(cancelled),
})

const entries = (weights: Record<number, number> = {}): [BusinessDay, DayEntry][] =>
  Object.entries(weights).map(([day, weight]) => [dayOf(Number(day)), { weight, name: '' }])

/** What the facts ask of the employee, as it stands on `today`. */
function bookOf(facts: ExampleFacts, today: ExampleDay): TargetBook {
  const subject: PolicySubject = { id: 'e1', roles: facts.roles ?? ['teller'], branches: ['branch', 'region'] }
  return targetBook(
    {
      employment: {
        joined: facts.joined === undefined ? null : dayOf(facts.joined),
        left: facts.left === undefined ? null : dayOf(facts.left),
      },
      countsFrom: null,
      calendar: () =>
        branchCalendar(new Map(entries(facts.calendar)), new Map([...entries(facts.region), ...entries(facts.branch)])),
      leaves: (facts.leave ?? []).map(leaveOf),
      earned: (facts.earned ?? []).map(({ on, amount, month }) => ({
        month: month ?? dayOf(on).slice(0, 7),
        recordedDay: dayOf(on),
        amount,
      })),
      changedAt: noonOf('2027-12-31'),
      asOf: noonOf(today),
    },
    policyFinder(facts.versions.map(policyOf))(subject),
  )
}

/** The answer that the product's own functions give, in the shape of the one that is expected. */
export function workOut(facts: ExampleFacts, asked: ExampleAnswer): ExampleAnswer {
  if ('on' in asked) return { on: asked.on, target: bookOf(facts, facts.today ?? asked.on).on(dayOf(asked.on)).target }
  if ('month' in asked) return { month: bookOf(facts, facts.today ?? 1).month(MONTH).target }
  if ('paceOn' in asked) {
    const pace = paceOf(bookOf(facts, asked.paceOn), dayOf(asked.paceOn), asked.earned)
    return { ...asked, ...(pace ?? { even: Number.NaN }) }
  }
  if ('awaiting' in asked) return { ...asked, expected: expectedYield(asked.awaiting, asked) }
  const frozen = { gained: 0, lost: 0, weight: 1, target: asked.frozen }
  const book = bookOf(facts, addDays(dayOf(asked.closedOn), 1))
  const { target, correction } = dayFigures(book, dayOf(asked.closedOn), { gained: 0, lost: 0 }, frozen)
  return { ...asked, target: target ?? Number.NaN, correction }
}
