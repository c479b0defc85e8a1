import type { LossReason } from './add.ts'
import { bookingDay, businessDayOf, closeOfDay, type BusinessDay } from './business-day.ts'
import type { Holding, Pin } from './holdings.ts'

/** `taken-over`: a better claim arrived while the day was open. `corrected`: a fact that arrived late showed an entry to be wrong. */
export type CreditReason = 'earned' | 'taken-over' | 'corrected' | LossReason

export type Entry = {
  subject: string
  step: number
  amount: 1 | -1
  addId: string
  employeeId: string
  branchId: string
  day: BusinessDay
  /** The day of the last rule met, or of the loss; `day` where it was still open on arrival. */
  earnedDay: BusinessDay
  reason: CreditReason
}

const isOpen = (day: BusinessDay, now: Date): boolean => now < closeOfDay(day)

/** Credits on closed days, of whichever identities: what is settled, oldest first. A credit that was taken over or corrected never counted. */
export function pinsOf(existing: readonly Entry[], now: Date): Pin[] {
  const given: { key: string; credit: Entry }[] = []
  for (const entry of existing) {
    const key = `${entry.subject}|${keyOf(entry)}`
    if (isCredit(entry)) given.push({ key, credit: entry })
    if (isUndone(entry))
      given.splice(
        given.findLastIndex((one) => one.key === key),
        1,
      )
  }
  return given.flatMap(({ credit }) => (isOpen(credit.day, now) ? [] : [credit]))
}

type Told = { amount: 1 | -1; reason: CreditReason }
/** An entry gives a credit or undoes one, tells a loss or takes one back. */
const isCredit = ({ amount, reason }: Told): boolean => amount === 1 && reason !== 'corrected'
const isUndone = ({ amount, reason }: Told): boolean =>
  amount === -1 && (reason === 'taken-over' || reason === 'corrected')
const isLoss = (told: Told): boolean => told.amount === -1 && !isUndone(told)
const isTakenBack = ({ amount, reason }: Told): boolean => amount === 1 && reason === 'corrected'

type Move = {
  key: string
  amount: 1 | -1
  at: Date | null
  day: BusinessDay
  earnedDay: BusinessDay
  reason: CreditReason
}

/**
 * The entries that are missing for the ledger of one identity to tell what `holdings` tell: each open day as if every fact had
 * been known at once, and what concerns a closed day is booked on the day of arrival. Nothing when all is told already.
 */
export function missingEntries(
  subject: string,
  holdings: readonly Holding[],
  existing: readonly Entry[],
  now: Date,
): Entry[] {
  const own = holdings.filter((holding) => holding.subject === subject)
  const keys = new Set([...existing.map(keyOf), ...own.map(keyOf)])
  const moves = [...keys].flatMap((key) => movesOf(key, own, existing, now))
  const latest = existing.at(-1)
  const holder = latest?.amount === 1 ? keyOf(latest) : null
  return booked(subject, inSequence(takenOver(moves, now), holder, own, now), existing)
}

type Part = { addId: string; employeeId: string; branchId: string }
/** A credit and its reversal name the same add, employee and branch, wherever the employee has moved since. */
const keyOf = ({ addId, employeeId, branchId }: Part): string => [addId, employeeId, branchId].join('|')
const isOnePart = (a: Move, b: Move): boolean => partOf(a).slice(0, 2).join() === partOf(b).slice(0, 2).join()
const partOf = ({ key }: Move): string[] => key.split('|')

/** What the holdings say of one add's part, minus what is booked: credits and losses of each open day, the sum of all closed ones. */
function movesOf(key: string, holdings: readonly Holding[], existing: readonly Entry[], now: Date): Move[] {
  const wanted = holdings.filter((holding) => keyOf(holding) === key).flatMap(eventsOf)
  const present = existing.filter((entry) => keyOf(entry) === key)
  const days = new Set([...wanted.map(({ day }) => day), ...present.map(({ earnedDay }) => earnedDay)])
  const open = [...days].filter((day) => isOpen(day, now)).toSorted()
  const isClosed = (day: BusinessDay) => !open.includes(day)
  const closed = {
    here: wanted.filter(({ day }) => isClosed(day)),
    told: present.filter(({ earnedDay }) => isClosed(earnedDay)),
  }
  const difference = sum(closed.here) - sum(closed.told)
  const amount = difference > 0 ? 1 : -1
  const events = closed.here.filter((event) => event.amount === amount)
  return [
    ...movesFor(key, amount, Math.abs(difference), { ...closed, here: events }, now),
    ...open.flatMap((day) => {
      const here = wanted.filter((event) => event.day === day)
      const told = present.filter(({ earnedDay }) => earnedDay === day)
      return openMoves(key, { here, told }, now)
    }),
  ]
}

/**
 * An open day tells every credit and every loss of its own, though they sum up to nothing, and whether they became known
 * together or in turn; what no fact speaks of any more is undone and taken back. So what its close leaves settled is what
 * happened, in whatever order it arrived.
 */
