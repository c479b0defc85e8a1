import { openDatabase } from '../../server/database/open-database.ts'
import type { EmployeeActor, Locale } from '../../server/domain/employee.ts'
import { system } from '../../server/domain/employee.ts'
import { relationsFrom, type EndedBy } from '../../server/domain/relation.ts'
import type { ResultFacts } from '../../server/domain/add-facts.ts'
import { settleAdds } from '../../server/features/add/settle-adds.ts'
import { targetBooks } from '../../server/features/target/read-target-books.ts'
import type { Database, Ports } from '../../server/ports.ts'
import { createRandom } from '../../server/random.ts'
import { createVault } from '../../server/vault.ts'
import { ask, emptyDatabase } from '../support/postgres.ts'
import { silentLog } from '../support/silent-log.ts'

/** A real database with one branch tree and what happens in it, without WeCom: facts go straight into their tables. */
export type AddGround = {
  ports: Ports
  database: Database
  told: { employeeIds: string[]; kind: string }[]
  audited: { action: string; id: string }[]
  warned: string[]
  clock: { set(moment: string | Date): void; now(): Date }
  employee(id: string, more?: { branchId?: string; role?: 'teller' | 'accountManager' }): Promise<void>
  added(employeeId: string, contactId: string, moment?: Date): Promise<void>
  removed(employeeId: string, contactId: string, by?: EndedBy, moment?: Date): Promise<void>
  answered(contactId: string, answer?: Partial<ResultFacts>): Promise<void>
  settle(contactId: string): Promise<void>
  verdicts(): Promise<Record<string, string>>
  entries(): Promise<string[]>
  /** Runs statements as the owner of the database, whom nothing is refused. */
  asOwner(text: string): Promise<void>
  stop(): Promise<void>
}

export const actor = (id: string, more: Partial<EmployeeActor> = {}): EmployeeActor => ({
  kind: 'employee',
  id,
  name: `Employee ${id}`,
  branchId: 'branch-1',
  roles: ['teller'],
  scope: [],
  locale: 'zh-CN' as Locale,
  ...more,
})

const key = { id: 'v1', bytes: Buffer.from('5eed'.repeat(16), 'hex') }
const keys = { dataKeys: [key], subjectKeys: [key] }

export async function startAddGround(startAt = '2026-11-20T10:00:00+08:00'): Promise<AddGround> {
  const empty = await emptyDatabase()
  const database = await openDatabase(empty.where, silentLog)
  let now = new Date(startAt)
  const clock = { now: () => now, set: (moment: string | Date) => void (now = new Date(moment)) }
  const told: AddGround['told'] = []
  const audited: AddGround['audited'] = []
  const warned: string[] = []
  const random = createRandom(clock)
  const ports = {
    database,
    clock,
    random,
    vault: createVault(keys, random),
    log: { ...silentLog, warn: (_facts: object, sentence: string) => void warned.push(sentence) },
    liveUpdates: {
      changed: async (_tx: unknown, employeeIds: string[], kind: string) => void told.push({ employeeIds, kind }),
    },
    audit: async (_tx: unknown, _actor: unknown, action: string, object: { id: string }) =>
      void audited.push({ action, id: object.id }),
    consequences: async () => undefined,
    targets: targetBooks({ operators: [] }),
    settings: {
      publicOrigin: 'https://zhenke.example',
      verificationOrigin: 'https://verify.example',
      contactOAuth: true,
      operators: [],
      build: 'test',
    },
  } as unknown as Ports
  await branches(database, now)
  const settle = (contactId: string): Promise<void> => database.write((tx) => settleAdds(system, ports, tx, contactId))
  return {
    ports,
    database,
    told,
    audited,
    warned,
    clock,
    settle,
    employee: (id, more = {}) => employee(database, id, more, now),
    async added(employeeId, contactId, moment = now) {
      await contact(database, contactId, moment)
      await learn(ports, employeeId, contactId, { kind: 'started', at: moment })
      await settle(contactId)
    },
    async removed(employeeId, contactId, by = 'contact', moment = now) {
      await learn(ports, employeeId, contactId, { kind: 'ended', at: moment, endedBy: by })
      await settle(contactId)
    },
    async answered(contactId, answer = {}) {
      await database.write((tx) => saveAnswer(tx, contactId, answer, now))
      await settle(contactId)
    },
    verdicts: () => verdicts(database),
    entries: () => entries(database),
    async asOwner(text) {
      if ('url' in empty.where) return await ask(empty.where.url, text)
      const app = 'SET SESSION AUTHORIZATION zhenke_app'
      await database.plain.run(`SET SESSION AUTHORIZATION postgres; ${text}; ${app}`)
    },
    async stop() {
      await database.close()
      await empty.drop()
    },
  }
}

