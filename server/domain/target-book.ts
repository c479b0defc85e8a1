import { wasKnown, type KnownCalendar, type Knowledge } from './branch-calendar.ts'
import { addDays, businessDayOf, daysBetween, startOfDay, type BusinessDay } from './business-day.ts'
import {
  firstOfMonth,
  isEmployed,
  leftByLeave,
  monthOf,
  rampShare,
  touches,
  type Employment,
  type LeaveSpan,
  type Weight,
} from './calendar.ts'
import { defaultParameters, type PolicyOn, type TargetPolicy } from './policy.ts'
import { monthTarget, standardWeightOf, targetBy, termsOf, weightOf } from './target.ts'
import type { Amount, TargetDay, TargetTerms } from './target.ts'
import { weekdayWeight } from './working-hours.ts'

/** A version that is only tried out has no `createdAt`: it counts as known all along. Only one that had not begun is withdrawn. */
export type KnownPolicy = TargetPolicy & { createdAt?: Date; withdrawnAt?: Date | null }
export type KnownLeave = LeaveSpan & { enteredAt: Date; cancelledAt: Date | null }
/** What the ledger got of somebody on a day, for what had been earned in a month. */
export type EarnedOn = { month: string; recordedDay: BusinessDay; amount: number }

/** How a closed day was judged: by which version, null for none, and in the branch of which days, null for who never moved. */
export type Judgement = { version: KnownPolicy | null; former: KnownCalendar | null }

export type BookFacts = {
  employment: Employment
  /** The go-live day: nothing is asked for before it; null while nothing counts yet. */
  countsFrom: BusinessDay | null
  calendar: KnownCalendar
  leaves: readonly KnownLeave[]
  earned: readonly EarnedOn[]
  /** Undefined for a day that has not closed. */
  judged?: (day: BusinessDay) => Judgement | undefined
  /** When leave, calendar or policies were last changed; null when never. */
  changedAt: Date | null
  asOf: Date
}

export type BookDay = TargetDay & {
  /** What the employee works of the day; `weight` is the share of it that a ramp leaves. */
  present: Weight
  /** Judged by a version that does not name the employee any more: they have moved, or lead now. */
  moved: boolean
  target: number | null
  policyId: string | null
  version: TargetPolicy | null
  terms: TargetTerms
}
export type BookMonth = { target: number | null; weight: number; standardWeight: number; days: readonly TargetDay[] }

export const dayReasons = [
  'weekend',
  'holiday',
  'adjusted',
  'branch',
  'leave',
  'not-joined',
  'left',
  'before-counting',
] as const
/** Why a day is no whole working day, or why a weekend is one; null for an ordinary one. `name` as it was entered. */
export type DayReason = { kind: (typeof dayReasons)[number]; name: string }

/** What is asked of one employee on the days of some months. */
export type TargetBook = {
  on(day: BusinessDay): BookDay
  /** Of `YYYY-MM`, by all that is known. */
  month(month: string): BookMonth
  /** Every day of `YYYY-MM`. */
  days(month: string): BookDay[]
  reason(day: BusinessDay): DayReason | null
  /** The version by whose parameters an add of that day is judged, also where it sets no target for a lead or an operator. */
  judgedBy(day: BusinessDay): TargetPolicy | null
}

/**
 * A day's target is fixed at its beginning: what is entered during it, or later, changes it only where it concerns the day
 * itself. Of days ahead it tells what would be asked if nothing more were earned until then.
 */
export function targetBook(
  facts: BookFacts,
  asPlaced: PolicyOn<KnownPolicy>,
  judgedBy: PolicyOn<KnownPolicy> = asPlaced,
): TargetBook {
  const today = businessDayOf(facts.asOf)
  const policyOn = asJudged(facts.judged, asPlaced)
  const kept = new Map<string, TargetDay[]>()
  const daysOf = (month: string, at: Knowledge, place: BusinessDay | null = null): TargetDay[] => {
    const key = `${month} ${at} ${place}`
    const days = kept.get(key) ?? drawMonth(facts, policyOn, month, { at, place })
    kept.set(key, days)
    return days
  }
  const on = (day: BusinessDay): BookDay => {
    const ahead = day > today
    const at = ahead || (facts.changedAt ?? 0) < startOfDay(day) ? null : day
    const month = daysOf(monthOf(day), at, formerOn(facts, day) && day)
    const own = month[daysBetween(firstOfMonth(day), day)] ?? { day, weight: 0, standard: 0, policy: null }
    const spreadFrom = ahead ? addDays(today, 1) : day
    const terms = termsOf(own, month, { earned: earnedBefore(facts.earned, monthOf(day), spreadFrom), spreadFrom })
    const present = presentOn(facts, day, own.standard, leavesKnown(facts, at))
    const version = policyOn(day, isStanding)
    const moved = version?.id !== asPlaced(day, isStanding)?.id
    return { ...own, present, moved, target: targetBy(terms), policyId: version?.id ?? null, version, terms }
  }
  return {
    on,
    days: (month) => daysOf(month, null).map(({ day }) => on(day)),
    reason: (day) => reasonOf(facts, day),
    judgedBy: (day) => judgedBy(day, isStanding),
    month(month) {
      const days = daysOf(month, null)
      return { target: monthTarget(days), weight: weightOf(days), standardWeight: standardWeightOf(days), days }
    },
  }
}

