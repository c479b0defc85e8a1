import { words } from './words.ts'

const CHINA_OFFSET = 8 * 3_600_000
const DAY = 86_400_000

/** The simulated world lives in China, wherever the browser is. */
const inChina = (at: string | number) => new Date(new Date(at).getTime() + CHINA_OFFSET).toISOString()

const dayNumber = (at: string | number) => Math.floor((new Date(at).getTime() + CHINA_OFFSET) / DAY)

export const clockTime = (at: string | number) => inChina(at).slice(11, 16)
export const exactTime = (at: string | number) => inChina(at).slice(5, 19).replace('T', ' ')

export function dateAndTime(at: number): string {
  const weekday = words.value.weekdays[new Date(at + CHINA_OFFSET).getUTCDay()] ?? ''
  return `${inChina(at).slice(0, 10)} ${weekday} ${clockTime(at)}`
}

/** As people say it: 10:02 today, yesterday, else 11-20. */
export function spokenTime(at: string, now: number): string {
  const days = dayNumber(now) - dayNumber(at)
  if (days === 0) return clockTime(at)
  return days === 1 ? words.value.yesterday : inChina(at).slice(5, 10)
}

export function spokenDateTime(at: string, now: number): string {
  const days = dayNumber(now) - dayNumber(at)
  if (days === 0) return `${words.value.today} ${clockTime(at)}`
  return `${days === 1 ? words.value.yesterday : inChina(at).slice(5, 10)} ${clockTime(at)}`
}
