import type { AssignmentFilter } from '#contract/assignment.ts'
import type { AssignmentWords } from '../../i18n/assignment-words.ts'

/** What the filter says, one part a chip; `people` gives the names of employees. */
export function sayFilter(
  filter: AssignmentFilter,
  own: AssignmentWords,
  people: readonly { id: string; name: string }[],
): string[] {
  const { state, days, quiet, uncared, tag, channel, employee, addedFrom, addedTo } = filter
  const words = own.filter
  const named = people.find(({ id }) => id === employee?.toLowerCase())?.name ?? employee
  const parts = [
    state && words.states[state],
    days && words.daysChip(days),
    uncared && words.uncared,
    quiet && words.quiet(quiet),
    named,
    tag,
    channel,
    addedFrom && (addedTo ? words.added(addedFrom.slice(5), dayBefore(addedTo).slice(5)) : words.addedFrom(addedFrom)),
  ]
  return parts.filter((part) => typeof part === 'string')
}

const dayBefore = (day: string): string =>
  new Date(new Date(`${day}T00:00:00Z`).getTime() - 86_400_000).toISOString().slice(0, 10)
