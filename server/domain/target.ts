import type { BusinessDay } from './business-day.ts'
import type { Weight } from './calendar.ts'

/** A day of the employee's month: what it weighs and what the policy of that day asks for; null without a policy. */
export type TargetDay = { day: BusinessDay; weight: Weight; policy: { amount: number; per: 'day' | 'month' } | null }

export const weightOf = (days: readonly TargetDay[]): number => days.reduce((sum, { weight }) => sum + weight, 0)

/** What a whole working day asks for. `monthWeight` is the weight of all days of its month. */
const pace = (policy: NonNullable<TargetDay['policy']>, monthWeight: number): number => {
  if (policy.per === 'day') return policy.amount
  return monthWeight > 0 ? policy.amount / monthWeight : 0
}

/** 0 on a day off; null when no policy names the employee. `month` are all days of the month the day lies in. */
export function targetOf({ weight, policy }: TargetDay, month: readonly TargetDay[]): number | null {
  return policy === null ? null : wholeUp(pace(policy, weightOf(month)) * weight)
}

/** A monthly amount that changes within the month counts in proportion to the weight of the days on which it was valid. */
export function monthTarget(month: readonly TargetDay[]): number | null {
  if (month.every(({ policy }) => policy === null)) return null
  const total = weightOf(month)
  const daily = month.filter(({ policy }) => policy?.per === 'day').map((day) => targetOf(day, month) ?? 0)
  const monthly = month.map(({ weight, policy }) => (policy?.per === 'month' ? pace(policy, total) * weight : 0))
  return sum(daily) + Math.round(sum(monthly))
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

/** Rounded up, but 5.000000001 out of a division is 5. */
const wholeUp = (amount: number): number => Math.max(0, Math.ceil(amount - 1e-9))

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
