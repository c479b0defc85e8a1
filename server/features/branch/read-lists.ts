import type { VerdictStatus } from '../../domain/add.ts'
import { addDays, businessDayOf, type BusinessDay } from '../../domain/business-day.ts'
import { endOfMonth, firstOfMonth } from '../../domain/calendar.ts'
import { channelWords } from '../../domain/channel-words.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { cohortOf, type FunnelStep, type Horizon } from '../../domain/funnel.ts'
import { cursorOf, placeIn, type Place } from '../../domain/time-cursor.ts'
import { creditWords } from '../../domain/verdict-words.ts'
import { viewVerdict } from '../../domain/verdict-view.ts'
import type { Ports, Tx } from '../../ports.ts'
import {
  listBranchAdds,
  listBranchCredits,
  listKeptUncared,
  listUncared,
  type BranchAddRow,
} from './branch-lists-store.ts'
import { listCohort, type AddEntry } from './cohort-store.ts'
import { listKeptCohort } from './kept-cohort-list-store.ts'
import { branchesOfLead, partOf, type Part } from './lead-scope.ts'

const PAGE = 30

type Asked = { branchId: string; cursor: string | undefined }
type Listing<Row> = {
  /** What the audit log calls it. */
  list: string
  employeeId?: string | null
  rows(tx: Tx, part: Part, place: { after: Place | null; limit: number }): Promise<Row[]>
  placeOf(row: Row): Place
}
export type Page<Row> = { items: Row[]; nextCursor: string | null }

/** One page of what a figure of the branch is the number of; for its lead, and in the audit log. Throws Problem('branch/not-found') out of scope. */
export async function readPage<Row>(
  actor: EmployeeActor,
  ports: Ports,
  { branchId, cursor }: Asked,
  { list, employeeId, rows, placeOf }: Listing<Row>,
): Promise<Page<Row>> {
  const after = placeIn(cursor)
  return await ports.database.write(async (tx) => {
    const part = await partOf(tx, await branchesOfLead(tx, actor, branchId))
    const found = await rows(tx, part, { after, limit: PAGE + 1 })
    const items = found.slice(0, PAGE)
    const last = found.length > PAGE ? items.at(-1) : undefined
    const facts = { list, entries: items.length, ...(employeeId ? { employee: employeeId } : {}) }
    await ports.audit(tx, actor, 'branch/entries-read', { kind: 'branch', id: branchId }, facts)
    return { items, nextCursor: last ? cursorOf(placeOf(last)) : null }
  })
}

const startOf = ({ startedAt, id }: { startedAt: Date; id: string }): Place => ({ at: startedAt, id })

/** The adds that a step of the funnel is the number of, or those who could go it next. */
export function readFunnelAdds(
  actor: EmployeeActor,
  ports: Ports,
  asked: Asked & { horizon: Horizon; step: FunnelStep; which: 'reached' | 'missing' },
) {
  const { horizon, step, which } = asked
  const cohort = cohortOf(horizon, businessDayOf(ports.clock.now()))
  return readPage<AddEntry>(actor, ports, asked, {
    list: `funnel ${step} ${which}`,
    rows: (tx, { branchIds, isLarge }, place) =>
      (isLarge ? listKeptCohort : listCohort)(tx, cohort, branchIds, { step, which, ...place }),
    placeOf: startOf,
  })
}

/** Verified contacts for whom nobody did or has to do anything. */
export function readUncared(actor: EmployeeActor, ports: Ports, asked: Asked) {
  return readPage(actor, ports, asked, {
    list: 'uncared',
    rows: (tx, { branchIds, isLarge }, place) => (isLarge ? listKeptUncared : listUncared)(tx, branchIds, place),
    placeOf: ({ since, contactId }) => ({ at: since, id: contactId }),
  })
}

/** `to` is the last day shown. */
export type AddsAsked = Asked & {
  employeeId: string | null
  from: BusinessDay | null
  to: BusinessDay | null
  status: VerdictStatus | null
}

/** The adds of the branch, or of one employee who is in it, each with its verdict in a sentence. */
export async function readBranchAdds(actor: EmployeeActor, ports: Ports, asked: AddsAsked) {
  const now = ports.clock.now()
  const { employeeId, from, to, status } = asked
  const filter = { employeeId, from, to: to && addDays(to, 1), status }
  const { items, nextCursor } = await readPage<BranchAddRow>(actor, ports, asked, {
    list: 'adds',
    employeeId,
    rows: (tx, part, place) => listBranchAdds(tx, part, { ...filter, ...place }),
    placeOf: startOf,
  })
  return { items: items.map((row) => viewAdd(row, actor, now)), nextCursor }
}

export const viewAdd = (row: BranchAddRow, { locale }: Pick<EmployeeActor, 'locale'>, now: Date) => ({
  ...row,
  channel: channelWords(row.channel ?? '', row.addWay ?? 0, locale),
  verdict: viewVerdict(row, locale, now).verdict,
})

/** `from` and `to`, the last day booked, stand instead of `day`. */
export type CreditsAsked = Asked & {
  day: BusinessDay | null
  span: 'day' | 'month'
  from?: BusinessDay | undefined
  to?: BusinessDay | undefined
}

/** Entries of the ledger: those booked on a day or on several, or those earned in the day's month. */
export async function readBranchCredits(actor: EmployeeActor, ports: Ports, asked: CreditsAsked) {
  const { span } = asked
  const days = creditDays(asked, asked.day ?? businessDayOf(ports.clock.now()))
  const { items, nextCursor } = await readPage(actor, ports, asked, {
    list: `credits of the ${span}`,
    rows: (tx, { branchIds }, place) =>
      listBranchCredits(tx, branchIds, { by: span === 'month' ? 'earnedDay' : 'day', days, ...place }),
    placeOf: ({ recordedAt, id }) => ({ at: recordedAt, id }),
  })
  return { items: items.map((row) => ({ ...row, reason: creditWords(row.reason, actor.locale) })), nextCursor }
}

/** Half-open. */
function creditDays({ span, from, to }: CreditsAsked, day: BusinessDay): { from: BusinessDay; to: BusinessDay } {
  if (span === 'month') return { from: firstOfMonth(day), to: endOfMonth(day) }
  return { from: from ?? day, to: addDays(to ?? day, 1) }
}
