import type { AssignmentFilter } from '#contract/assignment.ts'

const numbers = ['days', 'quiet'] as const
const texts = ['tag', 'channel', 'employee', 'branch', 'addedFrom', 'addedTo'] as const
const states: Record<NonNullable<AssignmentFilter['state']>, true> = {
  awaiting: true,
  notPrompted: true,
  prompted: true,
  opened: true,
  verified: true,
  declined: true,
}
const steps: Record<NonNullable<AssignmentFilter['step']>, true> = {
  added: true,
  prompted: true,
  opened: true,
  verified: true,
  kept: true,
  followedUp: true,
}
const sides: Record<NonNullable<AssignmentFilter['which']>, true> = { reached: true, missing: true }
const horizons: Record<NonNullable<AssignmentFilter['horizon']>, true> = { 1: true, 3: true, 7: true, 30: true }
const contested: Record<NonNullable<AssignmentFilter['review']>, true> = { open: true, appeal: true }

/** The page that assigns follow-ups for all contacts of a gap: `#/branch/assign?state=awaiting&days=3`. */
export function assignLink(filter: AssignmentFilter): string {
  const named = Object.entries(filter).map(([name, value]) => [name, value === true ? '1' : String(value)])
  return `#/branch/assign?${new URLSearchParams(named)}`
}

/** The filter in that page's query; what nobody can mean is left out. */
export function filterIn(query: Record<string, unknown>): AssignmentFilter {
  const filter: AssignmentFilter = {}
  const { state, step, which, review } = query
  const horizon = Number(query['horizon'])
  if (isOneOf(states, state)) filter.state = state
  if (isOneOf(steps, step)) filter.step = step
  if (filter.step && isOneOf(sides, which)) filter.which = which
  if (filter.step && isOneOf(horizons, horizon)) filter.horizon = horizon
  if (isOneOf(contested, review)) filter.review = review
  for (const name of numbers) {
    const count = Number(query[name])
    if (Number.isInteger(count) && count >= 1 && count <= 365) filter[name] = count
  }
  if (query['uncared'] === '1') filter.uncared = true
  for (const name of texts) {
    const text = query[name]
    if (typeof text === 'string' && text.trim()) filter[name] = text.trim()
  }
  return filter
}

const isOneOf = <Key extends string | number>(all: Record<Key, true>, value: unknown): value is Key =>
  (typeof value === 'string' || typeof value === 'number') && Object.hasOwn(all, value)
