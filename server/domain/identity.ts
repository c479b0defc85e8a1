import type { ContactFacts, ResultFacts } from './add-facts.ts'
import type { PolicyParameters } from './policy.ts'
import { assurances } from './verification.ts'

const timeOf = (result: ResultFacts): number => result.decidedAt.getTime()

/** Of each request the highest version that was decided by then. */
function standingResults(contact: ContactFacts, at: number): ResultFacts[] {
  const latest = new Map<string, ResultFacts>()
  for (const result of contact.results) {
    if (timeOf(result) > at) continue
    const known = latest.get(result.requestId)
    if (!known || known.version < result.version) latest.set(result.requestId, result)
  }
  return [...latest.values()].toSorted((a, b) => timeOf(a) - timeOf(b) || (a.requestId < b.requestId ? -1 : 1))
}

/** Who the contact is known to be at that moment; oldest answer first. */
export const verifiedAt = (contact: ContactFacts, at: number): (ResultFacts & { subject: string })[] =>
  standingResults(contact, at).flatMap((result) =>
    result.outcome === 'verified' && result.subject !== null ? [{ ...result, subject: result.subject }] : [],
  )

export const provenEnough = (result: ResultFacts, parameters: PolicyParameters): boolean =>
  result.assurance !== null && assurances.indexOf(result.assurance) >= assurances.indexOf(parameters.leastAssurance)

/** When the provider took its answer back; null while one stands or none was ever given. */
export function revokedSince(contact: ContactFacts, at: number): number | null {
  if (verifiedAt(contact, at).length > 0) return null
  const takenBack = standingResults(contact, at).filter((standing) =>
    contact.results.some(
      (earlier) =>
        earlier.requestId === standing.requestId &&
        earlier.version < standing.version &&
        earlier.outcome === 'verified' &&
        timeOf(earlier) <= at,
    ),
  )
  return takenBack.length > 0 ? Math.max(...takenBack.map(timeOf)) : null
}

/** Since when the provider says that the person is bank staff, through whichever of their accounts. */
export function staffIdentitySince(contact: ContactFacts, peers: readonly ContactFacts[], at: number): number | null {
  const subjects = verifiedAt(contact, at).map(({ subject }) => subject)
  const samePerson = peers.flatMap((peer) => verifiedAt(peer, at)).filter(({ subject }) => subjects.includes(subject))
  const saying = [...standingResults(contact, at), ...samePerson].find((result) => result.isEmployee === true)
  return saying ? timeOf(saying) : null
}
