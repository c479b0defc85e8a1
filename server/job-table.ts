import type { CallbackEvent } from './domain/callback-event.ts'
import { system } from './domain/employee.ts'
import { checkLedgerNightly } from './features/add/check-ledger.ts'
import { settleDueAdds } from './features/add/settle-adds.ts'
import { keepBranchTargets } from './features/branch/keep-branch-targets.ts'
import { keepCohorts } from './features/branch/keep-cohorts.ts'
import { keepMemberLoads } from './features/branch/keep-member-loads.ts'
import { writeExport } from './features/branch/write-export.ts'
import { keepUncaredCounts } from './features/branch/keep-uncared-counts.ts'
import { readDayReport } from './features/branch/read-day-report.ts'
import { seedCalendar } from './features/calendar/seed-calendar.ts'
import { processInbox } from './features/callback/process-inbox.ts'
import { closeDays } from './features/closing/close-days.ts'
import { importContacts } from './features/contact/import-contacts.ts'
import { recordRelation } from './features/contact/record-relation.ts'
import { sweepContacts, sweepContactsNightly } from './features/contact/sweep-contacts.ts'
import { findActor } from './features/employee/find-actor.ts'
import { importDirectory } from './features/employee/import-directory.ts'
import { importSeats, noteSeat } from './features/employee/import-seats.ts'
import { recordEmployeeChange } from './features/employee/record-employee-change.ts'
import { applyRules } from './features/follow-up/apply-rules.ts'
import { keepFilterChoices } from './features/follow-up/keep-filter-choices.ts'
import { notifyEmployees } from './features/notice/notify-employees.ts'
import { reportDay } from './features/notice/report-day.ts'
import { tellOverdue } from './features/notice/tell-overdue.ts'
import { workOffAssignment, workOffAssignments } from './features/follow-up/work-off-assignment.ts'
import { acceptUndecided } from './features/review/accept-undecided.ts'
import { askAboutRequest, askProviderAgain } from './features/verification/ask-provider.ts'
import { endDuePrompts } from './features/verification/end-due-prompts.ts'
import type { JobHandlers } from './jobs/open-jobs.ts'
import type { Effect, Ports } from './ports.ts'
import { forgetOld } from './retention.ts'

export type DueWork = { name: string; run(): Promise<void> }

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Background work by kind: what the queue calls. */
export function jobTable(ports: Ports): JobHandlers {
  return {
    'process-inbox': () => processInbox(ports, handleEvent(ports)),
    'notify-employee': () => notifyEmployees(system, ports),
    'ask-provider': ({ requestId = '' }) => askAboutRequest(system, ports, { requestId }),
    'import-contacts': () => importContacts(system, ports),
    'import-seats': () => importSeats(system, ports),
    'sweep-contacts': () => sweepContacts(system, ports),
    'work-off-assignment': ({ assignmentId = '' }) =>
      workOffAssignment(system, ports, { assignmentId, actorOf: (id, locale) => findActor(ports, id, locale) }),
    'write-export': ({ exportId = '' }) => writeExport(ports, { exportId, findActor }),
  }
}

/** What each minute looks for; each returns when nothing of its kind is due any more. */
export function dueWork(ports: Ports): DueWork[] {
  return [
    { name: 'directory', run: onceIn(DAY_MS, ports, () => readDirectory(ports)) },
    { name: 'seats', run: onceIn(HOUR_MS, ports, () => importSeats(system, ports)) },
    { name: 'reconciliation', run: () => sweepContactsNightly(system, ports) },
    { name: 'calendar', run: onceIn(DAY_MS, ports, () => seedCalendar(ports)) },
    { name: 'inbox', run: () => processInbox(ports, handleEvent(ports)) },
    { name: 'prompts', run: () => endDuePrompts(system, ports) },
    { name: 'identity requests', run: () => askProviderAgain(system, ports) },
    { name: 'reviews', run: () => acceptUndecided(system, ports) },
    { name: 'adds', run: () => settleDueAdds(system, ports) },
    { name: 'closing of days', run: () => closeDays(system, ports) },
    { name: 'check of the ledger', run: () => checkLedgerNightly(system, ports) },
    { name: 'rules of follow-ups', run: onceIn(HOUR_MS, ports, () => applyRules(system, ports)) },
    { name: 'overdue follow-ups', run: () => tellOverdue(system, ports) },
    { name: 'day reports', run: () => reportDay(system, ports, readDayReport) },
    {
      name: 'assignments',
      run: () => workOffAssignments(system, ports, (id, locale) => findActor(ports, id, locale)),
    },
    { name: 'notices', run: () => notifyEmployees(system, ports) },
    { name: 'forget what is old', run: () => forgetOld(ports) },
    { name: 'tags and channels of branches', run: () => keepFilterChoices(system, ports) },
    { name: 'targets of branches', run: () => keepBranchTargets(system, ports) },
    { name: 'cohorts of branches', run: () => keepCohorts(system, ports) },
    { name: 'what waits for each employee', run: onceIn(10 * MINUTE_MS, ports, () => keepMemberLoads(system, ports)) },
    {
      name: 'contacts nobody looks after',
      run: onceIn(10 * MINUTE_MS, ports, () => keepUncaredCounts(system, ports)),
    },
  ]
}

/** Again after that long, and each minute until it has worked; a restart begins anew. */
function onceIn(restMs: number, { clock }: Ports, run: () => Promise<void>): () => Promise<void> {
  let doneAt = Number.NEGATIVE_INFINITY
  return async () => {
    if (clock.now().getTime() - doneAt < restMs) return
    await run()
    doneAt = clock.now().getTime()
  }
}

/** The directory first; the contacts of its employees may take an hour, so they are a job, which returns at once when done before. */
async function readDirectory(ports: Ports): Promise<void> {
  await importDirectory(system, ports)
  await ports.database.write((tx) => ports.jobs.send(tx, 'import-contacts', {}))
}

const nothing: Effect = async () => undefined
const both =
  (first: Effect, second: Effect): Effect =>
  async (tx) => {
    await first(tx)
    await second(tx)
  }

/** Which use case takes which of WeCom's events. */
function handleEvent(ports: Ports): (event: CallbackEvent) => Promise<Effect> {
  return async (event) => {
    switch (event.kind) {
      case 'contact-added':
        return both(await recordRelation(system, ports, event), (tx) => noteSeat(tx, event))
      case 'contact-edited':
      case 'contact-half-added':
      case 'employee-removed-contact':
      case 'contact-removed-employee':
        return recordRelation(system, ports, event)
      case 'employee-joined':
      case 'employee-updated':
      case 'employee-left':
      case 'branch-changed':
        return recordEmployeeChange(system, ports, event)
      case 'transfer-failed':
      case 'ignored':
        return nothing
    }
  }
}
