import fc from 'fast-check'
import type { Assurance } from '../../server/domain/verification.ts'
import { defaultParameters, type PolicyParameters } from '../../server/domain/policy.ts'
import { at, type Fact, type World } from '../domain/add-story.ts'
import { possible, withVersions } from './possible.ts'
import { DAY, HOUR } from './time.ts'
import type { Happened, History, Told } from './told.ts'

type Outcome = 'accepted' | 'rejected'

const SECOND = 1_000
/** Same second, midnight, the close of a day: where rules meet. */
const times = ['00:00:00', '00:00:01', '01:59:59', '02:00:00', '09:00:00', '12:00:00', '12:00:00', '23:59:58']
/** The end of retention, the last moment to revive, the end of the window and of the 180 days. */
const reaches = [0, 1, 3, 7, 9, 20, 31, 32, 35, 181, 211].flatMap((days) => [days * DAY])
const nudges = [-SECOND, 0, 0, SECOND, HOUR, -3 * HOUR]

type When = { day: number; time: string; after: number; reach: number; nudge: number; delay: number }
const when: fc.Arbitrary<When> = fc.record({
  day: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 6 }) }, fc.integer({ min: 7, max: 36 })),
  time: fc.constantFrom(...times),
  after: fc.integer({ min: -6, max: 8 }),
  reach: fc.constantFrom(...reaches),
  nudge: fc.constantFrom(...nudges),
  delay: fc.oneof(
    { weight: 7, arbitrary: fc.constant(0) },
    fc.constantFrom(SECOND, HOUR, 3 * HOUR, 14 * HOUR, DAY, 2 * DAY, 9 * DAY),
  ),
})

const employees = ['e1', 'E2', 'e3']
const takerOf = (employee: string): string => employee.toUpperCase().replace('E', 'd')
const contacts = ['C1', 'C2', 'C3']
const employee = fc.constantFrom(...employees)
const contact = fc.oneof({ weight: 4, arbitrary: fc.constant('C1') }, fc.constantFrom(...contacts))

type Draft =
  | { kind: 'added' | 'private' | 'staff-account' | 'handed-over'; employee: string; contact: string; when: When }
  | { kind: 'removed'; employee: string; contact: string; by: 'employee' | 'contact' | 'nobody told'; when: When }
  | { kind: 'answer'; contact: string; request: number; outcome: 'verified' | 'failed'; when: When; more: Answer }
  | { kind: 'review'; employee: string; contact: string; outcome: Outcome | null; when: When; until: When }
  | { kind: 'waiting'; contact: string; when: When; until: When | null }
  | { kind: 'declined'; contact: string; when: When }
  | { kind: 'left'; employee: string; when: When }
  | { kind: 'moved'; employee: string; branch: string; when: When }
type Answer = { subject: 'own' | 'other'; assurance: Assurance; accountHolder: boolean | null; isEmployee: boolean }

const mostly = <T>(usual: T, ...others: T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, fc.constantFrom(...others))

const answer: fc.Arbitrary<Answer> = fc.record({
  subject: mostly<Answer['subject']>('own', 'other'),
  assurance: mostly<Assurance>('sms', 'elements', 'face'),
  accountHolder: mostly<boolean | null>(true, false, null),
  isEmployee: fc.oneof({ weight: 19, arbitrary: fc.constant(false) }, fc.constant(true)),
})

const constant = fc.constant
const draft: fc.Arbitrary<Draft> = fc
  .oneof(
    { weight: 6, arbitrary: fc.record({ kind: constant<'added'>('added'), employee, contact, when }) },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: constant<'removed'>('removed'),
        employee,
        contact,
        by: fc.constantFrom('employee', 'contact', 'nobody told'),
        when,
      }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: constant<'answer'>('answer'),
        contact,
        request: fc.constantFrom(1, 1, 1, 2),
        outcome: fc.constantFrom('verified', 'verified', 'verified', 'failed'),
        more: answer,
        when,
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: constant<'handed-over'>('handed-over'), employee, contact, when }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: constant<'review'>('review'),
        employee,
        contact,
        outcome: fc.constantFrom('accepted', 'accepted', 'rejected', null),
        when,
        until: when,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: constant<'waiting'>('waiting'), contact, when, until: fc.option(when) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: constant<'private'>('private'), employee, contact, when }) },
    { weight: 1, arbitrary: fc.record({ kind: constant<'staff-account'>('staff-account'), employee, contact, when }) },
    { weight: 1, arbitrary: fc.record({ kind: constant<'declined'>('declined'), contact, when }) },
    { weight: 1, arbitrary: fc.record({ kind: constant<'left'>('left'), employee, when }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: constant<'moved'>('moved'),
        employee,
        branch: fc.constantFrom('A', 'B', 'C'),
        when,
      }),
    },
  )
  .map((drawn): Draft => drawn)

const parameters: fc.Arbitrary<PolicyParameters> = fc
  .oneof(
    { weight: 4, arbitrary: constant(defaultParameters) },
    fc.record({
      verificationWindowDays: fc.constantFrom(10, 30),
      retentionDays: fc.constantFrom(3, 7),
      requireAccountHolder: fc.boolean(),
      leastAssurance: mostly<Assurance>('sms', 'elements', 'face'),
    }),
  )
  .map((drawn): PolicyParameters => ({ ...defaultParameters, ...drawn }))

