import { sumOfTargets, targetsBelow } from '../../domain/branch.ts'
import { businessDayOf, type BusinessDay } from '../../domain/business-day.ts'
import { monthOf } from '../../domain/calendar.ts'
import { closedWords } from '../../domain/closed-words.ts'
import { monthParts } from '../../domain/day-figures.ts'
import type { EmployeeActor, Locale } from '../../domain/employee.ts'
import { memberDayWords, memberMonthWords, missedIn } from '../../domain/member-target-words.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { readMembersIn, readSubtree, type Branch, type MemberRow } from './branch-store.ts'
import { readKeptTargets } from './branch-target-store.ts'
import { MEMBERS_A_PAGE } from './day-members.ts'
import { MOST_MEMBERS, partOf } from './lead-scope.ts'
import { readMemberTargets, type MemberTarget } from './member-targets.ts'

type Span = 'day' | 'month'
type Asked = { branchId: string; day: BusinessDay | null; span: Span; isOwn: boolean; cursor: string | undefined }
type Seen = { span: Span; day: BusinessDay; now: Date; after: string }

export type TargetRow =
  | { of: 'member'; id: string; name: string; target: number | null; sentences: string[] }
  | { of: 'branch' | 'own'; id: string; name: string; target: number | null }
/** `asOf` of kept sums is when they were computed. */
export type TargetList = {
  total: number | null
  items: TargetRow[]
  nextCursor: string | null
  kept: boolean
  day: BusinessDay
  asOf: Date
}

/**
 * What the branch's target of a day, or of its month, is the sum of, for its lead: the members and why each has theirs; of a large
 * part of the bank its own employees together and each branch directly below, as kept. `isOwn` leaves out the branches below.
 * Throws Problem('branch/not-found') out of scope.
 */
export async function readBranchTargets(actor: EmployeeActor, ports: Ports, asked: Asked): Promise<TargetList> {
  const { branchId, span, isOwn } = asked
  const { read } = ports.database
  const subtree = await readSubtree(read, actor, branchId)
  if (subtree.length === 0) throw new Problem('branch/not-found')
  const branches = isOwn ? subtree.filter(({ id }) => id === branchId) : subtree
  const ids = branches.map(({ id }) => id)
  const { isLarge } = await partOf(read, ids)
  const now = ports.clock.now()
  const seen = { span, day: asked.day ?? businessDayOf(now), now, after: asked.cursor ?? '' }
  if (!isLarge) return await listAllMembers(actor, ports, ids, seen)
  const kept = await readKept(ports, ids, seen)
  if (branches.length === 1) return await listSomeMembers(actor, ports, kept, branchId, seen)
  return listBranches(kept, branchId, branches, seen)
}

type Kept = Pick<TargetList, 'total' | 'asOf' | 'kept' | 'day'> & { targetOf(branchId: string): number | null }

async function readKept({ database }: Ports, branchIds: string[], { span, day, now }: Seen): Promise<Kept> {
  const rows = await readKeptTargets(database.read, branchIds, day)
  const own = new Map(rows.map((row) => [row.branchId, (span === 'day' ? row.target : row.monthTarget) ?? null]))
  const total = sumOfTargets([...own.values()].map((target) => ({ target })))
  const asOf = rows.reduce((first, { computedAt }) => (computedAt < first ? computedAt : first), now)
  return { total, asOf, kept: true, day, targetOf: (id) => own.get(id) ?? null }
}

/** In the directory's order, the branch's own employees first. */
function listBranches({ targetOf, ...kept }: Kept, branchId: string, branches: Branch[], { after }: Seen): TargetList {
  const sums = targetsBelow(branchId, branches, targetOf)
  const rank = ({ id, position }: Branch) => (id === branchId ? -Infinity : position)
  const shown = branches
    .filter(({ id }) => sums.has(id))
    .toSorted((one, other) => rank(one) - rank(other) || byId(one, other))
  const from = after === '' ? 0 : shown.findIndex(({ id }) => id === after) + 1
  if (after !== '' && from === 0) throw new Problem('request/invalid', { field: 'cursor' })
  const { items, nextCursor } = firstOf(shown.slice(from))
  const rows = items.map(({ id, name }): TargetRow => {
    return { of: id === branchId ? 'own' : 'branch', id, name, target: sums.get(id) ?? null }
  })
  return { ...kept, items: rows, nextCursor }
}

/** All are summed up, so that the total is theirs to the last one. */
async function listAllMembers(
  { locale }: EmployeeActor,
  ports: Ports,
  branchIds: string[],
  seen: Seen,
): Promise<TargetList> {
  const members = await readMembersIn(ports.database.read, branchIds, { after: '', limit: MOST_MEMBERS })
  const targets = await readMemberTargets(ports, members, seen)
  const total = sumOfTargets([...targets.values()].map((one) => ({ target: targetIn(one, seen) })))
  const { items, nextCursor } = firstOf(members.filter(({ id }) => id > seen.after).toSorted(byId))
  return {
    total,
    items: items.map(rowBy(targets, seen, locale)),
    nextCursor,
    kept: false,
    day: seen.day,
    asOf: seen.now,
  }
}

/** Of one branch with more people than are summed up for a page: the total as kept. */
async function listSomeMembers(
  { locale }: EmployeeActor,
  ports: Ports,
  { targetOf: _own, ...kept }: Kept,
  branchId: string,
  seen: Seen,
): Promise<TargetList> {
  const page = { after: seen.after, limit: MEMBERS_A_PAGE + 1 }
  const { items, nextCursor } = firstOf(await readMembersIn(ports.database.read, [branchId], page))
  return { ...kept, items: items.map(rowBy(await readMemberTargets(ports, items, seen), seen, locale)), nextCursor }
}

const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1)

function firstOf<Row extends { id: string }>(rows: Row[]): { items: Row[]; nextCursor: string | null } {
  const items = rows.slice(0, MEMBERS_A_PAGE)
  return { items, nextCursor: rows.length > MEMBERS_A_PAGE ? (items.at(-1)?.id ?? null) : null }
}

const targetIn = ({ target, monthTarget }: MemberTarget, { span }: Seen) => (span === 'day' ? target : monthTarget)

const rowBy =
  (targets: Map<string, MemberTarget>, seen: Seen, locale: Locale) =>
  ({ id, name }: MemberRow): TargetRow => {
    const own = targets.get(id)
    if (!own) return { of: 'member', id, name, target: null, sentences: [] }
    const words = seen.span === 'day' ? dayWords : monthWords
    return { of: 'member', id, name, target: targetIn(own, seen), sentences: words(own, seen.day, locale) }
  }

function dayWords({ book, target, correction }: MemberTarget, day: BusinessDay, locale: Locale): string[] {
  if (correction !== null) return [closedWords(target, correction, locale)]
  return memberDayWords(book.on(day), book.reason(day), locale)
}

function monthWords({ book }: MemberTarget, day: BusinessDay, locale: Locale): string[] {
  const month = book.month(monthOf(day))
  return memberMonthWords(month, monthParts(book, monthOf(day)), missedIn(month, book.reason), locale)
}
