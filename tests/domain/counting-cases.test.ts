import { describe, expect, it } from 'vitest'
import type {
  CaseEntry,
  CaseFact,
  CaseStep,
  CaseTime,
  NumberedCase,
} from '../../server/domain/examples/numbered-case.ts'
import { numberedCases } from '../../server/domain/examples/numbered-cases.ts'
import { defaultParameters } from '../../server/domain/policy.ts'
import { added, at, dayOf, removed, revoked, Story, verified, type Fact, type World } from './add-story.ts'
import { workOut } from './work-out-example.ts'

const momentOf = (time: CaseTime): Date => (typeof time === 'number' ? at(time) : at(...time))

function factOf(fact: CaseFact, now: Date): Fact {
  const when = 'at' in fact && fact.at !== undefined ? momentOf(fact.at) : now
  if ('added' in fact) return added(fact.added, fact.contact, when)
  if ('removed' in fact) return removed(fact.removed, fact.contact, when, fact.by ?? 'contact')
  if ('handedOver' in fact)
    return { kind: 'handed-over', from: fact.handedOver, to: fact.to, contact: fact.contact, at: now }
  if ('verified' in fact) {
    const counter = fact.counter ? { requestId: 'counter' } : {}
    return verified(fact.verified, when, { ...counter, ...(fact.person ? { subject: fact.person } : {}) })
  }
  if ('revoked' in fact) return revoked(fact.revoked, now)
  if ('declined' in fact) return { kind: 'declined', contact: fact.declined, at: now }
  if ('bankAccount' in fact)
    return { kind: 'staff-account', employee: fact.bankAccount, contact: fact.contact, at: now }
  if ('left' in fact) return { kind: 'left', employee: fact.left, at: now }
  if ('moved' in fact) return { kind: 'moved', employee: fact.moved, branch: fact.branch }
  const closedAt = fact.until === undefined ? null : at(fact.until)
  const review = { openedAt: at(fact.from), closedAt, outcome: closedAt ? ('accepted' as const) : null }
  return { kind: 'review', employee: fact.held, contact: fact.contact, review }
}

/** A review that is decided takes the place of the open one. */
function forgetOpenReviews(story: Story, facts: readonly CaseFact[]): void {
  const decided = facts.some((fact) => 'held' in fact && fact.until !== undefined)
  const open = story.known.findIndex((fact) => fact.kind === 'review')
  if (decided && open >= 0) story.known.splice(open, 1)
}

const entryOf = ({ employee, amount, day, reason, earned, branch }: CaseEntry): object => ({
  employeeId: employee,
  amount,
  day: dayOf(day),
  earnedDay: dayOf(earned ?? day),
  reason,
  ...(branch ? { branchId: branch } : {}),
})

function play(story: Story, { at: time, facts = [], verdicts = {}, since = {}, entries, windowEnds }: CaseStep): void {
  const now = momentOf(time)
  forgetOpenReviews(story, facts)
  story.learn(now, ...facts.map((fact) => factOf(fact, now)))
  const judgement = (pair: string) => {
    const [employee = '', contact = ''] = pair.split(' ')
    return story.judgement(employee, contact)
  }
  const told = Object.keys(verdicts).map((pair) => {
    const { status, reason } = judgement(pair).verdict
    return [pair, reason === null ? status : `${status} ${reason}`]
  })
  expect(Object.fromEntries(told)).toEqual(verdicts)
  for (const [pair, moment] of Object.entries(since)) expect(judgement(pair).verdict.since).toEqual(momentOf(moment))
  if (windowEnds !== undefined) expect(judgement('e1 C').windowEndsAt).toEqual(momentOf(windowEnds))
  if (entries) expect(story.ledger).toMatchObject(entries.map(entryOf))
}

function worldOf(one: NumberedCase): World {
  const window = 'windowDays' in one ? one.windowDays : undefined
  if (!window) return {}
  const daysOf = (startedAt: Date): number => (startedAt < at(window.until, '00:00') ? window.before : window.after)
  return { parameters: ({ startedAt }) => ({ ...defaultParameters, verificationWindowDays: daysOf(startedAt) }) }
}

describe('The tricky cases', () => {
  it.each(numberedCases.map((one) => [`${one.number}: ${one.given.en}`, one] as const))('%s', (_title, one) => {
    if ('targets' in one) {
      for (const { facts, answers } of one.targets)
        expect(answers.map((asked) => workOut(facts, asked))).toEqual(answers)
      return
    }
    const story = new Story(worldOf(one))
    for (const step of one.steps) play(story, step)
  })

  it('are all thirty, in both languages', () => {
    const numbers = [...new Set(numberedCases.map(({ number }) => number))]
    expect(numbers).toEqual(Array.from({ length: 30 }, (_, index) => index + 1))
    for (const { given, expected } of numberedCases) {
      expect(given.zh).toMatch(/[\u4e00-\u9fff]/)
      expect(`${given.zh}${expected.zh}`).not.toMatch(/[,;?!]/)
      expect(`${given.en}${expected.en}`).not.toMatch(/[\u4e00-\u9fff，。；：]/)
    }
  })
})
