import type { FollowUpKind } from './follow-up.ts'

/** Nobody is given more while so many of theirs are open. */
export const MOST_OPEN = 3_000

const purposes: FollowUpKind[] = ['promptAgain', 'firstConversation', 'cameBack']
/** Of these kinds a contact has one open, whatever it is called; of the others the title says what it is about. */
export const isPurpose = (kind: FollowUpKind): boolean => purposes.includes(kind)

export type Candidate = { employeeId: string; startedAt: Date }
export type ContactCase = {
  contactId: string
  verified: boolean
  declined: boolean
  /** Active employees within the actor's reach who have a live relation with the contact. */
  candidates: Candidate[]
  /** The same follow-up is open already, with whomever. */
  alreadyOpen: boolean
  /** Employees who have the same follow-up open for this contact already. */
  alreadyWith: string[]
  /** Employees for whom the contact is private. */
  privateFor: string[]
}
export const skipReasons = [
  'already-verified',
  'declined',
  'no-relation',
  'nobody-else',
  'no-seat',
  'private',
  'already-open',
  'too-many-open',
  'on-leave',
  'changed-meanwhile',
] as const
export type SkipReason = (typeof skipReasons)[number]
export type Terms = {
  kind: FollowUpKind
  /** Who may be chosen; null for everybody who has the relation. */
  assigneeIds: string[] | null
  /** Who gets nothing because WeCom gives them no customer-contact seat; nobody unless told. */
  seatless?: ReadonlySet<string>
  /** Who gets nothing because they are on leave. */
  away: ReadonlySet<string>
  /** How many open follow-ups each has before; nobody named has none. */
  load: ReadonlyMap<string, number>
}
export type Assignment = {
  assigned: { contactId: string; assigneeId: string }[]
  /** `related`: who has the relation, though it was not for them to choose. */
  skipped: { contactId: string; reason: SkipReason; related: string[] }[]
}

/** Gives each contact to one employee who is related with it: the one with the fewest open follow-ups, then the one who has known it longest. */
export function assign(cases: readonly ContactCase[], terms: Terms): Assignment {
  const { given, passedOver } = share(cases, terms.load, (one, load) => choose(one, { ...terms, load }))
  return {
    assigned: given.map(({ one, assigneeId }) => ({ contactId: one.contactId, assigneeId })),
    skipped: passedOver.map(({ one, reason }) => ({
      contactId: one.contactId,
      reason,
      related: one.candidates.map(({ employeeId }) => employeeId),
    })),
  }
}

type Shared<Case> = {
  given: { one: Case; assigneeId: string }[]
  passedOver: { one: Case; reason: SkipReason }[]
}

/** One after the other, so that what somebody gets counts in their load for the next. */
export function share<Case>(
  cases: readonly Case[],
  before: ReadonlyMap<string, number>,
  chooseFor: (one: Case, load: ReadonlyMap<string, number>) => Candidate | SkipReason,
): Shared<Case> {
  const load = new Map(before)
  const shared: Shared<Case> = { given: [], passedOver: [] }
  for (const one of cases) {
    const choice = chooseFor(one, load)
    if (typeof choice === 'string') {
      shared.passedOver.push({ one, reason: choice })
      continue
    }
    load.set(choice.employeeId, (load.get(choice.employeeId) ?? 0) + 1)
    shared.given.push({ one, assigneeId: choice.employeeId })
  }
  return shared
}

export function choose(one: ContactCase, { kind, assigneeIds, seatless, away, load }: Terms): Candidate | SkipReason {
  if (kind === 'promptAgain' && one.verified) return 'already-verified'
  if (kind === 'promptAgain' && one.declined) return 'declined'
  const fitting = one.candidates.filter(({ employeeId }) => assigneeIds?.includes(employeeId) ?? true)
  if (fitting.length === 0) return 'no-relation'
  const seated = fitting.filter(({ employeeId }) => !seatless?.has(employeeId))
  if (seated.length === 0) return 'no-seat'
  const customers = seated.filter(({ employeeId }) => !one.privateFor.includes(employeeId))
  if (customers.length === 0) return 'private'
  const free = one.alreadyOpen ? [] : customers.filter(({ employeeId }) => !one.alreadyWith.includes(employeeId))
  if (free.length === 0) return 'already-open'
  const loadOf = (candidate: Candidate): number => load.get(candidate.employeeId) ?? 0
  const able = free.filter((candidate) => loadOf(candidate) < MOST_OPEN)
  if (able.length === 0) return 'too-many-open'
  const present = able.filter(({ employeeId }) => !away.has(employeeId))
  const [best] = present.toSorted(
    (a, b) =>
      loadOf(a) - loadOf(b) || a.startedAt.getTime() - b.startedAt.getTime() || (a.employeeId < b.employeeId ? -1 : 1),
  )
  return best ?? 'on-leave'
}
