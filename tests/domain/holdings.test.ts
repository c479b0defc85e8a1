import { describe, expect, it } from 'vitest'
import { holdingsOf } from '../../server/domain/holdings.ts'
import { added, at, dayOf, removed, revoked, Story, verified, type Fact } from './add-story.ts'

const knowing = (moment: Date, ...facts: Fact[]): Story => new Story().learn(moment, ...facts)
const rejected = (employee: string, contact: string, closedAt: Date): Fact => ({
  kind: 'review',
  employee,
  contact,
  review: { openedAt: at(6), closedAt, outcome: 'rejected' },
})
const effective = (story: Story): string[] =>
  story.judgements.filter(({ verdict }) => verdict.status === 'effective').map(({ addId }) => addId)

describe('Of several adds of one identity', () => {
  it('counts the one whose rules were all met first, though its answer is the later one', () => {
    const story = knowing(
      at(4),
      added('e1', 'A', at(3)),
      verified('A', at(1)),
      added('e2', 'Z', at(1)),
      verified('Z', at(2)),
    )
    expect(effective(story)).toEqual(['e2+Z'])
  })

  it('counts the one with the older answer where both were met in one moment', () => {
    const facts = [added('e1', 'A', at(3)), verified('A', at(2)), added('e2', 'Z', at(3)), verified('Z', at(1))]
    expect(effective(knowing(at(4), ...facts))).toEqual(['e2+Z'])
    expect(effective(knowing(at(4), ...facts.toReversed()))).toEqual(['e2+Z'])
  })

  it('counts the one that began first where the answers are of one moment too', () => {
    const facts = [added('e1', 'A', at(2)), verified('A', at(3)), added('e2', 'Z', at(1)), verified('Z', at(3))]
    expect(effective(knowing(at(4), ...facts))).toEqual(['e2+Z'])
    expect(effective(knowing(at(4), ...facts.toReversed()))).toEqual(['e2+Z'])
  })

  it('counts the one with the smaller id of the contact where nothing else tells them apart', () => {
    for (const adder of ['e1', 'e9']) {
      const facts = [added(adder, 'A', at(1)), verified('A', at(3)), added('e2', 'Z', at(1)), verified('Z', at(3))]
      expect(effective(knowing(at(4), ...facts))).toEqual([`${adder}+A`])
      expect(effective(knowing(at(4), ...facts.toReversed()))).toEqual([`${adder}+A`])
    }
  })

  it('counts, when a rejection sets the identity free, the one that has waited longest', () => {
    const first = [added('e1', 'C', at(1)), verified('C', at(1))]
    const better = [added('e2', 'A', at(5)), verified('A', at(2))]
    const longer = [added('e3', 'Z', at(1)), verified('Z', at(3))]
    const story = knowing(at(6), ...first, ...better, ...longer)
    expect(effective(story)).toEqual(['e1+C'])
    expect(effective(story.learn(at(7), rejected('e1', 'C', at(7))))).toEqual(['e3+Z'])
  })
})

describe('An identity that was credited once', () => {
  const other = [added('e1', 'A', at(1)), verified('A', at(4))]
  const lost = [added('e2', 'Z', at(1)), verified('Z', at(2)), removed('e2', 'Z', at(3))]

  it('is not credited through another account, though the relation that brought the credit ended early', () => {
    const story = knowing(at(5), ...other, ...lost)
    expect([story.verdict('e1', 'A'), story.verdict('e2', 'Z')]).toEqual(['void same-person', 'void ended-early'])
  })

  it('is credited again where the two are related again in time', () => {
    const story = knowing(at(4), ...lost).learn(at(5), added('e2', 'Z', at(5)))
    expect(effective(story)).toEqual(['e2+Z'])
    expect(story.sums()).toEqual({ [`e2 ${dayOf(5)}`]: 1 })
  })

  it('is free for another account once the provider took its answer back, though the first is somebody else’s now', () => {
    const taken = revoked('Z', at(3))
    const someoneElse = verified('Z', at(3), { requestId: 'second-request', subject: 'Q' })
    const story = knowing(at(5), ...lost.slice(0, 2), taken, someoneElse, ...other)
    expect(story.verdict('e1', 'A')).toBe('effective')
  })

  it('leaves the adds of everybody else alone', () => {
    const first: Fact = { kind: 'private', employee: 'e3', contact: 'C', at: at(2) }
    const second = [added('e3', 'C', at(1)), first, added('e4', 'C', at(2)), verified('C', at(5), { subject: 'Q' })]
    expect(effective(knowing(at(5), ...other, ...second))).toEqual(['e1+A', 'e4+C'])
  })
})