/** A closed day's own version, also of somebody who is named by another now. */
const asJudged =
  (judged: BookFacts['judged'], asPlaced: PolicyOn<KnownPolicy>): PolicyOn<KnownPolicy> =>
  (day, isKnown = () => true) => {
    const version = judged?.(day)?.version
    return version === null || (version && isKnown(version)) ? version : asPlaced(day, isKnown)
  }

/** `place` is the day from whose branch the days after it are seen; null is where the employee is now. */
type View = { at: Knowledge; place: BusinessDay | null }

function drawMonth(facts: BookFacts, policyOn: PolicyOn<KnownPolicy>, month: string, { at, place }: View): TargetDay[] {
  const leaves = leavesKnown(facts, at)
  return facts
    .calendar(at)
    .month(month)
    .map(({ day, weight }) => {
      const former = formerOn(facts, place !== null && day > place ? place : day)
      const standard = former ? former(at).weight(day) : weight
      const policy = policyOn(day, (version) => isKnownPolicy(version, at))
      const own = presentOn(facts, day, standard, leaves) * rampShare(facts.employment, day)
      return { day, weight: own, standard, policy: policy && amountOf(policy) }
    })
}

const formerOn = ({ judged }: BookFacts, day: BusinessDay): KnownCalendar | null => judged?.(day)?.former ?? null

function presentOn(facts: BookFacts, day: BusinessDay, standard: Weight, leaves: readonly KnownLeave[]): Weight {
  if (!isEmployed(facts.employment, day) || isBeforeCounting(facts, day)) return 0
  return Math.min(standard, leftByLeave(leaves, day))
}

const isBeforeCounting = ({ countsFrom }: BookFacts, day: BusinessDay): boolean =>
  countsFrom !== null && day < countsFrom

const amountOf = ({ amount, per, parameters }: TargetPolicy): Amount => {
  const { dailyCap } = { ...defaultParameters, ...parameters }
  return { amount, per, dailyCap }
}

const leavesKnown = ({ leaves }: BookFacts, at: Knowledge): KnownLeave[] =>
  leaves.filter((one) => isKnownLeave(one, at))

const isKnownLeave = ({ enteredAt, cancelledAt, ...span }: KnownLeave, at: Knowledge): boolean =>
  wasKnown({ enteredAt, removedAt: cancelledAt }, at, (day) => touches(span, day))

const isKnownPolicy = ({ validFrom, createdAt, withdrawnAt }: KnownPolicy, at: Knowledge): boolean =>
  wasKnown({ enteredAt: createdAt ?? null, removedAt: withdrawnAt ?? null }, at, (day) => validFrom <= day)

const isStanding = ({ withdrawnAt }: KnownPolicy): boolean => !withdrawnAt

const earnedBefore = (earned: readonly EarnedOn[], month: string, before: BusinessDay): number =>
  earned.filter((one) => one.month === month && one.recordedDay < before).reduce((sum, { amount }) => sum + amount, 0)

/** The strongest reason is told: employment, go-live, leave, the branch, the calendar. */
function reasonOf(facts: BookFacts, day: BusinessDay): DayReason | null {
  const { joined, left } = facts.employment
  if (joined !== null && day < joined) return { kind: 'not-joined', name: '' }
  if (left !== null && day >= left) return { kind: 'left', name: '' }
  if (isBeforeCounting(facts, day)) return { kind: 'before-counting', name: '' }
  const calendar = (formerOn(facts, day) ?? facts.calendar)(null)
  const standard = calendar.weight(day)
  if (presentOn(facts, day, standard, leavesKnown(facts, null)) < standard) return { kind: 'leave', name: '' }
  const weekday = weekdayWeight(day)
  const [branch, official] = [calendar.own(day), calendar.official(day)]
  if (branch) return branch.weight === weekday ? null : { kind: 'branch', name: branch.name }
  if (official && official.weight > weekday) return { kind: 'adjusted', name: official.name }
  if (official && official.weight < weekday) return { kind: 'holiday', name: official.name }
  return weekday === 0 ? { kind: 'weekend', name: '' } : null
}
