import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { missingEntries } from '../../server/domain/credit.ts'
import { settle } from '../../server/domain/settlement.ts'
import { added, at, removed, revoked, Story, verified, type Fact } from './add-story.ts'

const employees = fc.constantFrom('e1', 'e2', 'e3')
const contacts = fc.constantFrom('C1', 'C2')
/** Between noon of day 4 and 01:00 of day 5: both days are open until 02:00 of day 5. */
const moment = fc.integer({ min: 0, max: 25 }).map((half) => new Date(at(4, '12:00').getTime() + half * 1_800_000))
const endOfBoth = at(5, '01:30')

const ownTime = (fact: Fact): Date => {
  if (fact.kind === 'answer') return fact.decidedAt
  if (fact.kind === 'review') return fact.review.closedAt ?? fact.review.openedAt
  return 'at' in fact ? fact.at : at(4, '12:00')
}

const oneFact: fc.Arbitrary<Fact> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(employees, contacts, moment).map(([e, c, m]) => added(e, c, m)) },
  { weight: 2, arbitrary: fc.tuple(employees, contacts, moment).map(([e, c, m]) => removed(e, c, m)) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(contacts, moment, fc.constantFrom('P', 'Q'), fc.integer({ min: 1, max: 3 }), fc.boolean(), fc.nat(9))
      .map(([c, m, subject, version, good, more]) =>
        (good ? verified : revoked)(c, m, {
          version,
          requestId: `${c}-${more % 2}`,
          ...(good ? { subject, isEmployee: more === 9, assurance: more === 8 ? 'elements' : 'sms' } : {}),
        }),
      ),
  },
  fc
    .tuple(employees, contacts, moment, moment, fc.constantFrom('accepted', 'rejected', null))
    .map(([e, c, m, n, o]): Fact => {
      const [openedAt, closedAt] = m < n ? [m, n] : [n, m]
      return {
        kind: 'review',
        employee: e,
        contact: c,
        review: { openedAt, closedAt: o === null ? null : closedAt, outcome: o },
      }
    }),
  fc.tuple(employees, contacts, moment).map(([e, c, m]): Fact => ({ kind: 'private', employee: e, contact: c, at: m })),
  fc.tuple(contacts, moment).map(([c, m]): Fact => ({ kind: 'declined', contact: c, at: m })),
  fc.tuple(employees, moment).map(([e, m]): Fact => ({ kind: 'left', employee: e, at: m })),
)

/** A provider gives each version of an answer once, and nobody tells the same thing with two times. */
const identityOf = (fact: Fact): string => {
  if (fact.kind === 'answer') return `${fact.requestId} ${fact.version}`
  const moments = fact.kind === 'added' || fact.kind === 'removed' ? fact.at.toISOString() : ''
  return [fact.kind, 'employee' in fact && fact.employee, 'contact' in fact && fact.contact, moments].join(' ')
}
const facts = (most: number): fc.Arbitrary<Fact[]> =>
  fc.uniqueArray(oneFact, { minLength: 2, maxLength: most, selector: identityOf })

const told = (story: Story): unknown => ({
  sums: story.sums(),
  verdicts: story.judgements.map(({ addId, verdict }) => [addId, verdict]).toSorted(),
})
const arrivedTogether = (known: Fact[]): unknown => told(new Story().learn(endOfBoth, ...known))
const arrivedOneByOne = (known: Fact[]): Story => {
  const story = new Story()
  for (const fact of known) story.learn(endOfBoth, fact)
  return story
}

function* permutations<T>(list: T[]): Generator<T[]> {
  if (list.length <= 1) yield list
  for (const [index, first] of list.entries()) {
    for (const rest of permutations(list.toSpliced(index, 1))) yield [first, ...rest]
  }
}

