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

/** The page that assigns follow-ups for all contacts of a gap: `#/branch/assign?state=awaiting&days=3`. */
export function assignLink(filter: AssignmentFilter): string {
  const named = Object.entries(filter).map(([name, value]) => [name, value === true ? '1' : String(value)])
  return `#/branch/assign?${new URLSearchParams(named)}`
}

/** The filter in that page's query; what nobody can mean is left out. */
export function filterIn(query: Record<string, unknown>): AssignmentFilter {
  const filter: AssignmentFilter = {}
  const { state } = query
  if (isState(state)) filter.state = state
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

const isState = (state: unknown): state is keyof typeof states =>
  typeof state === 'string' && Object.hasOwn(states, state)
