import { addDays } from '../../domain/business-day.ts'
import { policyFinder } from '../../domain/policy.ts'
import type { RuleSubject, Settings, Targets } from '../../ports.ts'
import { groundOf, knownGround, monthsOf, readVersions } from './book-store.ts'
import { booksOn, chainsOf, subjectsBy } from './books-on.ts'
import { groundAt } from './ground-at.ts'

/** The books of any number of employees from one query. */
export const targetBooks = ({ operators }: Pick<Settings, 'operators'>): Targets => ({
  async books(reader, employees, range, { asOf, policies, knownAt, judgedBefore }) {
    if (employees.length === 0) return new Map()
    const months = monthsOf(range)
    // Versions that are tried out are told for everybody as they work now.
    const closedBefore = policies ? months.from : (judgedBefore ?? months.to)
    const statement = groundOf(subjectsIn(employees), months, { asOf, judgedBefore: closedBefore })
    const { rows } = await statement.execute(reader)
    const all = knownGround(rows[0])
    const ground = knownAt ? groundAt(all, knownAt) : all
    return booksOn(ground, employees, { operators, asOf, policies })
  },

  async rules(reader, adds) {
    const subjects = subjectsIn(adds.map(({ employee }) => employee))
    const until = adds.reduce((last, { day }) => (day > last ? day : last), '')
    if (until === '') return []
    const { chains, policies } = await readVersions(reader, subjects, addDays(until, 1))
    const find = policyFinder(policies)
    const subjectOf = subjectsBy(chainsOf(chains), operators)
    return adds.map(({ employee, day }) => find(subjectOf(employee), 'rules')(day)?.id ?? null)
  },
})

const subjectsIn = (employees: readonly RuleSubject[]) => ({
  employeeIds: [...new Set(employees.map(({ id }) => id))],
  branchIds: [...new Set(employees.map(({ branchId }) => branchId))],
})
