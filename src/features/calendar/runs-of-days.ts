import { dayAfter, weekdayOf } from '../../i18n/moments.ts'

export type Run<One> = { first: string; last: string; one: One }

/** Days that follow each other and are the same, as one; `same` compares all but the day, `bridges` says which days may lie between. */
export function runsOf<One extends { day: string }>(
  days: readonly One[],
  same: (a: One, b: One) => boolean,
  bridges: (day: string) => boolean = () => false,
): Run<One>[] {
  const runs: Run<One>[] = []
  for (const one of days) {
    const before = runs.find((run) => same(run.one, one) && follows(run.last, one.day, bridges))
    if (before) before.last = one.day
    else runs.push({ first: one.day, last: one.day, one })
  }
  return runs
}

function follows(last: string, day: string, bridges: (day: string) => boolean): boolean {
  let next = dayAfter(last, 1)
  while (next < day && bridges(next)) next = dayAfter(next, 1)
  return next === day
}

export const isWeekend = (day: string): boolean => weekdayOf(day) === 0 || weekdayOf(day) === 6
