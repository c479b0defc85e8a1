import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { businessDayOf, closeOfDay } from '../../server/domain/business-day.ts'
import type { Entry } from '../../server/domain/credit.ts'
import { stepsOf } from '../oracle/compare.ts'
import { histories } from '../oracle/histories.ts'
import type { History, Told } from '../oracle/told.ts'
import { Story, type Fact } from './add-story.ts'
import { outcome, tell, toldAtOnce, toldShuffled, toldWithLosses } from './delivery.ts'

const seed = Number(process.env.ZHENKE_SEED ?? 20_261_122)
const property = (numRuns: number, holds: (history: History, draws: () => number) => void): void =>
  fc.assert(
    fc.property(histories, fc.infiniteStream(fc.nat(1_000)), (history, draws) => {
      holds(history, () => draws.next().value ?? 0)
    }),
    { numRuns, seed },
  )

/** As it became known, with what time alone changes. */
function lived(history: History, look: (story: Story, now: Date, before: Entry[]) => void = () => {}): Story {
  const story = new Story(history.world)
  for (const { now, arrived } of stepsOf(history)) {
    const before = [...story.ledger]
    tell(story, arrived, now)
    look(story, now, before)
  }
  return story
}

describe('Delivery: the same facts before a day closes', () => {
  it('come to the same sums and verdicts shuffled, repeated and in many steps (I1, I2)', () => {
    property(150, (history, draw) => {
      expect(outcome(toldShuffled(history, draw))).toEqual(outcome(toldAtOnce(history)))
    })
  })

  it('converge when starts were lost and the reconciliation of the evening finds them, and reconciling again changes nothing (I3)', () => {
    property(150, (history, draw) => {
      expect(outcome(toldWithLosses(history, draw))).toEqual(outcome(toldAtOnce(history)))
    })
  })
})

describe('The ledger over any history', () => {
  it('only grows, gives and takes in turn, and holds at most one credit per identity (I4, I5, I8)', () => {
    property(300, (history) => {
      lived(history, (story, _now, before) => {
        expect(story.ledger.slice(0, before.length)).toEqual(before)
        for (const subject of new Set(story.ledger.map((entry) => entry.subject))) {
          const own = story.ledger.filter((entry) => entry.subject === subject)
          expect(own.map(({ step, amount }) => [step, amount])).toEqual(own.map((_, at) => [at + 1, at % 2 ? -1 : 1]))
          for (const [index, { amount, addId, employeeId, branchId }] of own.entries()) {
            const credit = amount === -1 ? own[index - 1] : own[index]
            expect(credit).toMatchObject({ addId, employeeId, branchId })
          }
        }
        expect(standing(story).length).toBeLessThanOrEqual(verifiedSubjects(story).size)
      })
    })
  })

  it('holds a credit only for somebody who is verified, was related and is no bank staff (I6)', () => {
    property(300, (history) => {
      lived(history, (story, now) => {
        const { contacts, adds } = story.surroundings()
        for (const { addId, subject } of standing(story)) {
          const add = adds.find(({ id }) => id === addId)
          const results = contacts.flatMap((contact) => (contact.id === add?.contactId ? contact.results : []))
          const answers = results.filter((result) => result.outcome === 'verified' && result.subject === subject)
          expect(answers.some(({ decidedAt }) => decidedAt <= now)).toBe(true)
          expect(add?.relations.some(({ startedAt }) => startedAt <= now)).toBe(true)
          expect(add?.staffSince === null || now < (add?.staffSince ?? now)).toBe(true)
        }
      })
    })
  })

  it('books on days that are open, earned no later than booked, and nothing that has not happened (I10, I11)', () => {
    property(300, (history) => {
      lived(history, (story, now, before) => {
        for (const { day, earnedDay } of story.ledger.slice(before.length)) {
          expect(now.getTime()).toBeLessThan(closeOfDay(day).getTime())
          expect(earnedDay <= day && day <= businessDayOf(now)).toBe(true)
        }
        const shown = story.judgements.filter(({ verdict }) => verdict.status === 'effective').map(({ addId }) => addId)
        expect(standing(story).map(({ addId }) => addId)).toEqual(expect.arrayContaining(shown))
      })
    })
  })

  it('gives the credit to the same add whatever happens to people who have nothing to do with it (I7)', () => {
    property(200, (history) => {
      const alone = lived(history)
      const among = { ...history, told: history.told.flatMap((one) => [one, stranger(one)]) }
      const own = lived(among).ledger.filter(({ subject }) => !subject.startsWith('other '))
      expect(own).toEqual(alone.ledger)
    })
  })
})

describe('The time zone of the process', () => {
  const zone = process.env.TZ
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  })

  it('changes nothing (I20)', () => {
    const sample = fc.sample(histories, { numRuns: 60, seed })
    const answers = ['Asia/Shanghai', 'UTC', 'America/Los_Angeles', 'Pacific/Kiritimati'].map((name) => {
      process.env.TZ = name
      const midnight = new Date(2026, 10, 1).toISOString()
      return { midnight, outcomes: sample.map((history) => outcome(lived(history))) }
    })
    expect(new Set(answers.map(({ midnight }) => midnight)).size).toBe(4)
    for (const { outcomes } of answers) expect(outcomes).toEqual(answers[0]?.outcomes)
  })
})

function standing(story: Story): Entry[] {
  const last = new Map(story.ledger.map((entry) => [entry.subject, entry]))
  return [...last.values()].filter(({ amount }) => amount === 1)
}

const verifiedSubjects = (story: Story): Set<string> =>
  new Set(story.known.flatMap((fact) => (fact.kind === 'answer' && fact.subject !== null ? [fact.subject] : [])))

/** The same thing happens to another contact, employee and person at the same moment. */
function stranger({ moment, known, what }: Told): Told {
  const other = (name: string): string => `other ${name}`
  if (what.kind !== 'fact') {
    const renamed = { ...what, id: other(what.id) }
    if ('employee' in renamed) return { moment, known, what: { ...renamed, ...others(renamed) } }
    return { moment, known, what: 'contact' in renamed ? { ...renamed, contact: other(renamed.contact) } : renamed }
  }
  return { moment, known, what: { kind: 'fact', fact: strangerFact(what.fact) } }
}

const others = ({
  employee,
  contact,
}: {
  employee: string
  contact: string
}): { employee: string; contact: string } => ({
  employee: `other ${employee}`,
  contact: `other ${contact}`,
})

function strangerFact(fact: Fact): Fact {
  if (fact.kind === 'handed-over')
    return { ...fact, from: `other ${fact.from}`, to: `other ${fact.to}`, contact: `other ${fact.contact}` }
  const renamed: Fact = 'contact' in fact ? { ...fact, contact: `other ${fact.contact}` } : fact
  if (renamed.kind === 'answer')
    return {
      ...renamed,
      requestId: `other ${renamed.requestId}`,
      subject: renamed.subject === null ? null : `other ${renamed.subject}`,
    }
  return 'employee' in renamed ? { ...renamed, employee: `other ${renamed.employee}` } : renamed
}
