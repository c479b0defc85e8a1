import type { BusinessDay } from './business-day.ts'
import type { Weight } from './calendar.ts'

/** What a policy asks for: a whole working day of it, or a whole month. `dailyCap` null is twice the even pace. */
export type Amount = { amount: number; per: 'day' | 'month'; dailyCap: number | null }

/**
 * A day of the employee's month. `weight` is their own (leave, employment and ramp in it), `standard` the branch's without them;
 * `policy` is null where none names the employee.
 */
export type TargetDay = { day: BusinessDay; weight: Weight; standard: Weight; policy: Amount | null }

export const weightOf = (days: readonly Pick<TargetDay, 'weight'>[]): number =>
  days.reduce((sum, { weight }) => sum + weight, 0)

/** The branch's own working days, without anybody's leave. */
export const standardWeightOf = (days: readonly TargetDay[]): number =>
  days.reduce((sum, { standard }) => sum + standard, 0)

/** Rounded up, but 5.000000001 out of a division is 5. */
const wholeUp = (amount: number): number => Math.max(0, Math.ceil(amount - 1e-9))

/** What one whole day asks for when a month's amount is spread evenly over the branch's working days. */
function evenPace({ amount }: Amount, month: readonly TargetDay[]): number {
  const standard = standardWeightOf(month)
  return standard > 0 ? amount / standard : 0
}

const daily = ({ policy, weight }: TargetDay): number => (policy?.per === 'day' ? wholeUp(policy.amount * weight) : 0)

const monthly = (day: TargetDay, month: readonly TargetDay[]): number =>
  day.policy?.per === 'month' ? evenPace(day.policy, month) * day.weight : 0

/** What a day adds to its month's target, not yet rounded where the amount is monthly. */
export const askedOn = (day: TargetDay, month: readonly TargetDay[]): number => daily(day) + monthly(day, month)

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

/** Each day's amount in proportion to its weight; null when no policy names the employee on any day. */
export function monthTarget(month: readonly TargetDay[]): number | null {
  if (month.every(({ policy }) => policy === null)) return null
  return sum(month.map(daily)) + Math.round(sum(month.map((day) => monthly(day, month))))
}

/** What an even pace asks for on the days before `until`, which lies in the month; null when no policy names the employee. */
export function evenUntil(month: readonly TargetDay[], until: BusinessDay): number | null {
  if (month.every(({ policy }) => policy === null)) return null
  const past = month.filter(({ day }) => day < until)
  return sum(past.map(daily)) + Math.round(sum(past.map((day) => monthly(day, month))))
}

/** What has been earned in the month before the day, and from which day on the rest is spread (the day itself unless it lies ahead). */
export type Standing = { earned: number; spreadFrom: BusinessDay }

/** How a day's target came about, for the sentence that explains it. */
export type TargetTerms =
  | { kind: 'none' }
  | { kind: 'daily'; amount: number; weight: Weight }
  | {
      kind: 'monthly'
      amount: number
      weight: Weight
      monthTarget: number
      earned: number
      /** What days under a daily amount will ask for by themselves. */
      askedElsewhere: number
      remaining: number
      weightLeft: number
      cap: number
      capped: boolean
    }

/** `month` are all days of the month the day lies in. */
export function termsOf(own: TargetDay, month: readonly TargetDay[], { earned, spreadFrom }: Standing): TargetTerms {
  const { policy, weight } = own
  if (policy === null) return { kind: 'none' }
  if (policy.per === 'day') return { kind: 'daily', amount: policy.amount, weight }
  const ahead = month.filter(({ day }) => day >= spreadFrom)
  const weightLeft = weightOf(ahead.filter((day) => day.policy?.per === 'month'))
  const total = monthTarget(month) ?? 0
  const askedElsewhere = sum(ahead.map(daily))
  const remaining = Math.max(0, total - earned - askedElsewhere)
  const cap = wholeUp((policy.dailyCap ?? 2 * evenPace(policy, month)) * weight)
  const capped = spread(remaining, weightLeft, weight) > cap
  const { amount } = policy
  return {
    kind: 'monthly',
    amount,
    weight,
    monthTarget: total,
    earned,
    askedElsewhere,
    remaining,
    weightLeft,
    cap,
    capped,
  }
}

const spread = (remaining: number, weightLeft: number, weight: Weight): number =>
  weightLeft > 0 ? wholeUp((remaining / weightLeft) * weight) : 0

/** 0 on a day off; null when no policy names the employee. */
export function targetBy(terms: TargetTerms): number | null {
  if (terms.kind === 'none') return null
  if (terms.kind === 'daily') return wholeUp(terms.amount * terms.weight)
  return terms.capped ? terms.cap : spread(terms.remaining, terms.weightLeft, terms.weight)
}

/** A closed day keeps the target it was judged by; what would come out today stands beside it. */
export function closedTarget(
  frozen: number | null,
  today: number | null,
): { target: number | null; correction: number | null } {
  return { target: frozen, correction: frozen === today ? null : today }
}

const FEWEST_CASES = 10

/** What the awaiting adds are likely to bring, by the employee's own rate; null while there is too little to go by. */
export function expectedYield(awaiting: number, own: { decided: number; effective: number }): number | null {
  if (own.decided < FEWEST_CASES) return null
  return Math.round((awaiting * own.effective) / own.decided)
}

const FEWEST_DAYS = 3

/** Where the month ends when it goes on as it did so far; null in its first days. */
export function projected(effective: number, elapsed: number, total: number): number | null {
  if (elapsed < FEWEST_DAYS) return null
  return Math.max(effective, Math.round((effective / elapsed) * total))
}
