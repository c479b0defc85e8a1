import type { AssignmentFilter } from '#contract/assignment.ts'
import type { AssignmentWords } from '../../i18n/assignment-words.ts'

type Named = { id: string; name: string }

/** What the filter says, one part a chip; `people` and `branches` give the names. */
export function sayFilter(
  filter: AssignmentFilter,
  own: AssignmentWords,
  people: readonly Named[],
  branches: readonly Named[],
): string[] {
  const {
    state,
    step,
    which = 'reached',
    horizon = 7,
    review,
    days,
    quiet,
    uncared,
    tag,
    channel,
    employee,
    branch,
    addedFrom,
    addedTo,
  } = filter
  const words = own.filter
  const named = people.find(({ id }) => id === employee?.toLowerCase())?.name ?? employee
  const parts = [
    branch && words.ofBranch(branches.find(({ id }) => id === branch)?.name ?? branch),
    step && stepOf(words, { step, which, horizon }),
    review && words.reviews[review],
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

type Place = { [Name in 'step' | 'which' | 'horizon']: NonNullable<AssignmentFilter[Name]> }

/** Whoever was added has no days to wait. */
const stepOf = ({ steps, stepChip }: AssignmentWords['filter'], { step, which, horizon }: Place): string =>
  step === 'added' ? steps.reached.added : stepChip(horizon, steps[which][step])

const dayBefore = (day: string): string =>
  new Date(new Date(`${day}T00:00:00Z`).getTime() - 86_400_000).toISOString().slice(0, 10)
