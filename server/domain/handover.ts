import type { RelationSpan } from './add-facts.ts'
import type { Entry } from './credit.ts'

/** WeCom's way of saying that a relation was assigned to the employee by an administrator. */
const ASSIGNED = 202
/** WeCom tells the end of the one relation and the start of the other by themselves, not always in one second. */
const APART_MS = 3_600_000

/** A relation with what WeCom says of how it came about, and when its employee left the bank. */
export type HeldSpan = RelationSpan & { addWay: number; leftAt: Date | null }
/** `relations` are those of all who had the add, the one who has it now last among `holders`. */
export type Chain = { adderId: string; holders: string[]; relations: RelationSpan[] }
type Draft = Omit<Chain, 'relations'> & { relations: HeldSpan[] }

/**
 * The relations of one contact, each chain beginning with an employee who added the contact. Whoever has had a relation of their
 * own before, or is among `alone`, takes over no add: theirs stands.
 */
export function chainsOf(spans: readonly HeldSpan[], alone: ReadonlySet<string> = new Set()): Chain[] {
  const own = new Map<string, HeldSpan[]>()
  const inOrder = spans.toSorted(earlierFirst)
  for (const span of inOrder) own.set(span.employeeId, [...(own.get(span.employeeId) ?? []), span])
  const chains = new Map<string, Draft>()
  const given = new Set<HeldSpan>()
  for (const [employeeId, relations] of own) {
    const [first] = relations
    const before = first && !alone.has(employeeId) ? giverOf(first, inOrder, given) : null
    const chain = before && chains.get(before.employeeId)
    if (!first || !before || !chain) {
      chains.set(employeeId, { adderId: employeeId, holders: [employeeId], relations })
      continue
    }
    given.add(before)
    const end = before.endedAt ?? first.startedAt
    chain.relations = chain.relations.map((span) => (span === before ? handedOver(span, end) : span))
    chain.relations.push(...relations)
    chain.holders.push(employeeId)
    chains.set(employeeId, chain)
  }
  return [...new Set(chains.values())].map((chain) => ({ ...chain, relations: chain.relations.map(plain) }))
}

const earlierFirst = (a: HeldSpan, b: HeldSpan): number =>
  a.startedAt.getTime() - b.startedAt.getTime() || (a.employeeId < b.employeeId ? -1 : 1)

/** The relation that this one goes on with: one that ended by a handover at that time, else that of somebody who has left. */
function giverOf(taken: HeldSpan, spans: readonly HeldSpan[], given: ReadonlySet<HeldSpan>): HeldSpan | null {
  if (taken.addWay !== ASSIGNED) return null
  const at = taken.startedAt.getTime()
  const others = spans.filter((span) => span.startedAt < taken.startedAt && !given.has(span))
  const transferred = others.filter((span) => mayHandOver(span) && apart(span, at) <= APART_MS)
  const left = others.filter(({ leftAt, endedAt }) => leftAt !== null && leftAt <= taken.startedAt && endedAt === null)
  return transferred.toSorted((a, b) => apart(a, at) - apart(b, at))[0] ?? left.at(-1) ?? null
}

/** That of an end nobody told of may have been lost as well. */
const mayHandOver = ({ endedBy }: HeldSpan): boolean => endedBy === 'transfer' || endedBy === 'unknown'

/** How far the moment lies outside of the time in which the relation ended. */
function apart({ endedAt, endFoundAt }: HeldSpan, at: number): number {
  const [from, to] = [Number(endedAt), Number(endFoundAt ?? endedAt)]
  return Math.max(from - at, at - to, 0)
}

const plain = ({ employeeId, startedAt, endedAt, endedBy, endFoundAt }: RelationSpan): RelationSpan => ({
  employeeId,
  startedAt,
  endedAt,
  endedBy,
  ...(endFoundAt && { endFoundAt }),
})

const handedOver = (span: HeldSpan, at: Date): HeldSpan => ({
  ...span,
  endedAt: at,
  endedBy: 'transfer',
  endFoundAt: null,
})

/** Who has the standing credit of each add; a handover never moves it. Adds without one are missing. */
export function holdersOf(entries: readonly Entry[]): Map<string, string> {
  const sums = new Map<string, number>()
  for (const { addId, employeeId, amount } of entries) {
    const key = JSON.stringify([addId, employeeId])
    sums.set(key, (sums.get(key) ?? 0) + amount)
  }
  return new Map([...sums].flatMap(([key, sum]) => (sum > 0 ? [JSON.parse(key) as [string, string]] : [])))
}
