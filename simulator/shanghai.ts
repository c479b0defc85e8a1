const offset = 8 * 3_600_000

/** The calendar day in Shanghai, YYYY-MM-DD. */
export function shanghaiDay(at: Date): string {
  return new Date(at.getTime() + offset).toISOString().slice(0, 10)
}

/** The instant of a wall clock time in Shanghai, e.g. ('2026-11-23', '10:00'). */
export function shanghaiTime(day: string, time: string): Date {
  return new Date(`${day}T${time}:00+08:00`)
}

export function secondsOf(at: Date | string): number {
  return Math.floor(new Date(at).getTime() / 1000)
}
