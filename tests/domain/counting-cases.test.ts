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
  if ('moved' in fact) return { kind: 'moved', employee: fact.moved, branch: fact.branch, at: now }
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

type Told = { verdicts: object; since: object; entries?: object[]; windowEnds?: Date | null }

const wantedOf = ({ verdicts = {}, since = {}, entries, windowEnds }: CaseStep): Told => ({
  verdicts,
  since: Object.fromEntries(Object.entries(since).map(([pair, time]) => [pair, momentOf(time)])),
  ...(entries ? { entries: entries.map(wantedEntry) } : {}),
  ...(windowEnds === undefined ? {} : { windowEnds: momentOf(windowEnds) }),
})

const wantedEntry = ({ employee, amount, day, reason, earned, branch }: CaseEntry): object => ({
  employeeId: employee,
  amount,
  day: dayOf(day),
  earnedDay: dayOf(earned ?? day),
  reason,
  branchId: branch ?? 'A',
})

/** Lets the facts of one step become known and tells what it asks for. */
function play(story: Story, { at: time, facts = [], verdicts = {}, since = {}, entries, windowEnds }: CaseStep): Told {
  const now = momentOf(time)
  forgetOpenReviews(story, facts)
  story.learn(now, ...facts.map((fact) => factOf(fact, now)))
  const judgement = (pair: string) => {
    const [employee = '', contact = ''] = pair.split(' ')
    return story.judgement(employee, contact)
  }
  const verdictOf = (pair: string): string => {
    const { status, reason } = judgement(pair).verdict
    return reason === null ? status : `${status} ${reason}`
  }
  const ledger = story.ledger.map(({ employeeId, amount, day, earnedDay, reason, branchId }) => {
    return { employeeId, amount, day, earnedDay, reason, branchId }
  })
  return {
    verdicts: Object.fromEntries(Object.keys(verdicts).map((pair) => [pair, verdictOf(pair)])),
    since: Object.fromEntries(Object.keys(since).map((pair) => [pair, judgement(pair).verdict.since])),
    ...(entries ? { entries: ledger } : {}),
    ...(windowEnds === undefined ? {} : { windowEnds: judgement('e1 C').windowEndsAt }),
  }
}

function worldOf(one: NumberedCase): World {
  const window = 'windowDays' in one ? one.windowDays : undefined
  if (!window) return {}
  const daysOf = (startedAt: Date): number => (startedAt < at(window.until, '00:00') ? window.before : window.after)
  return { parameters: ({ startedAt }) => ({ ...defaultParameters, verificationWindowDays: daysOf(startedAt) }) }
}

const titleOf = ({ number, given }: NumberedCase): string => `${number}: ${given.en}`

describe('The tricky cases', () => {
  const stories = numberedCases.flatMap((one) => ('steps' in one ? [[titleOf(one), one] as const] : []))
  const targets = numberedCases.flatMap((one) => ('targets' in one ? [[titleOf(one), one] as const] : []))

  it.each(stories)('%s', (_title, one) => {
    const story = new Story(worldOf(one))
    expect(one.steps.map((step) => play(story, step))).toEqual(one.steps.map(wantedOf))
  })

  it.each(targets)('%s', (_title, one) => {
    const told = one.targets.map(({ facts, answers }) => answers.map((asked) => workOut(facts, asked)))
    expect(told).toEqual(one.targets.map(({ answers }) => answers))
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
