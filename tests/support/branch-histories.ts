import type { Tx } from '../../server/ports.ts'
import { MONDAY_TEN } from './branch-ground.ts'

const now = new Date(MONDAY_TEN).getTime()
const DAY = 86_400_000

/** Sixty contacts of two branches over sixty days, whose histories differ in every step. */
export async function layHistories(tx: Tx): Promise<void> {
  for (let n = 0; n < 60; n += 1) {
    const employeeId = n % 3 === 0 ? 'teller-b1' : n % 3 === 1 ? 'teller-a1' : 'teller-a2'
    const id = `h${n}`
    const startedAt = new Date(now - n * DAY - 3_600_000)
    const contact = { id, name: `样例 ${id}`, avatar: '', unionid: null, createdAt: startedAt, updatedAt: startedAt }
    await tx
      .insertInto('contact')
      .values({ ...contact, kind: 'wechat' })
      .execute()
    const stayed = n % 7 !== 0
    const end = stayed
      ? { endedAt: null, endedBy: null }
      : { endedAt: new Date(startedAt.getTime() + 2 * DAY), endedBy: 'contact' as const }
    await tx
      .insertInto('relation')
      .values({ contactId: id, employeeId, startedAt, ...end })
      .execute()
    await layAdd(tx, id, employeeId, startedAt)
    if (n % 4 !== 0) await prompt(tx, id, employeeId, startedAt, n)
    if (n % 2 === 0) await verify(tx, id, n - (n % 6))
    if (n % 5 === 0) await followUp(tx, id, employeeId, n)
    if (n % 6 === 2) await credit(tx, id, employeeId, n < 12 ? '2026-11-23' : '2026-11-20')
  }
}

async function layAdd(tx: Tx, contactId: string, employeeId: string, startedAt: Date): Promise<void> {
  const rules = { policyId: null, privateAt: null, windowEndsAt: null, settleAt: null }
  const verdict = { verdictStatus: 'awaiting', verdictReason: 'not-verified', verdictSince: startedAt } as const
  const branchId = employeeId.includes('-b') ? '3' : '2'
  await tx
    .insertInto('add')
    .values({ id: `add-${contactId}`, contactId, employeeId, branchId, startedAt, ...rules, ...verdict })
    .execute()
}

async function prompt(tx: Tx, contactId: string, employeeId: string, startedAt: Date, n: number): Promise<void> {
  const sentAt = new Date(startedAt.getTime() + (n % 9) * DAY + 60_000)
  const opened = { openedAt: n % 8 < 5 ? new Date(sentAt.getTime() + 3_600_000) : null }
  const end = { endedAt: sentAt, endedBecause: 'expired' as const }
  const row = { id: `p-${contactId}`, contactId, employeeId, tokenHash: null, createdAt: sentAt, failedAttempts: 0 }
  await tx
    .insertInto('prompt')
    .values({ ...row, sentAt, expiresAt: sentAt, ...opened, ...end })
    .execute()
}

/** So many days before now. */
export async function verify(tx: Tx, contactId: string, daysAgo: number): Promise<void> {
  const since = new Date(now - daysAgo * DAY - 1_800_000)
  await tx.insertInto('verification').values({ contactId, state: 'verified', since, failure: null }).execute()
}

async function followUp(
  tx: Tx,
  contactId: string,
  assigneeId: string,
  n: number,
  id = `f-${contactId}`,
): Promise<void> {
  const createdAt = new Date(now - (n % 2 === 0 ? n : n % 6) * DAY)
  const state = n % 4 === 1 ? 'open' : n % 20 === 0 ? 'cancelled' : 'completed'
  const closedAt = state === 'open' ? null : new Date(createdAt.getTime() + 3_600_000)
  const what = { kind: 'call', title: '样例回访', reason: '', priority: 'normal', origin: 'lead' } as const
  const closing = { outcome: state === 'completed' ? ('reached' as const) : null, note: null, closedItself: false }
  // The fifth is what an employee planned alone, and is overdue.
  const made = n === 5 ? { origin: 'employee' as const, createdBy: assigneeId } : { createdBy: 'lead-a' }
  const due = { dueAt: new Date(now - (n % 3) * DAY + DAY / 2), createdAt }
  await tx
    .insertInto('followUp')
    .values({ id, contactId, assigneeId, state, closedAt, ...what, ...made, ...closing, ...due })
    .execute()
  const notice = { id: `n-${id}`, employeeId: assigneeId, followUpId: id, createdAt, sentAt: null, attempts: 1 }
  await tx
    .insertInto('notice')
    .values({ ...notice, state: 'refused', dueAt: null, refusal: 'unreachable' })
    .execute()
}

