import type { Words } from '../../i18n/locale.ts'
import { dayAfter, sayMoment, shanghaiMoment, weekdayOf } from '../../i18n/moments.ts'

export type DueChoice = { value: string; label: string }

/** A few sensible due times after `asOf`, the server's time. */
export function dueChoices(asOf: string, words: Words): DueChoice[] {
  const { choices } = words.followUp
  const today = asOf.slice(0, 10)
  const toMonday = (8 - weekdayOf(asOf)) % 7 || 7
  const all = [
    { label: choices.today, value: shanghaiMoment(today, '18:00') },
    { label: choices.tomorrow, value: shanghaiMoment(dayAfter(asOf, 1), '10:00') },
    { label: choices.dayAfter, value: shanghaiMoment(dayAfter(asOf, 2), '10:00') },
    { label: choices.nextMonday, value: shanghaiMoment(dayAfter(asOf, toMonday), '10:00') },
  ]
  const ahead = all.filter(({ value }) => value > asOf)
  return ahead.filter(({ value }, index) => ahead.findIndex((other) => other.value === value) === index)
}

/** Today until the evening, otherwise tomorrow. */
export function usualDue(asOf: string, words: Words): string {
  return dueChoices(asOf, words)[0]?.value ?? asOf
}

/** From a `datetime-local` field, read as Shanghai's time; null while it is not complete. */
export function momentOfField(text: string): string | null {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? shanghaiMoment(text.slice(0, 10), text.slice(11, 16)) : null
}

export function fieldOfMoment(moment: string): string {
  return moment.slice(0, 16)
}

export function sayDue(dueAt: string, asOf: string, words: Words): string {
  return words.followUp.due(sayMoment(dueAt, asOf, words))
}
