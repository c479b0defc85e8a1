import type { VerdictStatus } from '../../domain/add.ts'
import { addDays, type BusinessDay } from '../../domain/business-day.ts'
import { channelWords } from '../../domain/channel-words.ts'
import type { EmployeeActor } from '../../domain/employee.ts'
import { cursorOf, placeIn } from '../../domain/time-cursor.ts'
import { viewVerdict, type VerdictView } from '../../domain/verdict-view.ts'
import type { Ports } from '../../ports.ts'
import { listAdds, type AddRow } from './add-store.ts'

const PAGE = 30

/** `to` is the last day shown. */
export type AddsAsked = {
  from?: BusinessDay | undefined
  to?: BusinessDay | undefined
  status?: VerdictStatus | undefined
  cursor?: string | undefined
}
export type AddView = {
  id: string
  contact: { id: string; name: string; avatar: string }
  addedAt: Date
  channel: string
  verdict: VerdictView
  credit: { day: BusinessDay } | null
  may: { explain: boolean; appeal: boolean }
}

/** The actor's own adds. A cursor belongs to the filter it came with; one that is none throws Problem('request/invalid'). */
export async function readAdds(
  actor: EmployeeActor,
  ports: Ports,
  { from, to, status, cursor }: AddsAsked,
): Promise<{ items: AddView[]; nextCursor: string | null }> {
  const now = ports.clock.now()
  const filter = { from, to: to && addDays(to, 1), status, after: placeIn(cursor), limit: PAGE + 1 }
  const rows = await listAdds(ports.database.read, actor, filter)
  const shown = rows.slice(0, PAGE)
  const last = rows.length > PAGE ? shown.at(-1) : undefined
  const at = (row: AddRow): Date => (status === 'awaiting' ? (row.windowEndsAt ?? row.startedAt) : row.startedAt)
  return {
    items: shown.map((row) => viewAdd(row, actor, now)),
    nextCursor: last ? cursorOf({ at: at(last), id: last.id }) : null,
  }
}

function viewAdd(row: AddRow, { locale }: EmployeeActor, now: Date): AddView {
  return {
    id: row.id,
    contact: { id: row.contactId, name: row.contactName, avatar: row.contactAvatar },
    addedAt: row.startedAt,
    channel: channelWords(row.channel ?? '', row.addWay ?? 0, locale),
    verdict: viewVerdict(row, locale, now).verdict,
    credit: row.creditDay === null ? null : { day: row.creditDay },
    may: { explain: true, appeal: Boolean(row.appealable) },
  }
}
