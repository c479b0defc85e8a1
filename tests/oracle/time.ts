export const HOUR = 3_600_000
export const DAY = 24 * HOUR
const SHANGHAI = 8 * HOUR

/** A moment in milliseconds; what has not happened lies beyond every moment. */
export const ms = (moment: Date | null): number => (moment === null ? Infinity : moment.getTime())

/** "A business day is the calendar day in Asia/Shanghai." */
export const dayAt = (moment: number): string => new Date(moment + SHANGHAI).toISOString().slice(0, 10)

/** Midnight at the beginning of the Shanghai day on which the moment lies. */
export const midnightBefore = (moment: number): number => Math.floor((moment + SHANGHAI) / DAY) * DAY - SHANGHAI

/** "It closes at 02:00 the next day." */
export const isOpenAt = (day: string, now: number): boolean =>
  now < Date.parse(`${day}T00:00:00Z`) - SHANGHAI + DAY + 2 * HOUR

export type Stretch = { from: number; to: number }

/** How much of `[from, to)` lies in at least one of the stretches, counted piece by piece. */
export function covered(stretches: readonly Stretch[], from: number, to: number): number {
  const cuts = [from, to, ...stretches.flatMap((stretch) => [stretch.from, stretch.to])]
    .filter((cut) => cut >= from && cut <= to)
    .toSorted((a, b) => a - b)
  return cuts.reduce((sum, cut, index) => {
    const next = cuts[index + 1] ?? cut
    return stretches.some((stretch) => stretch.from <= cut && cut < stretch.to) ? sum + next - cut : sum
  }, 0)
}