async function credit(tx: Tx, contactId: string, employeeId: string, day: string): Promise<void> {
  const branchId = employeeId.includes('-b') ? '3' : '2'
  const entry = { addId: `add-${contactId}`, employeeId, branchId, day, earnedDay: day, reason: 'effective' }
  const recordedAt = new Date(now)
  const steps = contactId === 'h8' ? ([1, 2, 3] as const) : ([1] as const)
  for (const step of steps) {
    const amount = step === 2 ? (-1 as const) : (1 as const)
    await tx
      .insertInto('credit')
      .values({ subject: contactId, step, amount, recordedAt, ...entry })
      .execute()
  }
}

/** Another branch below the first, with one employee and a cohort of which one in ten was verified. */
export async function layPeer(tx: Tx, n: number): Promise<void> {
  const at = new Date(now)
  const id = String(n)
  const branch = { id, name: `样例网点 ${n}`, parentId: '1', position: n, updatedAt: at, removedAt: null }
  const known = { name: '样例', branchId: id, position: '', joinedAt: null, leftAt: null, updatedAt: at }
  const sums = { added: 10 * n, prompted: 0, opened: 0, verified: n, kept: 0, followedUp: 0 }
  await tx.insertInto('branch').values(branch).execute()
  await tx
    .insertInto('employee')
    .values({ id: `peer-${n}`, userid: `peer-${n}`, role: 'teller', state: 'active', ...known })
    .execute()
  await tx
    .insertInto('branchCohort')
    .values({ branchId: id, day: '2026-11-10', horizon: 7, ...sums })
    .execute()
}

/** So many employees beside the two branches' own, in both, some of whom have an overdue follow-up. */
export async function layStaff(tx: Tx, until: number, from = 0): Promise<void> {
  const at = new Date(now)
  const known = { name: '样例', position: '', joinedAt: null, leftAt: null, updatedAt: at }
  const numbers = Array.from({ length: until - from }, (_, n) => from + n)
  const staff = numbers.map((n) => ({ id: `staff-${n}`, userid: `staff-${n}`, branchId: n % 3 === 0 ? '3' : '2' }))
  await tx
    .insertInto('employee')
    .values(staff.map((one) => ({ ...one, ...known, role: 'teller' as const, state: 'active' as const })))
    .execute()
  for (const [n, { id }] of staff.entries()) if (n % 5 === 0) await followUp(tx, `h${n % 60}`, id, 1, `late-${id}`)
}

/** Fifty-one branches without anybody, which make the first branch a large part of the bank. */
export async function makeLarge(tx: Tx): Promise<void> {
  const at = new Date(now)
  const branches = Array.from({ length: 51 }, (_, n) => ({
    id: `empty-${n}`,
    name: `样例空网点 ${n}`,
    position: 100 + n,
  }))
  await tx
    .insertInto('branch')
    .values(branches.map((branch) => ({ ...branch, parentId: '1', updatedAt: at, removedAt: null })))
    .execute()
}

/** Twelve a day for everybody. */
export async function layTarget(tx: Tx): Promise<void> {
  const rules = { verificationWindowDays: 30, retentionDays: 7, requireAccountHolder: false, leastAssurance: 'sms' }
  const whole = { branchId: '1', role: null, employeeId: null, validFrom: '2026-01-01', validTo: null, amount: 12 }
  const policy = { ...whole, id: 'p1', scope: 'branch' as const, per: 'day' as const, createdBy: 'x' }
  const createdAt = new Date('2026-11-01T09:00:00+08:00')
  await tx
    .insertInto('targetPolicy')
    .values({ ...policy, parameters: JSON.stringify(rules), createdAt })
    .execute()
}
