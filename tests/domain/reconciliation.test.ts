import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { doubtedIn, missingFacts, type KnownRelation, type MissingFact } from '../../server/domain/reconciliation.ts'
import { relationsFrom, type RelationFact } from '../../server/domain/relation.ts'
import { added, at, dayOf, Story, verified, type Fact } from './add-story.ts'

const pair = { employeeId: 'e1', contactId: 'C' }
const told = (startedAt: Date, contactId = 'C') => ({ ...pair, contactId, startedAt })
const known = (startedAt: Date, seenAt: Date, endedAt: Date | null = null, contactId = 'C'): KnownRelation => ({
  ...pair,
  contactId,
  startedAt,
  seenAt,
  endedAt,
})
const evening = { begunAt: at(5, '21:10'), foundAt: at(5, '21:12') }
const started = (moment: Date): MissingFact => ({ ...pair, kind: 'started', at: moment })
const ended = (notBefore: Date, by: Date): MissingFact => ({ ...pair, kind: 'ended', notBefore, at: by })

describe('What a reading of all contacts adds to what is known', () => {
  it('is nothing where WeCom tells what is known', () => {
    expect(missingFacts([told(at(1))], [known(at(1), at(4))], evening)).toEqual([])
  })

  it('is the start of whoever is not known at all, at the moment WeCom tells', () => {
    expect(missingFacts([told(at(3))], [], evening)).toEqual([started(at(3))])
  })

  it('is an end between the last sight and now for whoever is told no more', () => {
    expect(missingFacts([], [known(at(1), at(4))], evening)).toEqual([ended(at(4), evening.foundAt)])
  })

  it('is no end of what began, or was seen, after the reading began', () => {
    expect(missingFacts([], [known(at(5, '21:11'), at(5, '21:11'))], evening)).toEqual([])
  })

  it('is nothing for a contact who removed the employee and is told of all the same', () => {
    expect(missingFacts([told(at(1))], [known(at(1), at(4), at(3))], evening)).toEqual([])
  })

  it('is a new start where WeCom tells of one after the end', () => {
    expect(missingFacts([told(at(4))], [known(at(1), at(4), at(3))], evening)).toEqual([started(at(4))])
  })

  it('is an end and a new start where both were lost, and neither where one add is told some seconds apart', () => {
    expect(missingFacts([told(at(5))], [known(at(1), at(4))], evening)).toEqual([ended(at(4), at(5)), started(at(5))])
    expect(missingFacts([told(at(4, '12:00:30'))], [known(at(1), at(4))], evening)).toEqual([])
  })

  it('is not believed where it takes many contacts from somebody of whom nothing is told', () => {
    const many = Array.from({ length: 21 }, (_, index) => known(at(1), at(4), null, `C${index}`))
    expect([...doubtedIn(missingFacts([], many, evening), [])]).toEqual(['e1'])
    expect([...doubtedIn(missingFacts([], many.slice(1), evening), [])]).toEqual([])
    const left = [told(at(1), 'C20')]
    expect([...doubtedIn(missingFacts(left, [...many, known(at(1), at(4), null, 'D')], evening), left)]).toEqual([])
  })
})

const gone = (notBefore: Date, by: Date): RelationFact => ({ kind: 'ended', at: by, endedBy: 'unknown', notBefore })
const begun = (moment: Date): RelationFact => ({ kind: 'started', at: moment })

describe('An end of which only a range is known', () => {
  it('ends the relation at its earlier end, and tells the later one', () => {
    const [span] = relationsFrom([begun(at(1)), gone(at(4), at(5))])
    expect(span).toEqual({ startedAt: at(1), endedAt: at(4), endedBy: 'unknown', endFoundAt: at(5) })
  })

  it('gives way to the end that was told after all, in whichever order they come', () => {
    const late: RelationFact = { kind: 'ended', at: at(4, '15:00'), endedBy: 'employee' }
    const spans = [{ startedAt: at(1), endedAt: late.at, endedBy: 'employee' }]
    expect(relationsFrom([begun(at(1)), gone(at(4), at(5)), late])).toEqual(spans)
    expect(relationsFrom([late, gone(at(4), at(5)), begun(at(1))])).toEqual(spans)
  })

  it('comes after a start that is learnt later and lies inside it', () => {
    const spans = relationsFrom([
      begun(at(1)),
      gone(at(3), at(5)),
      begun(at(4)),
      { kind: 'ended', at: at(2), endedBy: 'contact' },
    ])
    expect(spans.at(-1)).toEqual({ startedAt: at(4), endedAt: at(4), endedBy: 'unknown', endFoundAt: at(5) })
  })

  it('changes nothing where the contact had removed the employee before', () => {
    const facts: RelationFact[] = [begun(at(1)), { kind: 'ended', at: at(2), endedBy: 'contact' }]
    expect(relationsFrom([...facts, gone(at(3), at(5))])).toEqual(relationsFrom(facts))
  })
})

const missed = (notBefore: Date, by: Date, employee = 'E1'): Fact => ({
  kind: 'gone',
  employee,
  contact: 'C',
  notBefore,
  at: by,
})

