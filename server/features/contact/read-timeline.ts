import type { EmployeeActor, Locale } from '../../domain/employee.ts'
import { cursorOf, placeIn } from '../../domain/time-cursor.ts'
import { timelineWords } from '../../domain/timeline-words.ts'
import type { TimelineKind } from '../../domain/timeline.ts'
import type { Ports } from '../../ports.ts'
import { lookAtContact } from './look-at-contact.ts'
import { readTimeline, type TimelineRow } from './timeline-store.ts'

const PAGE = 20

/** One more than is shown tells whether there is more. */
export const firstOfTimeline = { after: null, limit: PAGE + 1 }

export type TimelinePage = { items: { at: Date; kind: TimelineKind; sentence: string }[]; nextCursor: string | null }

export function pageOfTimeline(rows: TimelineRow[], locale: Locale): TimelinePage {
  const shown = rows.slice(0, PAGE)
  const last = rows.length > PAGE ? shown.at(-1) : undefined
  return {
    items: shown.map((event) => ({ at: event.at, kind: event.kind, sentence: timelineWords(event, locale) })),
    nextCursor: last ? cursorOf(last) : null,
  }
}

/** What came before the cursor's event, for whoever may see the contact's page. */
export async function readOlderTimeline(
  actor: EmployeeActor,
  ports: Ports,
  { contactId, cursor }: { contactId: string; cursor: string },
): Promise<TimelinePage> {
  const after = placeIn(cursor)
  const { head, until } = await lookAtContact(actor, ports, contactId)
  const rows = await readTimeline(
    ports.database.read,
    { ownerId: head.ownerId, contactId, until },
    { after, limit: PAGE + 1 },
  )
  return pageOfTimeline(rows, actor.locale)
}
