import { Story } from '../domain/add-story.ts'
import { branchSumsOf, Oracle } from './oracle.ts'
import { describeHistory, factsFrom, type History, type Told } from './told.ts'

type Step = { now: Date; product: Answer; oracle: Answer }
type Answer = { verdicts: Record<string, string>; sums: Record<string, number> }

/** The moments at which something becomes known or time alone is asked, each with all that is known by then. */
export function stepsOf({ told, ticks }: History): { now: Date; arrived: Told[] }[] {
  const moments = new Set([...told.map(({ known }) => known.getTime()), ...ticks.map(Number)])
  return [...moments]
    .toSorted((a, b) => a - b)
    .map((now) => ({ now: new Date(now), arrived: told.filter(({ known }) => known.getTime() <= now) }))
}

/** What product and oracle say at each step, each with a ledger of its own. */
function* compare(history: History): Generator<Step> {
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
      product: { verdicts, sums: branchSumsOf(story.ledger) },
      oracle: { verdicts: oracle.verdicts, sums: oracle.sums() },
    }
  }
}

/** The first step at which they disagree, with the history that leads there; null where they agree on everything. */
export function disagreement(history: History): string | null {
  for (const { now, product, oracle } of compare(history)) {
    const [said, expected] = [product, oracle].map((answer) => JSON.stringify(sorted(answer)))
    if (said !== expected)
      return `${describeHistory(history)}\n${now.toISOString()}\nproduct ${said}\noracle  ${expected}`
  }
  return null
}

const sorted = ({ verdicts, sums }: Answer): unknown => [
  Object.entries(verdicts).toSorted(),
  Object.entries(sums).toSorted(),
]