describe('An add whose end nobody told of', () => {
  it('loses its credit on the day of the later end of the range', () => {
    const story = new Story().learn(at(2), added('E1', 'C', at(2)), verified('C', at(2)))
    story.learn(at(4, '21:12'), missed(at(3, '21:10'), at(4, '21:12')))
    expect(story.entries()).toEqual([`E1 +1 on ${dayOf(2)} earned`, `E1 -1 on ${dayOf(4)} ended-early`])
    expect(story.judgement('E1', 'C').verdict).toEqual({ status: 'void', reason: 'ended-early', since: at(3, '21:10') })
  })

  it('had ended before what happened inside the range, since the earlier end decides the order', () => {
    const story = new Story().learn(at(2), added('E1', 'C', at(2)))
    story.learn(at(4), verified('C', at(4)))
    expect(story.sums()).toEqual({ [`E1 ${dayOf(4)}`]: 1 })
    story.learn(at(4, '21:12'), missed(at(3, '21:10'), at(4, '21:12')))
    expect(story.sums()).toEqual({})
  })

  it('hands its chance on, on the day of the later end', () => {
    const story = new Story().learn(at(2), added('E1', 'C', at(2)), added('E2', 'C', at(3)))
    story.learn(at(3, '14:00'), verified('C', at(3, '14:00'), { assurance: 'elements' }))
    story.learn(at(3, '15:00'), verified('C', at(3, '15:00'), { requestId: 'second' }))
    expect(story.sums()).toEqual({ [`E1 ${dayOf(3)}`]: 1 })
    const another = new Story().learn(at(2), added('E1', 'C', at(2)), added('E2', 'C', at(3)))
    another.learn(
      at(5, '21:12'),
      missed(at(4, '21:10'), at(5, '21:12')),
      verified('C', at(4, '09:00'), { assurance: 'elements' }),
    )
    another.learn(at(5, '21:13'), verified('C', at(4, '21:10'), { requestId: 'second' }))
    expect(another.sums()).toEqual({ [`E2 ${dayOf(5)}`]: 1 })
  })
})

type Move = { start: boolean; minute: number; lost: boolean }
const moves: fc.Arbitrary<Move[]> = fc
  .uniqueArray(fc.record({ start: fc.boolean(), minute: fc.integer({ min: 1, max: 4_000 }), lost: fc.boolean() }), {
    minLength: 1,
    maxLength: 12,
    selector: ({ minute }) => minute,
  })
  .map((drawn) => drawn.toSorted((a, b) => a.minute - b.minute))

/** Starts and ends in turn, as WeCom has them. */
function truthOf(all: Move[]): Move[] {
  let lives = false
  return all.filter(({ start }) => {
    if (start === lives) return false
    lives = start
    return true
  })
}
const momentOf = (minute: number): Date => new Date(at(1, '00:00').getTime() + minute * 60_000)
const factOf = ({ start, minute }: Move): RelationFact =>
  start ? begun(momentOf(minute)) : { kind: 'ended', at: momentOf(minute), endedBy: 'employee' }

describe('Reconciling whatever was lost (I3)', () => {
  it('each evening leads to the relation that WeCom has, with every lost end inside its range, and again adds nothing', () => {
    fc.assert(
      fc.property(moves, (drawn) => {
        const truth = truthOf(drawn)
        const facts: RelationFact[] = []
        let seenAt = at(1, '00:00')
        for (const day of [1, 2, 3]) {
          const now = at(day, '21:10')
          const past = truth.filter(({ minute }) => momentOf(minute) <= now)
          for (const one of past.filter(({ lost }) => !lost)) {
            const fact = factOf(one)
            if (!facts.some(({ kind, at: moment }) => kind === fact.kind && moment.getTime() === fact.at.getTime()))
              facts.push(fact)
          }
          const last = past.at(-1)
          const answer = last?.start ? [told(momentOf(last.minute))] : []
          const reconcile = (): MissingFact[] => {
            const span = relationsFrom(facts).at(-1)
            const seen = span && new Date(Math.max(span.startedAt.getTime(), seenAt.getTime()))
            const own = span && seen ? [known(span.startedAt, seen, span.endFoundAt ?? span.endedAt)] : []
            return missingFacts(answer, own, { begunAt: now, foundAt: now })
          }
          for (const fact of reconcile()) facts.push(fact.kind === 'started' ? fact : { ...fact, endedBy: 'unknown' })
          expect(reconcile()).toEqual([])
          const span = relationsFrom(facts).at(-1)
          expect(span !== undefined && span.endedAt === null).toBe(answer.length > 0)
          for (const { endedAt, endFoundAt } of relationsFrom(facts)) {
            if (!endedAt || !endFoundAt) continue
            const ends = truth.filter(({ start }) => !start).map(({ minute }) => momentOf(minute))
            expect(ends.some((end) => endedAt <= end && end <= endFoundAt)).toBe(true)
          }
          seenAt = now
        }
      }),
      { numRuns: 500 },
    )
  })
})
