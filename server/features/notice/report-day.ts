import { businessDayOf, minuteOfDay } from '../../domain/business-day.ts'
import type { BusinessDay } from '../../domain/business-day.ts'
import type { SystemActor } from '../../domain/employee.ts'
import { freePlace, isReportDue } from '../../domain/notice.ts'
import { reportWords, sidebarUrl } from '../../domain/notice-words.ts'
import type { DayReport } from '../../domain/notice-words.ts'
import type { Ports, Reader } from '../../ports.ts'
import { readWorkingHours } from '../../working-hours-store.ts'
import { insertMessage, readMessagesOf } from './message-store.ts'
import { readLeadsToTell } from './report-store.ts'
import type { LeadToTell } from './report-store.ts'

/** The sums of a branch with all below it; null for one that is gone. */
export type ReadDayReport = (reader: Reader, branchId: string, now: Date) => Promise<DayReport | null>
type ReportPorts = Pick<Ports, 'database' | 'clock' | 'random' | 'settings'>

/** As many as a message can hold. */
const BRANCHES_TOLD = 3
const NEVER_BEFORE_MINUTE = 11 * 60 + 30

/** The lead's day report, half an hour before the working day ends: sums and a link, once a day. */
export async function reportDay(_system: SystemActor, ports: ReportPorts, readReport: ReadDayReport): Promise<void> {
  const now = ports.clock.now()
  if (minuteOfDay(now) < NEVER_BEFORE_MINUTE) return
  const day = businessDayOf(now)
  const { read } = ports.database
  const leads = await readLeadsToTell(read, day)
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

async function tell(
  { database, random, settings }: ReportPorts,
  { employeeId, locale }: LeadToTell,
  reports: DayReport[],
  { now, day }: { now: Date; day: BusinessDay },
): Promise<void> {
  await database.write(async (tx) => {
    const place = freePlace('day-report', await readMessagesOf(tx, employeeId, day), true)
    if (place === null) return
    const words = reportWords(reports, locale ?? 'zh-CN')
    const fresh = { state: 'waiting' as const, dueAt: now, attempts: 0, refusal: null, createdAt: now, sentAt: null }
    const url = sidebarUrl(settings.publicOrigin, '/branch')
    await insertMessage(tx, { id: random.id(), employeeId, kind: 'day-report', day, place, ...words, url, ...fresh })
  })
}
