import { z } from 'zod'
import { figureNames } from '../domain/figure-words.ts'
import { dayReasons } from '../domain/target-book.ts'
import { route } from './route.ts'
import { askedDay, askedMonth, day, moment, person } from './shared.ts'

const figures = {
  day,
  workingDay: z.boolean(),
  /** Null when no policy names the employee: "no target set", never 0/0. */
  target: z.number().int().nullable(),
  /** `gained - lost`. */
  effective: z.number().int(),
  gained: z.number().int(),
  lost: z.number().int(),
  /** A closed day keeps what it was judged by; `correction` is the target that today's facts would give, where it differs. */
  closed: z.boolean(),
  correction: z.number().int().nullable(),
}

export const myDay = z.object({
  ...figures,
  awaiting: z.number().int(),
  added: z.number().int(),
  asOf: moment,
  month: z.object({
    target: z.number().int().nullable(),
    /** Earned in the month, `decidedLater` of it after its end. */
    effective: z.number().int(),
    decidedLater: z.number().int(),
    /** Null while there is too little to go by. */
    expected: z.number().int().nullable(),
    workingDaysLeft: z.number(),
    /** Of the month that runs: what an even pace asks for by yesterday, how far ahead, and where it ends if it goes on so. */
    pace: z
      .object({ even: z.number().int(), ahead: z.number().int(), projected: z.number().int().nullable() })
      .nullable(),
  }),
  /** As the ledger stands now; null when another day than today is shown. */
  tomorrow: z.object({ day, workingDay: z.boolean(), target: z.number().int().nullable() }).nullable(),
  history: z.array(z.object(figures)),
  followUpsDue: z.number().int(),
  /** Said in the reader's language: what is missing today, and the month's pace. */
  sentences: z.object({ today: z.string(), month: z.string() }),
})
export type MyDay = z.output<typeof myDay>

export const readMyDay = route({
  method: 'get',
  path: '/api/my-day',
  summary: "The employee's own day: target, effective adds, what awaits",
  query: z.strictObject({ day: askedDay.optional() }),
  reply: myDay,
})

export const readMonth = route({
  method: 'get',
  path: '/api/my-day/month',
  summary: "The employee's own month, day by day: what each weighs and why, its target, what became effective",
  query: z.strictObject({ month: askedMonth.optional() }),
  reply: z.object({
    month: askedMonth,
    target: z.number().int().nullable(),
    effective: z.number().int(),
    decidedLater: z.number().int(),
    days: z.array(
      z.object({
        ...figures,
        /** What the employee works of the day: 0, 0.5 or 1. */
        weight: z.number(),
        /** Why it is off, half, or a working weekend; null on an ordinary day. */
        reason: z.object({ kind: z.enum(dayReasons), words: z.string() }).nullable(),
      }),
    ),
    asOf: moment,
  }),
})

export const explainFigure = route({
  method: 'get',
  path: '/api/my-day/explanation',
  summary: "What a figure of the employee's own day is made of: sentences, terms, entries of the ledger",
  query: z.strictObject({ figure: z.enum(figureNames), day: askedDay.optional() }),
  reply: z.object({
    figure: z.enum(figureNames),
    day,
    value: z.number().int().nullable(),
    sentences: z.array(z.string()),
    terms: z.array(z.object({ label: z.string(), value: z.string() })),
    /** The newest of them, `entryCount` in all; a contact who is with somebody else by now has no name. */
    entries: z.array(
      z.object({
        addId: z.string(),
        contact: person.nullable(),
        amount: z.number().int(),
        day,
        earnedDay: day,
        reason: z.string(),
      }),
    ),
    entryCount: z.number().int(),
    asOf: moment,
  }),
})

const example = z.object({ number: z.number(), given: z.string(), expected: z.string() })

export const readGuide = route({
  method: 'get',
  path: '/api/counting-guide',
  summary: 'How counting works: the rules of the policy version that holds for the employee, and worked examples',
  reply: z.object({
    /** Null where nobody has set a policy: the rules are the ones the product begins with. */
    policy: z.object({ id: z.string(), words: z.string() }).nullable(),
    rules: z.array(z.object({ title: z.string(), text: z.string() })),
    /** In a made-up month of four weeks, Monday the 1st to Sunday the 28th. */
    targets: z.array(z.object({ title: z.string(), examples: z.array(example) })),
    cases: z.array(example),
    asOf: moment,
  }),
})
