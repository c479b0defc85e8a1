import { afterAll, beforeAll, beforeEach } from 'vitest'
import { openDatabase } from '../../server/database/open-database.ts'
import type { EmployeeActor } from '../../server/domain/employee.ts'
import type { DomainEvent } from '../../server/domain/event.ts'
import { recordAudit } from '../../server/features/audit/record-audit.ts'
import { openJobs } from '../../server/jobs/open-jobs.ts'
import type { JobQueue } from '../../server/jobs/open-jobs.ts'
import { targetBooks } from '../../server/features/target/read-target-books.ts'
import type { Ports } from '../../server/ports.ts'
import type { NoticeCard, WeCom } from '../../server/wecom-port.ts'
import { createRandom } from '../../server/random.ts'
import { emptyDatabase } from './postgres.ts'
import { silentLog } from './silent-log.ts'

export type SentNotice = { employeeId: string; card: NoticeCard }
export type BranchGround = {
  ports: Ports
  queue: JobQueue
  told: DomainEvent[]
  liveUpdates: { employeeIds: string[]; kind: string }[]
  notices: SentNotice[]
  /** What WeCom says to the next notices; taken without a word unless told. */
  wecomSays(answer: () => Promise<{ undelivered: string | null }>): void
  setTime(iso: string): void
  /** Actions in the audit log since `fresh`. */
  auditActions(): Promise<string[]>
  /** Everything but the people, branches and relations is as at the beginning. */
  fresh(): Promise<void>
  stop(): Promise<void>
}

export const MONDAY_TEN = '2026-11-23T10:00:00+08:00'
const actor = (id: string, branchId: string, scope: string[]): EmployeeActor => ({
  kind: 'employee',
  id,
  name: id,
  branchId,
  roles: scope.length > 0 ? ['teller', 'lead'] : ['teller'],
  scope,
  locale: 'zh-CN',
})
/** Branch 2 (lead-a, teller-a1, teller-a2) and branch 3 (lead-b, teller-b1) below branch 1. */
export const people = {
  leadA: actor('lead-a', '2', ['2']),
  tellerA1: actor('teller-a1', '2', []),
  tellerA2: actor('teller-a2', '2', []),
  leadB: actor('lead-b', '3', ['3']),
  tellerB1: actor('teller-b1', '3', []),
  head: actor('head', '1', ['1', '2', '3']),
}

const taken = async (): Promise<{ undelivered: string | null }> => ({ undelivered: null })

/** Two branches and five contacts on a real database; WeCom only takes notices and remembers them. */
export async function startBranchGround(): Promise<BranchGround> {
  const empty = await emptyDatabase()
  const database = await openDatabase(empty.where, silentLog)
  const queue = await openJobs(database, silentLog)
  let now = new Date(MONDAY_TEN)
  let answer = taken
  const told: DomainEvent[] = []
  const liveUpdates: BranchGround['liveUpdates'] = []
  const notices: SentNotice[] = []
  const known = new Set<string>()
  const clock = { now: () => now }
  const random = createRandom(clock)
  const wecom: Pick<WeCom, 'notify'> = {
    async notify(employeeId, card) {
      notices.push({ employeeId, card })
      return await answer()
    },
  }
  const parts: Partial<Ports> = {
    database,
    clock,
    random,
    jobs: queue.jobs,
    log: silentLog,
    audit: recordAudit({ clock, random }),
    targets: targetBooks({ operators: [] }),
    wecom: wecom as WeCom,
    consequences: async (_tx, event) => void told.push(event),
    liveUpdates: { changed: async (_tx, employeeIds, kind) => void liveUpdates.push({ employeeIds, kind }) },
    settings: {
      publicOrigin: 'https://zhenke.example',
      verificationOrigin: 'https://v.example',
      contactOAuth: true,
      operators: [],
      build: 'test',
    },
  }
  await layPeople(database, now)
  return {
    ports: parts as Ports,
    queue,
    told,
    liveUpdates,
    notices,
    wecomSays(next) {
      answer = next
    },
    setTime(iso) {
      now = new Date(iso)
    },
    async auditActions() {
      const rows = await database.read.selectFrom('audit').select(['id', 'action']).orderBy('id').execute()
      return rows.filter(({ id }) => !known.has(id)).map(({ action }) => action)
    },
    async fresh() {
      now = new Date(MONDAY_TEN)
      answer = taken
      for (const { id } of await database.read.selectFrom('audit').select('id').execute()) known.add(id)
      for (const list of [told, liveUpdates, notices]) list.length = 0
      await database.write(async (tx) => {
        for (const table of [
          'notice',
          'message',
          'assignmentContact',
          'assignmentFollowUp',
          'assignment',
          'followUpChange',
          'followUp',
          'verification',
          'add',
          'calendarDay',
          'calendarDayPast',
          'calendarYear',
          'branchDay',
          'branchDayPast',
          'leave',
          'branchTarget',
          'uncaredCount',
        ] as const) {
          await tx.deleteFrom(table).execute()
        }
      })
    },
    async stop() {
      await queue.stop()
      await database.close()
      await empty.drop()
    },
  }
}

/** The ground of a test file, there in each of its tests and fresh before it. */
export function useBranchGround(): BranchGround {
  const ground = {} as BranchGround
  beforeAll(async () => void Object.assign(ground, await startBranchGround()))
  afterAll(() => ground.stop())
  beforeEach(() => ground.fresh())
  return ground
}

const atNine = (day: string): Date => new Date(`${day}T09:00:00+08:00`)

async function layPeople(database: Ports['database'], at: Date): Promise<void> {
  const branches = [
    ['1', null],
    ['2', '1'],
    ['3', '1'],
  ] as const
  const relations = [
    ['c1', 'teller-a1', '2026-11-20', null],
    ['c2', 'teller-a1', '2026-11-19', null],
    ['c2', 'teller-a2', '2026-11-18', null],
    ['c3', 'teller-b1', '2026-11-20', null],
    ['c4', 'teller-a1', '2026-11-01', '2026-11-20'],
    ['c5', 'teller-a2', '2026-11-21', null],
  ] as const
  await database.write(async (tx) => {
    for (const [id, parentId] of branches) {
      const branch = { id, name: `样例网点 ${id}`, parentId, position: 1, updatedAt: at, removedAt: null }
      await tx.insertInto('branch').values(branch).execute()
    }
    for (const { id, branchId } of Object.values(people)) {
      const known = {
        id,
        userid: id,
        name: `员工 ${id}`,
        branchId,
        position: '',
        joinedAt: null,
        leftAt: null,
        updatedAt: at,
      }
      await tx
        .insertInto('employee')
        .values({ ...known, role: 'teller', state: 'active' })
        .execute()
    }
    for (const id of ['c1', 'c2', 'c3', 'c4', 'c5']) {
      const contact = { id, name: `联系人 ${id}`, avatar: '', unionid: null, createdAt: at, updatedAt: at }
      await tx
        .insertInto('contact')
        .values({ ...contact, kind: 'wechat' })
        .execute()
    }
    for (const [contactId, employeeId, started, ended] of relations) {
      const end = ended ? { endedAt: atNine(ended), endedBy: 'contact' as const } : { endedAt: null, endedBy: null }
      await tx
        .insertInto('relation')
        .values({ contactId, employeeId, startedAt: atNine(started), ...end })
        .execute()
    }
  })
}