describe('A clock that is behind', () => {
  it('counts what WeCom or the provider date up to ten minutes ahead of it, and nothing after that', () => {
    const verdict = (time: string) =>
      knowing(at(2), added('e1', 'C', at(1)), verified('C', at(2, time))).verdict('e1', 'C')
    expect(verdict('12:10:00')).toBe('effective')
    expect(verdict('12:10:01')).toBe('awaiting not-verified')
    const begun = (time: string) =>
      knowing(at(2), added('e1', 'C', at(2, time)), verified('C', at(1))).verdict('e1', 'C')
    expect(begun('12:10:00')).toBe('effective')
    expect(begun('12:10:01')).toBe('awaiting not-verified')
  })
})

describe('A credit on a closed day', () => {
  const pin = { subject: 'P', addId: 'e2+Z', employeeId: 'e2', branchId: 'A', earnedDay: dayOf(4) }
  const facts = [added('e1', 'A', at(1)), added('e2', 'Z', at(1)), verified('Z', at(4))]
  const end = new Date(at(5, '00:00').getTime() - 1)
  const holdings = (...more: Fact[]) =>
    holdingsOf(knowing(at(9), ...facts, ...more).surroundings(), [pin], at(9)).map(({ addId, from, to, lostBy }) => [
      addId,
      from,
      to,
      lostBy,
    ])

  it('stays with its add from when its rules were met, though a better claim becomes known later', () => {
    expect(holdings()).toEqual([['e2+Z', at(4), null, null]])
    expect(holdings(verified('A', at(3)))).toEqual([['e2+Z', at(4), null, null]])
  })

  it('stands from the last moment of its day where the facts no longer say when it was met', () => {
    const known = [added('e1', 'A', at(1)), added('e2', 'Z', at(1)), verified('Z', at(6))]
    const story = knowing(at(9), ...known)
    expect(holdingsOf(story.surroundings(), [pin], at(9))[0]).toMatchObject({ addId: 'e2+Z', from: end })
  })

  it('stands on its own day, though a fact that came late says the rules were met before', () => {
    const early = [added('e2', 'Z', at(1)), verified('Z', at(2))]
    expect(holdingsOf(knowing(at(9), ...early).surroundings(), [pin], at(9))).toMatchObject([{ from: end }])
  })

  it('goes on where the facts no longer know why it was given twice, and is lost once', () => {
    const pins = [pin, { ...pin, earnedDay: dayOf(6) }]
    const still = verified('Z', at(6, '10:00'), { version: 2 })
    const known = (...more: Fact[]) => holdingsOf(knowing(at(9), ...facts, still, ...more).surroundings(), pins, at(9))
    expect(known()).toMatchObject([{ addId: 'e2+Z', from: at(4), to: null }])
    expect(known(removed('e2', 'Z', at(6)))).toMatchObject([{ from: at(4), to: at(6), lostBy: 'ended-early' }])
    expect(known(removed('e2', 'Z', at(6)))).toHaveLength(1)
  })

  it('takes the identity over from another, where the facts no longer know how that one lost it', () => {
    const before = { subject: 'P', addId: 'e1+A', employeeId: 'e1', branchId: 'A', earnedDay: dayOf(3) }
    const known = knowing(at(9), ...facts, verified('A', at(3))).surroundings()
    expect(holdingsOf(known, [before, pin], at(9))).toMatchObject([
      { addId: 'e1+A', from: at(3), to: end, lostBy: 'corrected' },
      { addId: 'e2+Z', from: end, to: null, lostBy: null },
    ])
  })

  it('keeps the identity from counting elsewhere, though nothing is known of its add any more', () => {
    const known = [added('e1', 'A', at(1)), verified('A', at(2))]
    expect(holdingsOf(knowing(at(9), ...known).surroundings(), [pin], at(9))).toEqual([])
  })

  it('is of its own identity only', () => {
    const other = [added('e3', 'B', at(1)), verified('B', at(2), { subject: 'Q' })]
    expect(holdings(...other)).toEqual([
      ['e3+B', at(2), null, null],
      ['e2+Z', at(4), null, null],
    ])
  })
})
