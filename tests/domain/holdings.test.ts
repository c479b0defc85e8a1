import { describe, expect, it } from 'vitest'
import { holdingsOf } from '../../server/domain/holdings.ts'
import { added, at, dayOf, Story, verified, type Fact } from './add-story.ts'

const knowing = (moment: Date, ...facts: Fact[]): Story => new Story().learn(moment, ...facts)
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
    const facts = [added('e9', 'A', at(1)), verified('A', at(3)), added('e2', 'Z', at(1)), verified('Z', at(3))]
    expect(effective(knowing(at(4), ...facts))).toEqual(['e9+A'])
    expect(effective(knowing(at(4), ...facts.toReversed()))).toEqual(['e9+A'])
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
  const pin = { subject: 'P', addId: 'e2+Z', employeeId: 'e2', earnedDay: dayOf(4) }
  const facts = [added('e1', 'A', at(1)), added('e2', 'Z', at(1)), verified('Z', at(4))]
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
    const end = new Date(at(5, '00:00').getTime() - 1)
    expect(holdingsOf(story.surroundings(), [pin], at(9))[0]).toMatchObject({ addId: 'e2+Z', from: end })
  })

  it('is of its own identity only', () => {
    const other = [added('e3', 'B', at(1)), verified('B', at(2), { subject: 'Q' })]
    expect(holdings(...other)).toEqual([
      ['e3+B', at(2), null, null],
      ['e2+Z', at(4), null, null],
    ])
  })
})
