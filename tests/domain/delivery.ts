import { expect } from 'vitest'
import { businessDayOf, closeOfDay } from '../../server/domain/business-day.ts'
import { branchSumsOf } from '../oracle/oracle.ts'
import { factsFrom, type History, type Told } from '../oracle/told.ts'
import { Story } from './add-story.ts'
import { isSeenLater, missingFrom } from './evening-sweep.ts'

export const tell = (story: Story, arrived: readonly Told[], now: Date): void => {
  story.known.splice(0, Infinity, ...factsFrom(arrived))
  story.learn(now)
}

/** A minute before the day closes on which the fact happened: the last moment at which its arrival still counts for that day. */
const lastMoment = ({ moment }: Told): Date => new Date(closeOfDay(businessDayOf(moment)).getTime() - 60_000)

const byDay = (told: readonly Told[]): Told[][] => {
  const days = [...new Set(told.map(({ moment }) => businessDayOf(moment)))].toSorted()
  return days.map((day) => told.filter(({ moment }) => businessDayOf(moment) === day))
}

export const outcome = (story: Story): unknown => ({
  sums: branchSumsOf(story.ledger),
  verdicts: story.judgements.map(({ addId, verdict }) => [addId, verdict]).toSorted(),
})

/** Everything known at once, shortly before each day closes. */
export function toldAtOnce({ world, told }: History): Story {
  const story = new Story(world)
  const known: Told[] = []
  for (const day of byDay(told)) {
    known.push(...day)
    tell(story, known, lastMoment(day[0] ?? never()))
  }
  return story
}

const never = (): never => {
  throw new Error('a day without facts')
}

const shuffled = <T>(list: readonly T[], draw: () => number): T[] =>
  list
    .map((one) => ({ one, key: draw() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ one }) => one)

/** Every fact told twice, in any order and one by one. */
export function toldShuffled(history: History, draw: () => number): Story {
  const story = new Story(history.world)
  const known: Told[] = []
  for (const day of byDay(history.told)) {
    for (const one of shuffled([...day, ...day], draw)) {
      known.splice(draw() % (known.length + 1), 0, one)
      tell(story, known, lastMoment(one))
    }
  }
  return story
}

/** Starts lost until the reconciliation of their evening, which finds nothing more when it is done again. */
export function toldWithLosses(history: History, draw: () => number): Story {
  const story = new Story(history.world)
  const known: Told[] = []
  const lost: Told[] = []
  for (const day of byDay(history.told)) {
    const evening = lastMoment(day[0] ?? never())
    lost.push(...day.filter((one) => draw() % 3 === 0 && isSeenLater(one, history.told, evening)))
    for (const one of day.filter((fact) => !lost.includes(fact))) {
      known.push(one)
      tell(story, known, lastMoment(one))
    }
    const truth = factsFrom(history.told.filter(({ moment }) => moment <= evening))
    known.push(...missingFrom(truth, story, evening))
    tell(story, known, evening)
    expect(missingFrom(truth, story, evening)).toEqual([])
    const entries = story.ledger.length
    tell(story, known, evening)
    expect(story.ledger).toHaveLength(entries)
  }
  return story
}
