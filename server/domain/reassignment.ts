import type { FollowUpKind } from './follow-up.ts'
import { choose, isPurpose, share, type ContactCase, type SkipReason, type Terms } from './follow-up-assignment.ts'

/** Open follow-ups that somebody has to look at: of people who left, overdue ones, and those of which their assignee was not told. */
export const owedStates = ['left', 'overdue', 'owed', 'undelivered'] as const
export type OwedState = (typeof owedStates)[number]
/** What is handed on together: all of a list, or those that were chosen from it. */
export type Reassigned = OwedState | 'chosen'

/** An open follow-up that is to be handed on, with its contact. */
export type HeldCase = ContactCase & { followUpId: string; kind: FollowUpKind; title: string; holderId: string }
export type HandedOn = {
  assigned: { followUpId: string; contactId: string; assigneeId: string }[]
  /** `related`: who else has the relation, though it was not for them to choose. */
  skipped: { followUpId: string; contactId: string; reason: SkipReason; related: string[] }[]
}

/** What makes two follow-ups of a contact the same. */
export const sameAs = ({ contactId, kind, title }: { contactId: string; kind: FollowUpKind; title: string }): string =>
  [contactId, kind, isPurpose(kind) ? '' : title].join('|')

/** Gives each to somebody else who is related with its contact, as `assign` does; those that fewer could have go first, so that the rest evens out the load. */
export function handOn(cases: readonly HeldCase[], terms: Omit<Terms, 'kind'>): HandedOn {
  const given = new Set<string>()
  const fewestFirst = cases.toSorted((a, b) => othersIn(a).length - othersIn(b).length)
  const shared = share(fewestFirst, terms.load, (one, load) => {
    const candidates = othersIn(one)
    if (candidates.length === 0) return 'nobody-else'
    if (given.has(sameAs(one))) return 'already-open'
    const choice = choose({ ...one, candidates }, { ...terms, kind: one.kind, load })
    if (typeof choice !== 'string') given.add(sameAs(one))
    return choice
  })
  return {
    assigned: shared.given.map(({ one, assigneeId }) => ({ ...idsOf(one), assigneeId })),
    skipped: shared.passedOver.map(({ one, reason }) => ({
      ...idsOf(one),
      reason,
      related: othersIn(one).map(({ employeeId }) => employeeId),
    })),
  }
}

const idsOf = ({ followUpId, contactId }: HeldCase) => ({ followUpId, contactId })
const othersIn = ({ candidates, holderId }: HeldCase) => candidates.filter(({ employeeId }) => employeeId !== holderId)
