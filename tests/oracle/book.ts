import { dayAt, isOpenAt } from './time.ts'
import type { Happening, Settled } from './walk.ts'

/** `late`: what it tells belongs to a day that had closed when it arrived. */
export type Line = Happening & { day: string; late: boolean }

const sum = (lines: readonly { amount: number }[]): number => lines.reduce((total, { amount }) => total + amount, 0)

const keyOf = ({ subject, addId, employeeId, branchId }: Omit<Settled, 'at' | 'met'>): string =>
  [subject, addId, employeeId, branchId].join(' ')

/** The credits of closed days. One that was taken over, or shown to be wrong, was none; a loss that is taken back gives none anew. */
export function settledCredits(book: readonly Line[], now: number): Settled[] {
  const credits: Line[] = []
  for (const line of book.filter(({ day }) => !isOpenAt(day, now))) {
    if (line.amount === 1 && line.reason === 'earned') credits.push(line)
    if (line.amount === -1 && line.reason === 'corrected') {
      const wrong = credits.findLastIndex((credit) => keyOf(credit) === keyOf(line))
      if (wrong >= 0) credits.splice(wrong, 1)
    }
  }
  return credits
}

/**
 * "An entry's day is the day of the last rule met if still open, else the day of arrival." "For every order in which the same facts arrive before a
 * day is closed, that day's sums are the same": what open days say is said anew, what closed days lack is said today.
 */
export function carryForward(book: readonly Line[], happenings: readonly Happening[], now: number): Line[] {
  const keys = [...new Set([...book, ...happenings].map(keyOf))]
  const missing = keys.flatMap((key) => {
    const told = book.filter((line) => keyOf(line) === key)
    const wanted = happenings.filter((happening) => keyOf(happening) === key)
    return [...onOpenDays(told, wanted, now), ...onArrival(told, wanted, now)]
  })
  return [
    ...takeBack(book, happenings, now).map((line) => withMoment(line, happenings, now)),
    ...missing.map((line) => onDayTakenOver(line, missing)),
  ]
}

/** "While the day is open a better claim that arrives late takes the credit over (-1 and +1 on that day)." */
function onDayTakenOver(line: Line, missing: readonly Line[]): Line {
  if (!line.late || line.amount !== 1) return line
  const taken = missing.find(
    (other) =>
      other.subject === line.subject &&
      other.amount === -1 &&
      other.reason === 'corrected' &&
      keyOf(other) !== keyOf(line),
  )
  return taken ? { ...line, day: taken.day } : line
}

function onOpenDays(told: readonly Line[], wanted: readonly Happening[], now: number): Line[] {
  const days = new Set([
    ...told.filter(({ late }) => !late).map(({ day }) => day),
    ...wanted.map(({ at }) => dayAt(at)),
  ])
  return [...days]
    .filter((day) => isOpenAt(day, now))
    .flatMap((day) => {
      const due = wanted.filter(({ at }) => dayAt(at) === day)
      const said = told.filter((line) => !line.late && line.day === day)
      const apart = sum(due) - sum(said)
      return apart === 0 ? givenAndLost(due, said, day) : linesFor(apart, due, said, day, false)
    })
}

/** "Today shows new and lost apart": what was given and lost on one day is told, also where both became known together. */
function givenAndLost(due: readonly Happening[], said: readonly Line[], day: string): Line[] {
  const isLost = (one: { amount: number; reason: string }): boolean => one.amount === -1 && one.reason !== 'corrected'
  if (sum(due) !== 0 || !due.slice(-1).some(isLost) || said.some(isLost)) return []
  return due.map((happening) => ({ ...happening, day, late: false }))
}

function onArrival(told: readonly Line[], wanted: readonly Happening[], now: number): Line[] {
  const due = wanted.filter(({ at }) => !isOpenAt(dayAt(at), now))
  const closed = told.filter(({ day }) => !isOpenAt(day, now))
  const late = told.filter((line) => line.late && isOpenAt(line.day, now))
  const apart = sum(due) - sum(closed) - sum(late)
  const happened = due.some(({ amount }) => amount * apart > 0)
  const wrong = happened ? undefined : late.findLast(({ amount }) => amount * apart < 0)
  return linesFor(apart, due, told, wrong?.day ?? dayAt(now), true)
}

function linesFor(apart: number, due: readonly Happening[], said: readonly Line[], day: string, late: boolean): Line[] {
  const amount = apart > 0 ? 1 : -1
  const cause = due.findLast((happening) => happening.amount === amount)
  const model = cause ?? said.findLast((line) => line.amount === -amount)
  if (apart === 0 || !model) return []
  const line: Line = { ...model, amount, day, late, reason: cause?.reason ?? 'corrected' }
  return Array.from({ length: Math.abs(apart) }, () => line)
}

/** The day stays, the moment inside it follows what is known now. */
function withMoment(line: Line, happenings: readonly Happening[], now: number): Line {
  if (line.amount !== 1 || line.late || !isOpenAt(line.day, now)) return line
  const same = happenings.findLast((happening) => isSaidBy(happening, line))
  return same ? { ...line, at: same.at, met: same.met } : line
}

const isSaidBy = (happening: Happening, line: Line): boolean =>
  happening.amount === line.amount && keyOf(happening) === keyOf(line) && dayAt(happening.at) === line.day

/** A credit that was given and lost on one day, and for which nothing speaks any more while that day is open, was none. */
function takeBack(book: readonly Line[], happenings: readonly Happening[], now: number): Line[] {
  const lines = [...book]
  const isUnsaid = (line: Line): boolean =>
    !line.late && isOpenAt(line.day, now) && !happenings.some((happening) => isSaidBy(happening, line))
  for (const [index, given] of book.entries()) {
    if (given.amount !== 1 || !isUnsaid(given)) continue
    const loss = lines.findIndex(
      (line, at) => at > index && line.amount === -1 && line.day === given.day && keyOf(line) === keyOf(given),
    )
    const lost = lines[loss]
    if (lost && isUnsaid(lost)) lines[loss] = { ...lost, reason: 'corrected' }
  }
  return lines
}