function openMoves(key: string, { here, told }: Compared, now: Date): Move[] {
  const credits = here.filter(({ amount }) => amount === 1)
  const losses = here.filter(({ amount }) => amount === -1)
  const missing = credits.length - told.filter(isCredit).length + told.filter(isUndone).length
  const untold = losses.length - told.filter(isLoss).length + told.filter(isTakenBack).length
  const undone = { here: [], told }
  return [
    ...movesFor(key, 1, missing, { here: credits, told }, now),
    ...movesFor(key, -1, -missing, undone, now),
    ...movesFor(key, -1, untold, { here: losses, told }, now),
    ...movesFor(key, 1, -untold, undone, now),
  ]
}

type Compared = { here: Event[]; told: readonly Entry[] }
const movesFor = (key: string, amount: 1 | -1, count: number, { here, told }: Compared, now: Date): Move[] =>
  Array.from({ length: Math.max(0, count) }, (_, index) => moveFor(key, amount, here.at(index - count), told, now))

const sum = (entries: readonly { amount: number }[]): number => entries.reduce((total, { amount }) => total + amount, 0)

type Event = { amount: 1 | -1; at: Date; day: BusinessDay; reason: CreditReason }

function eventsOf({ from, to, lostBy, gainedOn = from, lostOn }: Holding): Event[] {
  const gained: Event = { amount: 1, at: gainedOn, day: businessDayOf(gainedOn), reason: 'earned' }
  if (!to || !lostBy) return [gained]
  const lost = lostOn ?? to
  return [gained, { amount: -1, at: lost, day: businessDayOf(lost), reason: lostBy }]
}

/** Told by its event where there is one; otherwise it undoes an entry that should not be, on that entry's day while open. */
function moveFor(key: string, amount: 1 | -1, event: Event | undefined, told: readonly Entry[], now: Date): Move {
  if (event) {
    const day = bookingDay(event.at, now)
    return { key, amount, at: event.at, day, earnedDay: event.day, reason: event.reason }
  }
  const wrong = told.findLast((entry) => entry.amount === -amount)
  const day = wrong && isOpen(wrong.day, now) ? wrong.day : businessDayOf(now)
  return { key, amount, at: null, day, earnedDay: wrong?.earnedDay ?? day, reason: 'corrected' }
}

/** Where one add gains what another loses for no fault of its own, both stand on the day of what is taken over. */
function takenOver(moves: Move[], now: Date): Move[] {
  const lost = moves.find((move) => move.at === null && !of(moves, move.key).some(isTakenBack))
  const gained = moves.find((move) => move.amount === 1 && move.at !== null && move.key !== lost?.key)
  if (!lost || !gained) return moves
  return moves.map((move) => {
    if (move === lost && !isOnePart(lost, gained)) return { ...move, reason: 'taken-over' as const }
    const late = move === gained && !isOpen(move.earnedDay, now)
    return late ? { ...move, day: lost.day } : move
  })
}

/** Gives and takes in turn: who holds the credit now goes first, who shall hold it in the end comes last. */
function inSequence(moves: Move[], holder: string | null, holdings: readonly Holding[], now: Date): Move[] {
  const last = holdings.at(-1)
  const heir = last?.to === null ? keyOf(last) : null
  const keys = [...new Set(moves.map(({ key }) => key))]
  const between = keys.filter((key) => key !== holder && key !== heir)
  const first = alternating(of(moves, holder), -1)
  const middle = between.flatMap((key) => alternating(of(moves, key), 1))
  const final = alternating(of(moves, heir), 1)
  if (holder === null || holder !== heir) return [...first, ...middle, ...final]
  return [...makeRoom(first, middle, holder, now), ...middle, ...first.slice(1), ...lastOf(first, middle, holder, now)]
}

const of = (moves: Move[], key: string | null): Move[] => moves.filter((move) => move.key === key)

function alternating(moves: Move[], begin: 1 | -1): Move[] {
  const ones = moves.filter(({ amount }) => amount === begin)
  const others = moves.filter(({ amount }) => amount !== begin)
  return moves.flatMap((_, index) => (index % 2 === 0 ? ones : others)[Math.floor(index / 2)] ?? [])
}

function makeRoom(first: Move[], middle: Move[], holder: string, now: Date): Move[] {
  if (first.length > 0) return first.slice(0, 1)
  return middle.length > 0 ? [room(holder, -1, now)] : []
}
const lastOf = (first: Move[], middle: Move[], holder: string, now: Date): Move[] =>
  first.length === 0 && middle.length > 0 ? [room(holder, 1, now)] : []

/** The holder steps aside for entries of others that belong before it, and is back at once. */
function room(key: string, amount: 1 | -1, now: Date): Move {
  const day = businessDayOf(now)
  return { key, amount, at: null, day, earnedDay: day, reason: amount === 1 ? 'earned' : 'corrected' }
}

function booked(subject: string, moves: Move[], existing: readonly Entry[]): Entry[] {
  return moves.map((move, index): Entry => {
    const { amount, day, earnedDay, reason } = move
    const [addId = '', employeeId = '', branchId = ''] = partOf(move)
    const step = existing.length + index + 1
    return { subject, step, amount, addId, employeeId, branchId, day, earnedDay, reason }
  })
}
