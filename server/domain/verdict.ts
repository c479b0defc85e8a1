import type { Surroundings } from './add-facts.ts'
import { bearerAt, endedEarlyAt } from './add-life.ts'
import { casesOf, firstAddOrder, heldBy, hindrances, keepsChance, momentsOf, type Case } from './add-standing.ts'
import { voidReasons, type AwaitingReason, type Judgement, type Verdict, type VoidReason } from './add.ts'
import { earlierAdds, horizonOf, type Holding } from './holdings.ts'
import { provenEnough, verifiedAt } from './identity.ts'

/**
 * The verdict of every add in its surroundings, from who holds which identity's credit. Exactly one per add; where several
 * reasons fit, the first in the order of `voidReasons` is told.
 */
export function decideVerdicts(facts: Surroundings, holdings: readonly Holding[], now: Date): Judgement[] {
  const cases = casesOf(facts).toSorted(firstAddOrder)
  const at = horizonOf(facts, now)
  return cases.map((one) => judge({ one, cases, holdings, at }))
}

type Scene = { one: Case; cases: readonly Case[]; holdings: readonly Holding[]; at: number }

function judge(scene: Scene): Judgement {
  const { one, at } = scene
  const verdict = verdictOf(scene)
  const windowEndsAt = Number.isFinite(one.windowEnd) ? new Date(one.windowEnd) : null
  return { addId: one.add.id, verdict, windowEndsAt, settleAt: settleAt(scene, verdict, at) }
}

function verdictOf(scene: Scene): Verdict {
  const { one, at } = scene
  const holding = scene.holdings.findLast(({ addId, to }) => addId === one.add.id && to === null)
  const review = heldBy(one, at)
  if (review) return { status: 'held', reason: null, since: review.openedAt }
  if (holding) return { status: 'effective', reason: null, since: holding.from }
  const [told] = fitting(scene).toSorted((a, b) => voidReasons.indexOf(a.reason) - voidReasons.indexOf(b.reason))
  if (told) return { status: 'void', reason: told.reason, since: new Date(Math.max(told.since, one.life.start)) }
  return { status: 'awaiting', reason: awaitingReason(scene), since: new Date(one.life.start) }
}

type Fit = { reason: VoidReason; since: number }
/** `later`: the add began after the one that counts. */
type Elsewhere = Fit & { later: boolean }

function fitting(scene: Scene): Fit[] {
  const own = ownHindrances(scene)
  const elsewhere = countedElsewhere(scene)
  // The first adder is never told "not first" for a chance that was lost for another reason.
  const told = own.length > 0 ? elsewhere.filter(({ later }) => later) : elsewhere
  return [...own, ...told, ...behindSpentChance(scene)]
}

/** A relation that ends late costs nothing: where a review or the provider took the credit, that is told and not the end. */
function ownHindrances({ one, holdings, at }: Scene): Fit[] {
  const own = hindrances(one, at)
  const lostBy = holdings.findLast(({ addId }) => addId === one.add.id)?.lostBy
  const decided = lostBy === 'rejected' || lostBy === 'verification-revoked'
  if (!decided || endedEarlyAt(one.life, at) || !own.some(({ reason }) => reason === lostBy)) return own
  return own.filter(({ reason }) => reason !== 'ended-early')
}

/** Another add has, or had, the credit of this identity: of the same contact, or through another account. */
function countedElsewhere({ one, cases, holdings, at }: Scene): Elsewhere[] {
  const subjects = verifiedAt(one.contact, at).map(({ subject }) => subject)
  return subjects.flatMap((subject): Elsewhere[] => {
    const last = holdings.findLast((holding) => holding.subject === subject)
    const other = cases.find(({ add }) => add.id === last?.addId)
    if (!last || !other || other === one) return []
    if (last.freed) return []
    const since = last.from.getTime()
    if (other.contact.id !== one.contact.id) return [{ reason: 'same-person', since, later: true }]
    return [{ reason: 'not-first-add', since, later: firstAddOrder(other, one) < 0 }]
  })
}

/** An earlier add of the contact can no longer count, and has not handed its chance on. */
function behindSpentChance({ one, cases, at }: Scene): Fit[] {
  return earlierAdds(cases, one).flatMap((earlier) => {
    const spent = hindrances(earlier, at).find(
      ({ reason }) => reason === 'before-counting' || reason === 'window-passed',
    )
    return spent && keepsChance(earlier, at) ? [{ reason: 'not-first-add' as const, since: spent.since }] : []
  })
}

function awaitingReason({ one, cases, at }: Scene): AwaitingReason {
  if (earlierAdds(cases, one).some((earlier) => keepsChance(earlier, at))) return 'earlier-add'
  const verified = verifiedAt(one.contact, at)
  const proven = verified.some((result) => provenEnough(result, one.add.parameters))
  if (verified.length > 0 && !proven) return 'assurance-too-low'
  const employeeId = bearerAt(one.life, at)?.employeeId
  if (proven && employeeId !== undefined && at >= (one.leftAt.get(employeeId) ?? Infinity)) return 'employee-left'
  const deciding = one.contact.deciding.some(
    ({ from, to }) => from.getTime() <= at && (to === null || at < to.getTime()),
  )
  return deciding ? 'provider-deciding' : 'not-verified'
}

/** Final by time: only a new fact can change these, and a new fact settles the add anyway. What is told after others may give way to one of them. */
const lasting: readonly Verdict['reason'][] = ['before-counting', 'private', 'is-employee']

function settleAt({ one, cases }: Scene, verdict: Verdict, at: number): Date | null {
  if (verdict.status === 'effective' || lasting.includes(verdict.reason)) return null
  const next = [one, ...earlierAdds(cases, one)].flatMap(momentsOf).filter((moment) => moment > at)
  return next.length > 0 ? new Date(Math.min(...next)) : null
}