async function branches(database: Database, updatedAt: Date): Promise<void> {
  const rows = [
    { id: 'bank', name: 'Made-up Bank', parentId: null },
    { id: 'branch-1', name: 'First Branch', parentId: 'bank' },
    { id: 'branch-2', name: 'Second Branch', parentId: 'bank' },
  ]
  await database.write((tx) =>
    tx
      .insertInto('branch')
      .values(rows.map((row, position) => ({ ...row, position, updatedAt, removedAt: null })))
      .execute(),
  )
}

async function employee(
  database: Database,
  id: string,
  { branchId = 'branch-1', role = 'teller' as 'teller' | 'accountManager' },
  updatedAt: Date,
): Promise<void> {
  const row = { id, userid: id, name: `Employee ${id}`, branchId, position: '', role, state: 'active' as const }
  await database.write((tx) =>
    tx
      .insertInto('employee')
      .values({ ...row, joinedAt: null, leftAt: null, updatedAt })
      .execute(),
  )
}

async function contact(database: Database, id: string, at: Date): Promise<void> {
  await database.write((tx) =>
    tx
      .insertInto('contact')
      .values({ id, name: `Contact ${id}`, avatar: '', kind: 'wechat', unionid: null, createdAt: at, updatedAt: at })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute(),
  )
}

type Learned = { kind: 'started'; at: Date } | { kind: 'ended'; at: Date; endedBy: EndedBy }

async function learn(
  { database, random, clock }: Ports,
  employeeId: string,
  contactId: string,
  fact: Learned,
): Promise<void> {
  await database.write(async (tx) => {
    const endedBy = fact.kind === 'ended' ? fact.endedBy : null
    await tx
      .insertInto('relationFact')
      .values({ employeeId, contactId, kind: fact.kind, at: fact.at, endedBy, source: 'event', learnedAt: clock.now() })
      .execute()
    const facts = await tx
      .selectFrom('relationFact')
      .selectAll()
      .where('employeeId', '=', employeeId)
      .where('contactId', '=', contactId)
      .execute()
    const spans = relationsFrom(
      facts.map(({ at, endedBy: by }) => (by ? { kind: 'ended', at, endedBy: by } : { kind: 'started', at })),
    )
    await tx.deleteFrom('relation').where('employeeId', '=', employeeId).where('contactId', '=', contactId).execute()
    const rows = spans.map((span) => ({ employeeId, contactId, ...span }))
    if (rows.length === 0) return
    await tx.insertInto('relation').values(rows).execute()
    const startedAt = rows[0]?.startedAt ?? fact.at
    const told = { verdictStatus: 'awaiting' as const, verdictReason: 'not-verified', verdictSince: startedAt }
    await tx
      .insertInto('add')
      .values({ id: random.id(), employeeId, contactId, branchId: 'branch-1', startedAt, ...told })
      .onConflict((conflict) => conflict.columns(['employeeId', 'contactId']).doUpdateSet({ startedAt }))
      .execute()
    await tx
      .insertInto('relationProfile')
      .values({ employeeId, contactId, addWay: 1, channel: '', remark: '', tags: '[]', updatedAt: startedAt })
      .onConflict((conflict) => conflict.columns(['employeeId', 'contactId']).doNothing())
      .execute()
  })
}

type Tx = Parameters<Parameters<Database['write']>[0]>[0]

export async function saveAnswer(
  tx: Tx,
  contactId: string,
  answer: Partial<ResultFacts>,
  receivedAt: Date,
): Promise<void> {
  const row = {
    requestId: `${contactId}-request`,
    version: 1,
    outcome: 'verified' as const,
    assurance: 'sms' as const,
    subject: `person of ${contactId}`,
    accountHolder: true,
    isEmployee: false,
    decidedAt: receivedAt,
    ...answer,
  }
  const rest = { reason: null, recipient: 'confirmed' as const, subjectRef: null, maskedName: '*客', receivedAt }
  await tx
    .insertInto('identityResult')
    .values({ contactId, ...row, ...rest })
    .execute()
  const state = row.outcome === 'verified' ? ('verified' as const) : ('revoked' as const)
  await tx
    .insertInto('verification')
    .values({ contactId, state, since: row.decidedAt, failure: null })
    .onConflict((conflict) => conflict.column('contactId').doUpdateSet({ state, since: row.decidedAt }))
    .execute()
}

async function verdicts(database: Database): Promise<Record<string, string>> {
  const rows = await database.read.selectFrom('add').selectAll().orderBy('employeeId').orderBy('contactId').execute()
  return Object.fromEntries(
    rows.map((row) => [
      `${row.employeeId}+${row.contactId}`,
      row.verdictReason ? `${row.verdictStatus} ${row.verdictReason}` : row.verdictStatus,
    ]),
  )
}

async function entries(database: Database): Promise<string[]> {
  const rows = await database.read.selectFrom('credit').selectAll().orderBy('subject').orderBy('step').execute()
  return rows.map((row) => `${row.employeeId} ${row.amount > 0 ? '+1' : '-1'} on ${row.day} ${row.reason}`)
}
