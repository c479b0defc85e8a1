import type { Fact } from '../domain/add-story.ts'
import type { Happened, Told } from './told.ts'

/** What happened in its own order; what became known at the same moment keeps the order in which it was drawn. */
const byMoment = (told: readonly Told[]): Told[] => told.toSorted((a, b) => a.moment.getTime() - b.moment.getTime())

const onlyOnce = new Set(['private', 'staff-account', 'declined', 'left', 'handed-over'])

type Bond = { holder: string; from: number; related: boolean; handedOver: boolean }

/**
 * Leaves out what WeCom and the product never tell: an end without a beginning, a handover of nothing, a review of an add
 * that nobody made. After a handover it is the taker's relation that ends and begins.
 */
export function possible(told: readonly Told[]): Told[] {
  const bonds = new Map<string, Bond>()
  const seen = new Set<string>()
  return byMoment(told).flatMap((one) => {
    const kept = keep(one, bonds, seen)
    return kept ? [{ ...one, what: kept }] : []
  })
}

function keep({ moment, what }: Told, bonds: Map<string, Bond>, seen: Set<string>): Happened | null {
  if (what.kind === 'review-opened')
    return bonds.has(`${what.employee} ${what.contact}`) ? remember(what, what.id, seen) : null
  if (what.kind === 'review-closed') return seen.has(what.id) ? what : null
  if (what.kind !== 'fact') return what
  const { fact } = what
  if (onlyOnce.has(fact.kind)) {
    const key = [
      fact.kind,
      'employee' in fact && fact.employee,
      'contact' in fact && fact.contact,
      'from' in fact && fact.from,
    ].join(' ')
    if (seen.has(key)) return null
    seen.add(key)
  }
  const related = relate(fact, moment.getTime(), bonds)
  return related ? { kind: 'fact', fact: related } : null
}

function remember(what: Happened, id: string, seen: Set<string>): Happened {
  seen.add(id)
  return what
}

function relate(fact: Fact, moment: number, bonds: Map<string, Bond>): Fact | null {
  if (fact.kind === 'handed-over') {
    const bond = bonds.get(`${fact.from} ${fact.contact}`)
    if (!bond?.related || bond.handedOver || moment <= bond.from) return null
    Object.assign(bond, { holder: fact.to, handedOver: true, from: moment })
    return fact
  }
  if (fact.kind !== 'added' && fact.kind !== 'removed' && fact.kind !== 'gone') return fact
  const key = `${fact.employee} ${fact.contact}`
  const bond = bonds.get(key)
  if (fact.kind === 'added') {
    if (bond && (bond.related || moment <= bond.from)) return null
    const holder = bond?.holder ?? fact.employee
    bonds.set(key, { holder, from: moment, related: true, handedOver: bond?.handedOver ?? false })
    return { ...fact, employee: holder }
  }
  if (!bond?.related || moment <= bond.from) return null
  bond.related = false
  // Found gone in the evening, the two had not been related again before it.
  if (fact.kind === 'gone') bond.from = fact.at.getTime()
  return { ...fact, employee: bond.holder }
}

/** The provider counts the versions of one request in the order of its decisions. */
export function withVersions(told: readonly Told[]): Told[] {
  const versions = new Map<string, number>()
  return byMoment(told).map((one) => {
    if (one.what.kind !== 'fact' || one.what.fact.kind !== 'answer') return one
    const { fact } = one.what
    const version = (versions.get(fact.requestId) ?? 0) + 1
    versions.set(fact.requestId, version)
    return { ...one, what: { kind: 'fact', fact: { ...fact, version } } }
  })
}
