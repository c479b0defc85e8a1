import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RelationFact, relationsFrom } from '../../server/domain/relation.ts'

const at = (second: number) => new Date(Date.UTC(2026, 10, 23, 2, 0, second))
const started = (second: number): RelationFact => ({ kind: 'started', at: at(second) })
const ended = (second: number, endedBy: 'employee' | 'contact' | 'transfer'): RelationFact => ({
  kind: 'ended',
  at: at(second),
  endedBy,
})
const span = (from: number, to?: number, endedBy: 'employee' | 'contact' | 'transfer' = 'contact') => ({
  startedAt: at(from),
  endedAt: to === undefined ? null : at(to),
  endedBy: to === undefined ? null : endedBy,
})

function permutations<T>(all: T[]): T[][] {
  if (all.length < 2) return [all]
  return all.flatMap((one, index) =>
    permutations([...all.slice(0, index), ...all.slice(index + 1)]).map((rest) => [one, ...rest]),
  )
}

const gone = (notBefore: number, by: number): RelationFact => ({
  kind: 'ended',
  at: at(by),
  endedBy: 'unknown',
  notBefore: at(notBefore),
})
const lost = (from: number, to: number, found: number) => ({
  startedAt: at(from),
  endedAt: at(to),
  endedBy: 'unknown',
  endFoundAt: at(found),
})

describe('A relation that a later reading finds gone', () => {
  it('has ended when the range begins, and was found gone when it ends', () => {
    expect(relationsFrom([started(1), gone(4, 8)])).toStrictEqual([lost(1, 4, 8)])
    expect(relationsFrom([started(1), ended(3, 'contact'), gone(4, 8)])).toStrictEqual([span(1, 3)])
  })

  it('has ended as somebody tells, where that lies in the range, first and last moment included', () => {
    for (const second of [4, 6, 8])
      expect(relationsFrom([started(1), gone(4, 8), ended(second, 'employee')])).toStrictEqual([
        span(1, second, 'employee'),
      ])
    expect(relationsFrom([started(1), gone(4, 8), ended(4, 'contact'), started(6)])).toStrictEqual([
      span(1, 4),
      span(6),
    ])
  })

  it('had ended before what is told of later', () => {
    expect(relationsFrom([started(1), gone(4, 8), ended(20, 'contact')])).toStrictEqual([lost(1, 4, 8)])
  })

  it('has ended after its start, where that lies in the range, and one that begins later is another', () => {
    expect(relationsFrom([started(6), gone(4, 8)])).toStrictEqual([lost(6, 6, 8)])
    for (const second of [8, 9]) {
      expect(relationsFrom([started(1), gone(4, 8), started(second)])).toStrictEqual([lost(1, 4, 8), span(second)])
    }
  })
})

describe('A relation, from what was learned of it', () => {
  it('begins with the earliest start that was told', () => {
    expect(relationsFrom([started(5), started(3), started(4)])).toEqual([span(3)])
  })

  it('ends with the first end after its start; a second end changes nothing', () => {
    expect(relationsFrom([started(1), ended(4, 'contact'), ended(6, 'employee')])).toEqual([span(1, 4)])
  })

  it('begins anew when the two are related again', () => {
    const facts = [started(1), ended(4, 'contact'), started(7)]
    expect(relationsFrom(facts)).toEqual([span(1, 4), span(7)])
  })

  it('is none as long as only its end is known', () => {
    expect(relationsFrom([ended(4, 'employee')])).toEqual([])
  })

  it('is none from a half add, which is no fact at all', () => {
    expect(relationsFrom([])).toEqual([])
  })

  it('may begin and end within one second', () => {
    expect(relationsFrom([started(2), ended(2, 'contact')])).toEqual([span(2, 2)])
  })

  it('may end and begin again within one second', () => {
    expect(relationsFrom([started(1), ended(4, 'contact'), started(4)])).toEqual([span(1, 4), span(4)])
  })

  it('of two ends in one second tells the handover, then the employee', () => {
    const both = [started(1), ended(4, 'contact'), ended(4, 'transfer')]
    expect(relationsFrom(both)).toEqual([span(1, 4, 'transfer')])
  })
})

describe('The order in which facts arrive (I2)', () => {
  it('makes no difference in any of the 720 orders of six facts', () => {
    const facts = [started(1), started(2), ended(4, 'contact'), started(7), ended(7, 'employee'), ended(9, 'transfer')]
    const expected = relationsFrom(facts)
    for (const order of permutations(facts)) expect(relationsFrom(order)).toEqual(expected)
  })

  it('makes no difference for any facts, and telling them again changes nothing (I1)', () => {
    const fact = fc.oneof(
      fc.nat(6).map(started),
      fc.tuple(fc.nat(6), fc.constantFrom('employee' as const, 'contact' as const)).map(([s, by]) => ended(s, by)),
    )
    fc.assert(
      fc.property(fc.array(fact, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (facts, keys) => {
        const shuffled = facts
          .flatMap((one) => [one, one])
          .map((one) => ({ one, key: keys.next().value }))
          .toSorted((a, b) => a.key - b.key)
        expect(relationsFrom(shuffled.map(({ one }) => one))).toEqual(relationsFrom(facts))
      }),
      { numRuns: 500 },
    )
  })

  it('never has two relations alive, and relations never overlap', () => {
    const fact = fc.oneof(
      fc.nat(8).map(started),
      fc.nat(8).map((s) => ended(s, 'contact')),
    )
    fc.assert(
      fc.property(fc.array(fact, { maxLength: 10 }), (facts) => {
        const spans = relationsFrom(facts)
        const ends = spans.slice(0, -1).map((one) => one.endedAt?.getTime() ?? Number.POSITIVE_INFINITY)
        const starts = spans.slice(1).map((one) => one.startedAt.getTime())
        expect(ends.every((end, index) => end <= (starts[index] ?? 0))).toBe(true)
      }),
    )
  })
})