describe('The order in which facts arrive', () => {
  it('changes nothing, whatever permutation of a handful of facts', () => {
    fc.assert(
      fc.property(facts(5), (known) => {
        const expected = arrivedTogether(known)
        for (const order of permutations(known)) expect(told(arrivedOneByOne(order))).toEqual(expected)
      }),
      { numRuns: 40 },
    )
  })

  it('changes nothing in long histories, repeated facts or not, as they happen or all at the end', () => {
    fc.assert(
      fc.property(facts(14), fc.infiniteStream(fc.nat(1_000)), (known, draws) => {
        const expected = arrivedTogether(known)
        const shuffled = known.map((fact) => ({ fact, key: draws.next().value })).toSorted((a, b) => a.key - b.key)
        expect(told(arrivedOneByOne(shuffled.map(({ fact }) => fact)))).toEqual(expected)
        const live = new Story()
        for (const fact of known.toSorted((a, b) => Number(ownTime(a)) - Number(ownTime(b)))) {
          live.learn(ownTime(fact), fact)
        }
        expect(told(live.learn(endOfBoth))).toEqual(expected)
      }),
      { numRuns: 400 },
    )
  })
})

describe('The ledger', () => {
  it('gives and takes in turn, at most one credit per identity, and says what the verdicts say', () => {
    fc.assert(
      fc.property(facts(14), fc.array(fc.integer({ min: 0, max: 80 }), { maxLength: 14 }), (known, delays) => {
        const story = new Story()
        let now = at(4, '12:00')
        for (const [index, fact] of known.entries()) {
          now = new Date(Math.max(Number(now), Number(ownTime(fact))) + (delays[index] ?? 0) * 1_800_000)
          story.learn(now, fact)
          const subjects = new Set(story.ledger.map(({ subject }) => subject))
          for (const subject of subjects) {
            const own = story.ledger.filter((entry) => entry.subject === subject)
            expect(own.map(({ step }) => step)).toEqual(own.map((_, step) => step + 1))
            expect(own.every(({ step, amount }) => (step % 2 === 1) === (amount === 1))).toBe(true)
            for (const taken of own.filter(({ amount }) => amount === -1)) {
              expect(own.find(({ step }) => step === taken.step - 1)).toMatchObject({
                addId: taken.addId,
                employeeId: taken.employeeId,
                branchId: taken.branchId,
              })
            }
          }
          const standing = [...subjects].flatMap((subject) => {
            const last = story.ledger.findLast((entry) => entry.subject === subject)
            return last?.amount === 1 ? [last.addId] : []
          })
          const effective = story.judgements.filter(({ verdict }) => verdict.status === 'effective')
          expect(standing).toEqual(expect.arrayContaining(effective.map(({ addId }) => addId)))
          const held = story.judgements.filter(({ verdict }) => verdict.status === 'held').map(({ addId }) => addId)
          expect(effective.map(({ addId }) => addId).concat(held)).toEqual(expect.arrayContaining(standing))
        }
      }),
      { numRuns: 400 },
    )
  })

  it('learns nothing from being settled again', () => {
    fc.assert(
      fc.property(facts(14), fc.integer({ min: 0, max: 200 }), (known, later) => {
        const story = arrivedOneByOne(known)
        const now = new Date(endOfBoth.getTime() + later * 1_800_000)
        story.learn(now)
        expect(settle(story.surroundings(), story.ledger, now).entries).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  it('keeps what a closed day says, whatever becomes known later', () => {
    fc.assert(
      fc.property(facts(8), facts(8), (early, late) => {
        const story = arrivedOneByOne(early)
        const before = story.ledger.filter(({ day }) => day <= '2026-11-05').length
        for (const fact of late) story.learn(at(7), fact)
        expect(story.ledger.filter(({ day }) => day <= '2026-11-05')).toHaveLength(before)
      }),
      { numRuns: 200 },
    )
  })

  it('is written from holdings alone', () => {
    const lost = { to: at(5), lostBy: 'rejected' as const, freed: true }
    const holding = { subject: 'P', addId: 'a', employeeId: 'e1', branchId: 'A', from: at(4), ...lost }
    const entries = missingEntries('P', [holding], [], at(5, '13:00'))
    expect(entries.map(({ amount, day, earnedDay }) => ({ amount, day, earnedDay }))).toEqual([
      { amount: 1, day: '2026-11-05', earnedDay: '2026-11-04' },
      { amount: -1, day: '2026-11-05', earnedDay: '2026-11-05' },
    ])
  })
})
