import { addDays, businessDayOf, minuteOfDay } from '../../domain/business-day.ts'
import type { BusinessDay } from '../../domain/business-day.ts'
import { leftByLeave } from '../../domain/calendar.ts'
import type { SystemActor } from '../../domain/employee.ts'
import { freePlace, isReportDue } from '../../domain/notice.ts'
import { reportWords, sidebarUrl } from '../../domain/notice-words.ts'
import type { DayReport } from '../../domain/notice-words.ts'
import type { Ports, Reader } from '../../ports.ts'
import { readLeaves, readWorkingHours } from '../../working-hours-store.ts'
import { insertMessage, readMessagesOf } from './message-store.ts'
import { readLeads, readStandIns, readTold } from './report-store.ts'
import type { LeadToTell } from './report-store.ts'

/** The sums of a branch with all below it; null for one that is gone. */
export type ReadDayReport = (reader: Reader, branchId: string, now: Date) => Promise<DayReport | null>
type ReportPorts = Pick<Ports, 'database' | 'clock' | 'random' | 'settings'>

/** As many as a message can hold. */
const BRANCHES_TOLD = 3
const NEVER_BEFORE_MINUTE = 11 * 60 + 30

/**
 * The lead's day report, half an hour before the working day ends: sums and a link, once a day. While the lead is on leave it goes to
 * their stand-in, of the lead's branches and nothing else; a stand-in of a lead who is at work gets none.
 */
export async function reportDay(_system: SystemActor, ports: ReportPorts, readReport: ReadDayReport): Promise<void> {
  const now = ports.clock.now()
  if (minuteOfDay(now) < NEVER_BEFORE_MINUTE) return
  const day = businessDayOf(now)
  const { read } = ports.database
  const leads = await readReceivers(read, day)
  const ids = leads.map(({ employeeId }) => employeeId)
  const hours = await readWorkingHours(read, ids, day)
  const kept = new Map<string, DayReport | null>()
  for (const lead of leads) {
    if (!isReportDue(hours.get(lead.employeeId)?.(day) ?? null, now)) continue
    const reports: DayReport[] = []
    for (const id of lead.branchIds.slice(0, BRANCHES_TOLD)) {
      if (!kept.has(id)) kept.set(id, await readReport(read, id, now))
      reports.push(...[kept.get(id) ?? []].flat())
    }
    if (reports.length > 0) await tell(ports, lead, reports, { now, day })
  }
}

/** Everybody once, with all branches that are theirs to be told of today and that they were not told of. */
async function readReceivers(reader: Reader, day: BusinessDay): Promise<LeadToTell[]> {
  const standIns = await readStandIns(reader, day)
  const away = await findAway(
    reader,
    standIns.map(({ leadId }) => leadId),
    day,
  )
  const deputies = new Map(standIns.filter(({ leadId }) => away.has(leadId)).map((one) => [one.leadId, one]))
  const told = await readTold(reader, day)
  const done = [
    ...told,
    ...[...deputies.values()].filter(({ deputyId }) => told.has(deputyId)).map(({ leadId }) => leadId),
  ]
  const receivers = new Map<string, LeadToTell>()
  for (const lead of await readLeads(reader, new Set(done))) {
    const deputy = deputies.get(lead.employeeId)
    const { employeeId, locale } = deputy ? { employeeId: deputy.deputyId, locale: deputy.locale } : lead
    const before = receivers.get(employeeId)?.branchIds ?? []
    const own = deputy ? [...before, ...lead.branchIds] : [...lead.branchIds, ...before]
    receivers.set(employeeId, { employeeId, locale, branchIds: [...new Set(own)] })
  }
  return [...receivers.values()]
}

/** On leave all of the day. */
async function findAway(reader: Reader, employeeIds: string[], day: BusinessDay): Promise<ReadonlySet<string>> {
  const leaves = await readLeaves(reader, employeeIds, { from: day, to: addDays(day, 1) })
  return new Set([...leaves].filter(([, spans]) => leftByLeave(spans, day) === 0).map(([id]) => id))
}

async function tell(
  { database, random, settings }: ReportPorts,
  { employeeId, locale, branchIds }: LeadToTell,
  reports: DayReport[],
  { now, day }: { now: Date; day: BusinessDay },
): Promise<void> {
  await database.write(async (tx) => {
    const place = freePlace('day-report', await readMessagesOf(tx, employeeId, day), true)
    if (place === null) return
    const words = reportWords(reports, Math.max(0, branchIds.length - BRANCHES_TOLD), locale ?? 'zh-CN')
    const fresh = { state: 'waiting' as const, dueAt: now, attempts: 0, refusal: null, createdAt: now, sentAt: null }
    const url = sidebarUrl(settings.publicOrigin, '/branch')
    await insertMessage(tx, { id: random.id(), employeeId, kind: 'day-report', day, place, ...words, url, ...fresh })
  })
}
