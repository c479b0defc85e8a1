import { addDays, businessDayOf, type BusinessDay } from '../../domain/business-day.ts'
import { endOfMonth, firstOfMonth, monthOf } from '../../domain/calendar.ts'
import { dayFigures, monthParts, paceOf, workedDays } from '../../domain/day-figures.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { effectiveWords, expectedWords, monthTargetWords, paceWords } from '../../domain/figure-words.ts'
import type { FigureName } from '../../domain/figure-words.ts'
import { closedWords } from '../../domain/closed-words.ts'
import type { TargetPolicy } from '../../domain/policy.ts'
import { Problem } from '../../domain/problem.ts'
import { expectedYield } from '../../domain/target.ts'
import type { TargetBook } from '../../domain/target-book.ts'
import { targetWords, versionWords, type Explained } from '../../domain/target-words.ts'
import { creditWords } from '../../domain/verdict-words.ts'
import type { Ports } from '../../ports.ts'
import { readBranchNames, readFigureEntries, type FigureEntry } from './figure-store.ts'
import { readCountedDays } from './my-day-store.ts'
import { RATE_DAYS } from './read-my-day.ts'
import { ownBook } from './own-book.ts'

type Seen = {
  day: BusinessDay
  month: { from: BusinessDay; to: BusinessDay }
  own: NonNullable<Awaited<ReturnType<typeof readCountedDays>>>
  book: TargetBook
  /** The versions' words, by id. */
  versions: Map<string, string>
}
/** `entryCount` may be more than are listed. */
type Entries = { entries: FigureEntry[]; entryCount: number }
type Answer = Explained & Entries & { value: number | null }

const noEntries: Entries = { entries: [], entryCount: 0 }

/** Opens a figure of the actor's own day into the sentences, terms and entries it is the sum of. */
export async function explainFigure(
  actor: EmployeeActor,
  ports: Ports,
  asked: { figure: FigureName; day?: BusinessDay | undefined },
) {
  const asOf = ports.clock.now()
  const today = businessDayOf(asOf)
  const day = asked.day ?? today
  const { read } = ports.database
  const days = { from: day, to: addDays(day, 1) }
  const month = { from: firstOfMonth(day), to: endOfMonth(day) }
  const rateFrom = addDays(today, -RATE_DAYS)
  const own = await readCountedDays(read, actor, { days, month, day: days, target: days, rateFrom, asOf })
  if (!own) throw new Problem('session/not-in-directory')
  const book = ownBook(actor, ports, own, asOf)
  const seen = { day, month, own, book, versions: await versionsIn(actor, ports, book, day) }
  const answer = await answers[asked.figure](actor, ports, seen)
  const entries = answer.entries.map((entry) => ({ ...entry, reason: creditWords(entry.reason, actor.locale) }))
  return { figure: asked.figure, day, asOf, ...answer, entries }
}

async function versionsIn(actor: EmployeeActor, ports: Ports, book: TargetBook, day: BusinessDay) {
  const versions = monthParts(book, monthOf(day)).map(({ version }) => version)
  const ids = versions.flatMap(({ branchId }) => branchId ?? [])
  const names = await readBranchNames(ports.database.read, ids)
  const nameOf = ({ branchId }: TargetPolicy) => (branchId === null ? null : (names.get(branchId) ?? branchId))
  return new Map(versions.map((one) => [one.id, versionWords(one, nameOf(one), actor.locale)]))
}

type Explain = (actor: EmployeeActor, ports: Ports, seen: Seen) => Answer | Promise<Answer>

const answers: Record<FigureName, Explain> = {
  target: ({ locale }, _ports, { day, own, book, versions }) => {
    const planned = book.on(day)
    const shown = dayFigures(book, day, { gained: 0, lost: 0 }, own.closed[0] ?? null)
    const version = versions.get(planned.policyId ?? '')
    const named = version ? [`${version}${locale === 'en' ? '.' : '。'}`] : []
    const judged = closedWords(shown.target, shown.correction, locale)
    const [value, why] = [shown.target, targetWords(planned, locale)]
    if (shown.correction !== null)
      return { value, ...why, sentences: [judged, ...named, ...why.sentences], ...noEntries }
    // Of somebody who has moved since, the rest of that month is not known as it was seen from then.
    if (planned.target !== value) return { value, sentences: [...named, judged], terms: [], ...noEntries }
    return { value, ...why, sentences: [...named, ...why.sentences], ...noEntries }
  },
  effective: async (actor, ports, { day, own }) => {
    const entries = await readFigureEntries(ports.database.read, actor.id, 'day', { from: day, to: addDays(day, 1) })
    const { gained, lost } = own.sums[0] ?? { gained: 0, lost: 0 }
    const words = effectiveWords({ gained, lost, later: 0 }, actor.locale)
    return { value: gained - lost, ...words, entries, entryCount: gained + lost }
  },
  month: async (actor, ports, { day, month, own, book, versions }) => {
    const entries = await readFigureEntries(ports.database.read, actor.id, 'earnedDay', month)
    const { gained, lost } = own.monthSum
    const sum = effectiveWords({ gained, lost, later: own.later }, actor.locale)
    const parts = monthParts(book, monthOf(day)).map((part) => ({
      ...part,
      version: versions.get(part.version.id) ?? '',
    }))
    const target = monthTargetWords(book.month(monthOf(day)), parts, actor.locale)
    const sentences = [...sum.sentences, ...target.sentences]
    const terms = [...sum.terms, ...target.terms]
    return { value: own.earned, sentences, terms, entries, entryCount: gained + lost }
  },
  expected: ({ locale }, _ports, { own }) => {
    const value = expectedYield(own.awaiting, own)
    return { value, ...expectedWords({ ...own, expected: value, days: RATE_DAYS }, locale), ...noEntries }
  },
  pace: ({ locale }, _ports, { day, own, book }) => {
    const pace = paceOf(book, day, own.earned)
    const facts = { pace, effective: own.earned, ...workedDays(book, day) }
    return { value: pace?.projected ?? null, ...paceWords(facts, locale), ...noEntries }
  },
}