type Drafts = {
  drafts: Draft[]
  first: PolicyParameters
  later: PolicyParameters
  counting: number | null
  sameIdentity: boolean
  ticks: { after: number; time: string }[]
  late: boolean
}

export const histories: fc.Arbitrary<History> = fc
  .record({
    drafts: fc.array(draft, { minLength: 3, maxLength: 12 }),
    first: parameters,
    later: parameters,
    counting: fc.option(fc.constantFrom(1, 2, 3), { freq: 3 }),
    sameIdentity: fc.boolean(),
    ticks: fc.array(fc.record({ after: fc.constantFrom(1, 2, 8, 31, 62, 212), time: fc.constantFrom(...times) }), {
      maxLength: 3,
    }),
    late: fc.boolean(),
  })
  .map(historyFrom)

function historyFrom({ drafts, first, later, counting, sameIdentity, ticks, late }: Drafts): History {
  const moments: number[] = []
  const momentOf = ({ day, time, after, reach, nudge }: When): number => {
    const base = moments[after]
    return base === undefined ? at(day, time).getTime() : Math.max(base + reach + nudge, at(1, '00:00').getTime())
  }
  const told: Told[] = []
  const tell = (moment: number, { delay }: When, what: Happened): void => {
    told.push({ moment: new Date(moment), known: new Date(moment + (late ? delay : 0)), what })
  }
  for (const [index, one] of drafts.entries()) {
    const moment = momentOf(one.when)
    moments.push(moment)
    if (one.kind === 'review' || one.kind === 'waiting') {
      const end = one.until ? Math.max(momentOf(one.until), moment + SECOND) : null
      const id = `${one.kind} ${index}`
      if (one.kind === 'review') {
        tell(moment, one.when, { kind: 'review-opened', id, employee: one.employee, contact: one.contact })
        if (end !== null && one.outcome) tell(end, one.until, { kind: 'review-closed', id, outcome: one.outcome })
      } else {
        tell(moment, one.when, { kind: 'submitted', id, contact: one.contact })
        if (end !== null && one.until) tell(end, one.until, { kind: 'decided', id })
      }
    } else {
      const fact = factFrom(one, moment, sameIdentity)
      const found = fact.kind === 'gone' ? fact.at.getTime() - moment : 0
      told.push({
        moment: new Date(moment),
        known: new Date(moment + found + (late ? one.when.delay : 0)),
        what: { kind: 'fact', fact },
      })
    }
  }
  const last = Math.max(...told.map(({ known }) => known.getTime()))
  const world: World = {
    parameters: ({ startedAt }) => (startedAt < at(3, '00:00') ? first : later),
    ...(counting === null ? {} : { countingFrom: at(counting, '00:00') }),
  }
  return {
    world,
    told: withVersions(possible(told)).toSorted((a, b) => a.known.getTime() - b.known.getTime()),
    ticks: ticks.map(
      ({ after, time }) => new Date(last + after * DAY - (last % DAY) + Date.parse(`1970-01-01T${time}Z`)),
    ),
  }
}

/** By the sweep of that evening, or of a later one. */
function foundAfter(moment: number, { day }: When): Date {
  const evening = Math.floor((moment + 8 * HOUR) / DAY) * DAY + 13.5 * HOUR
  return new Date(evening + (evening > moment ? day % 3 : 1 + (day % 3)) * DAY)
}

type Single = Exclude<Draft, { kind: 'review' | 'waiting' }>
function factFrom(one: Single, moment: number, sameIdentity: boolean): Fact {
  const time = new Date(moment)
  switch (one.kind) {
    case 'answer': {
      const own = sameIdentity || one.contact !== 'C2' ? 'P' : 'Q'
      const { subject, ...more } = one.more
      return {
        kind: 'answer',
        contact: one.contact,
        requestId: `${one.contact} ${one.request}`,
        version: 1,
        outcome: one.outcome,
        ...more,
        isEmployee: one.outcome === 'verified' ? more.isEmployee : null,
        subject: one.outcome === 'failed' ? null : subject === 'own' ? own : 'R',
        decidedAt: time,
      }
    }
    case 'handed-over':
      return { kind: 'handed-over', from: one.employee, to: takerOf(one.employee), contact: one.contact, at: time }
    case 'declined':
      return { kind: 'declined', contact: one.contact, at: time }
    case 'left':
      return { kind: 'left', employee: one.employee, at: time }
    case 'moved':
      return { kind: 'moved', employee: one.employee, branch: one.branch, at: time }
    case 'removed':
      if (one.by === 'nobody told')
        return {
          kind: 'gone',
          employee: one.employee,
          contact: one.contact,
          notBefore: time,
          at: foundAfter(moment, one.when),
        }
      return { kind: 'removed', employee: one.employee, contact: one.contact, at: time, by: one.by }
    default:
      return { kind: one.kind, employee: one.employee, contact: one.contact, at: time }
  }
}
