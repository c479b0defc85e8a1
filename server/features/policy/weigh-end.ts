import type { BusinessDay } from '../../domain/business-day.ts'
import type { PolicySubject, TargetPolicy } from '../../domain/policy.ts'
import { targetLosers, type PolicyChange } from '../../domain/policy-change.ts'
import type { Reader } from '../../ports.ts'
import { firstWorkingDay } from './first-working-day.ts'

type Sums = { before: number; after: number }
/** What follows on the first working day after a version of the change has ended; `withoutTarget` had one but for the change. */
export type EndEffect = Sums & { day: BusinessDay; withoutTarget: number }

/**
 * Of several ends the one that leaves the most people without a target, and of these the first. Null where no version ends, or
 * nothing differs then.
 */
export async function weighEnd(
  reader: Reader,
  { versions }: PolicyChange,
  affected: readonly PolicySubject[],
  [before, after]: readonly [TargetPolicy[], TargetPolicy[]],
  sumsOn: (day: BusinessDay) => Promise<Sums>,
): Promise<EndEffect | null> {
  const losersOn = targetLosers(affected, before, after)
  const ends: Pick<EndEffect, 'day' | 'withoutTarget'>[] = []
  for (const end of new Set(versions.flatMap(({ validTo }) => validTo ?? []))) {
    const day = await firstWorkingDay(reader, end)
    ends.push({ day, withoutTarget: losersOn(day).length })
  }
  const [worst] = ends.toSorted((a, b) => b.withoutTarget - a.withoutTarget || (a.day < b.day ? -1 : 1))
  if (!worst) return null
  const sums = await sumsOn(worst.day)
  const isFelt = worst.withoutTarget > 0 || sums.before !== sums.after
  return isFelt ? { ...worst, ...sums } : null
}
