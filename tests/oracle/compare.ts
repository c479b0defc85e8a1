import { Story } from '../domain/add-story.ts'
import { Oracle, sumsOf } from './oracle.ts'
import { factsFrom, type History, type Told } from './told.ts'

export type Step = { now: Date; product: Answer; oracle: Answer }
export type Answer = { verdicts: Record<string, string>; sums: Record<string, number> }

/** The moments at which something becomes known or time alone is asked, each with all that is known by then. */
export function stepsOf({ told, ticks }: History): { now: Date; arrived: Told[] }[] {
  const moments = new Set([...told.map(({ known }) => known.getTime()), ...ticks.map(Number)])
  return [...moments]
    .toSorted((a, b) => a - b)
    .map((now) => ({ now: new Date(now), arrived: told.filter(({ known }) => known.getTime() <= now) }))
}

/** What product and oracle say at each step, each with a ledger of its own. */
export function* compare(history: History): Generator<Step> {
  const story = new Story(history.world)
  const oracle = new Oracle()
  for (const { now, arrived } of stepsOf(history)) {
    story.known.splice(0, Infinity, ...factsFrom(arrived))
    story.learn(now)
    oracle.settle(story.surroundings(), now)
    const verdicts = Object.fromEntries(
      story.judgements.map(({ addId, verdict: { status, reason } }) => [
        addId,
        reason === null ? status : `${status} ${reason}`,
      ]),
    )
    yield {
      now,
      product: { verdicts, sums: sumsOf(story.ledger) },
      oracle: { verdicts: oracle.verdicts, sums: oracle.sums() },
    }
  }
}
