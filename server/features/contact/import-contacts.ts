import { z } from 'zod'
import { businessDayOf } from '../../domain/business-day.ts'
import type { SystemActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports, Tx } from '../../ports.ts'
import type { WeCom } from '../../wecom-port.ts'
import { saveContact, saveProfile } from './contact-store.ts'
import { beginProgress, moveProgress, readProgress } from './import-progress-store.ts'
import { recordFacts } from './record-facts.ts'

/** All employees up to `after` are done; of those up to `until` the page is the next to be read. */
const place = z.object({ after: z.string(), until: z.string(), page: z.string() })
type Place = z.output<typeof place>
type Page = Awaited<ReturnType<WeCom['readContactsOf']>>

const employeesAtOnce = 100
const beginning: Place = { after: '', until: '', page: '' }

/**
 * The first import of who is related with whom, page by page: each page is written together with the place where it goes on,
 * so that it may be stopped and started at any time. Its first run fixes the day from which adds count. Done once, it returns at once.
 */
export async function importContacts(_actor: SystemActor, ports: Ports): Promise<void> {
  if ((await readProgress(ports.database.read))?.finishedAt) return
  const seats = await ports.wecom.readSeats()
  const startedAt = ports.clock.now()
  const begin = { cursor: JSON.stringify(beginning), total: seats.length, startedAt, day: businessDayOf(startedAt) }
  await ports.database.write((tx) => beginProgress(tx, begin))
  while (await importPage(ports, seats)) continue
}

/** False when nothing is left. */
async function importPage(ports: Ports, seats: string[]): Promise<boolean> {
  const progress = await readProgress(ports.database.read)
  if (!progress || progress.finishedAt) return false
  const { after, until, page } = place.parse(JSON.parse(progress.cursor))
  const chunk = until === '' ? startOf(seats, after) : seats.filter((id) => id > after && id <= until)
  const last = chunk.at(-1)
  const readAt = ports.clock.now()
  const found = last === undefined ? nothing : await readPage(ports, chunk, page)
  const goesOn = last !== undefined && found.nextCursor !== ''
  const next: Place = goesOn ? { after, until: last, page: found.nextCursor } : { ...beginning, after: last ?? after }
  const done = seats.filter((id) => id <= next.after).length
  const finishedAt = last === undefined ? readAt : null
  await ports.database.write(async (tx) => {
    const to = { cursor: JSON.stringify(next), done, total: seats.length, finishedAt }
    if (await moveProgress(tx, progress.cursor, to)) await writePage(tx, ports, found, readAt)
  })
  ports.log.info({ employees: done, of: seats.length, relations: found.found.length }, 'Contacts are being imported')
  return true
}

const nothing: Page = { found: [], nextCursor: '' }

function startOf(seats: string[], after: string): string[] {
  return seats.filter((id) => id > after).slice(0, employeesAtOnce)
}

/** A kept cursor may be too old for WeCom after a longer stop: then these employees are read from their first page again. */
async function readPage(ports: Ports, chunk: string[], page: string): Promise<Page> {
  try {
    return await ports.wecom.readContactsOf(chunk, page)
  } catch (fault) {
    const tooOld = fault instanceof Problem && fault.code === 'wecom/refused' && !fault.facts['because']
    if (page === '' || !tooOld) throw fault
    return ports.wecom.readContactsOf(chunk, '')
  }
}

async function writePage(tx: Tx, ports: Ports, { found }: Page, readAt: Date): Promise<void> {
  // Always in the same order, so that two writers never wait for each other.
  const sorted = found.toSorted((a, b) => (a.contact.id < b.contact.id ? -1 : 1))
  for (const { contact, relation } of sorted) {
    const { employeeId, startedAt } = relation
    await saveContact(tx, contact, readAt)
    await saveProfile(tx, contact.id, relation, readAt)
    const facts = [{ kind: 'started' as const, at: startedAt, source: 'import' as const }]
    const learned = { employeeId, contactId: contact.id, facts, learnedAt: readAt, fallbackBranchId: '' }
    await recordFacts(tx, ports, learned)
  }
}
