import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { assignFollowUps } from '../../server/features/follow-up/assign-follow-ups.ts'
import { completeFollowUp } from '../../server/features/follow-up/complete-follow-up.ts'
import { readBranchContacts } from '../../server/features/branch/read-branch-contacts.ts'
import { readBranchOverview } from '../../server/features/branch/read-branch-overview.ts'
import type { EmployeeActor } from '../../server/domain/employee.ts'
import type { FollowUpKind } from '../../server/domain/follow-up.ts'
import type { Tx } from '../../server/ports.ts'
import { people, startBranchGround } from '../support/branch-ground.ts'
import type { BranchGround } from '../support/branch-ground.ts'

let ground: BranchGround
beforeAll(async () => {
  ground = await startBranchGround()
  await ground.ports.database.write(layLedger)
})
afterAll(() => ground.stop())
beforeEach(() => ground.fresh())

const { leadA, leadB, tellerA1, head } = people
const overview = (actor: EmployeeActor, branchId: string, day: string | null = null) =>
  readBranchOverview(actor, ground.ports, { branchId, day })
const contacts = (
  actor: EmployeeActor,
  branchId: string,
  employeeId: string | null = null,
  cursor: string | null = null,
) => readBranchContacts(actor, ground.ports, { branchId, employeeId, cursor })

const november = (text: string): Date => new Date(`2026-11-${text}+08:00`)

describe('the branch today', () => {
  it("is the sum of the ledger's entries of the day, a taken back credit included", async () => {
    expect((await overview(leadA, '2')).today).toMatchObject({ day: '2026-11-23', effective: 1 })
    expect((await overview(head, '1')).today.effective).toBe(3)
    expect((await overview(leadA, '2', '2026-11-22')).today.effective).toBe(1)
  })

  it('is the sum of its members, each with the target of the nearest policy on a working day', async () => {
    const { today, members } = await overview(leadA, '2')
    expect(members.map(({ id, effective }) => [id, effective]).toSorted()).toEqual([
      ['lead-a', 0],
      ['teller-a1', 0],
      ['teller-a2', 1],
    ])
    expect(today.target).toBe(24)
    expect(members.find(({ id }) => id === 'lead-a')?.target).toBeNull()
  })

  it('counts the adds that began between midnight and midnight in Shanghai', async () => {
    await ground.ports.database.write(async (tx) => {
      await addFor(tx, 'c1', 'teller-a1', november('23T00:00:00'))
      await addFor(tx, 'c5', 'teller-a2', november('22T23:59:59'))
      await addFor(tx, 'c3', 'teller-b1', november('23T09:00:00'))
    })
    expect((await overview(leadA, '2')).today.added).toBe(1)
    expect((await overview(head, '1')).today.added).toBe(2)
  })

  it('shows who needs help first, by what is overdue and what waits, never by how much somebody reached', async () => {
    await ground.ports.database.write((tx) => addFor(tx, 'c5', 'teller-a2', new Date('2026-11-22T09:00:00+08:00')))
    expect((await overview(leadA, '2')).members[0]).toMatchObject({ id: 'teller-a2', awaiting: 1 })
    await assignTo('c1', 'teller-a1')
    ground.setTime('2026-11-24T12:00:00+08:00')
    const { members, owed } = await overview(leadA, '2')
    expect(members.map(({ id }) => id)).toEqual(['teller-a1', 'teller-a2', 'lead-a'])
    expect(owed.overdue).toBe(1)
  })

  it('says what the lead owes: verified contacts nobody cares for, and notices that were not delivered', async () => {
    await verify('c1')
    await verify('c3')
    expect((await overview(leadA, '2')).owed.verifiedWithoutFollowUp).toBe(1)
    await assignTo('c1', 'teller-a1')
    expect((await overview(leadA, '2')).owed.verifiedWithoutFollowUp).toBe(1)
    await ground.ports.database.write(async (tx) => {
      await tx.updateTable('notice').set({ state: 'refused', dueAt: null, refusal: 'unreachable' }).execute()
    })
    expect((await overview(leadA, '2')).owed.undeliveredNotices).toBe(1)
  })

  it('is not paid by assigning, nor by prompting once more, but by talking with the contact', async () => {
    const owed = async () => (await overview(leadA, '2')).owed.verifiedWithoutFollowUp
    const complete = async (id: string) =>
      void (await completeFollowUp(tellerA1, ground.ports, { id, outcome: 'reached', note: null }))
    await complete(await assignTo('c1', 'teller-a1', 'promptAgain'))
    await verify('c1')
    expect(await owed()).toBe(1)
    const call = await assignTo('c1', 'teller-a1')
    expect(await owed()).toBe(1)
    await complete(call)
    expect(await owed()).toBe(0)
  })

  it('does not exist for a teller, another lead, or under a name that was made up', async () => {
    for (const stranger of [tellerA1, leadB]) await expect(overview(stranger, '2')).rejects.toThrow('branch/not-found')
    await expect(overview(leadA, '1')).rejects.toThrow('branch/not-found')
    await expect(overview(head, 'made-up')).rejects.toThrow('branch/not-found')
  })
})

describe("the branch's contacts", () => {
  it('come with the ones nobody has looked after first, verified ones before all, the newest relation first', async () => {
    const before = await contacts(leadA, '2')
    expect(before.items.map((row) => [row.contactId, row.employeeId])).toEqual([
      ['c5', 'teller-a2'],
      ['c1', 'teller-a1'],
      ['c2', 'teller-a1'],
      ['c2', 'teller-a2'],
    ])
    await assignTo('c2', 'teller-a2')
    const after = await contacts(leadA, '2')
    expect(after.items.map((row) => [row.contactId, row.openFollowUps])).toEqual([
      ['c5', 0],
      ['c1', 0],
      ['c2', 0],
      ['c2', 1],
    ])
  })

  it('can be asked for one employee, with the verified ones first', async () => {
    await verify('c5')
    const { items } = await contacts(leadA, '2', 'teller-a2')
    expect(items.map((row) => [row.contactId, row.state])).toEqual([
      ['c5', 'verified'],
      ['c2', 'none'],
    ])
  })

  it('come page by page, each once', async () => {
    await ground.ports.database.write(async (tx) => {
      for (let count = 10; count < 60; count += 1)
        await layContact(tx, `page-${count}`, new Date(`2026-10-${10 + (count % 5)}T09:00:00+08:00`))
    })
    const seen: string[] = []
    for (let cursor: string | null = null, page = 0; page === 0 || cursor !== null; page += 1) {
      const asked = await contacts(head, '3', null, cursor)
      seen.push(...asked.items.map((row) => row.contactId))
      cursor = asked.nextCursor
    }
    expect(seen).toHaveLength(51)
    expect(new Set(seen).size).toBe(51)
  })

  it('are out of reach for others, and each read is in the audit log', async () => {
    await expect(contacts(leadB, '2')).rejects.toThrow('branch/not-found')
    await expect(contacts(tellerA1, '2')).rejects.toThrow('branch/not-found')
    await expect(contacts(leadA, '2', 'teller-b1')).rejects.toThrow('branch/not-found')
    await contacts(leadA, '2')
    expect(await ground.auditActions()).toEqual(['branch/contacts-read'])
  })
})

async function assignTo(contactId: string, assigneeId: string, kind: FollowUpKind = 'call'): Promise<string> {
  const dueAt = new Date('2026-11-23T18:00:00+08:00')
  const what = { kind, title: '样例回访', reason: '样例原因', dueAt, priority: 'normal' } as const
  const whom = { contactIds: [contactId], assigneeIds: [assigneeId], filter: null, includeOnLeave: false }
  const { created } = await assignFollowUps(leadA, ground.ports, { ...what, ...whom, talkScriptId: null })
  return created[0]?.id ?? ''
}

async function verify(contactId: string): Promise<void> {
  const since = ground.ports.clock.now()
  await ground.ports.database.write(async (tx) => {
    await tx.insertInto('verification').values({ contactId, state: 'verified', since, failure: null }).execute()
  })
}

async function addFor(tx: Tx, contactId: string, employeeId: string, startedAt: Date): Promise<void> {
  const branchId = employeeId.includes('-b') ? '3' : '2'
  const fresh = {
    policyId: null,
    privateAt: null,
    verdictReason: 'not-verified',
    verdictSince: startedAt,
    settleAt: null,
  }
  const add = { id: `${employeeId}-${contactId}`, contactId, employeeId, branchId, startedAt, ...fresh }
  await tx
    .insertInto('add')
    .values({ ...add, verdictStatus: 'awaiting' })
    .execute()
}

async function layContact(tx: Tx, id: string, at: Date): Promise<void> {
  const contact = { id, name: `样例 ${id}`, avatar: '', unionid: null, createdAt: at, updatedAt: at }
  await tx
    .insertInto('contact')
    .values({ ...contact, kind: 'wechat' })
    .execute()
  const relation = { contactId: id, employeeId: 'teller-b1', startedAt: at, endedAt: null, endedBy: null }
  await tx.insertInto('relation').values(relation).execute()
}

async function layLedger(tx: Tx): Promise<void> {
  const recordedAt = ground.ports.clock.now()
  const entries = [
    ['s1', 1, 'teller-a1', '2', '2026-11-22'],
    ['s1', 2, 'teller-a1', '2', '2026-11-23'],
    ['s2', 1, 'teller-a1', '2', '2026-11-23'],
    ['s3', 1, 'teller-a2', '2', '2026-11-23'],
    ['s4', 1, 'teller-b1', '3', '2026-11-23'],
    ['s5', 1, 'teller-b1', '3', '2026-11-23'],
  ] as const
  for (const [subject, step, employeeId, branchId, day] of entries) {
    const amount = step % 2 === 1 ? (1 as const) : (-1 as const)
    const entry = {
      subject,
      step,
      amount,
      addId: subject,
      employeeId,
      branchId,
      day,
      earnedDay: day,
      reason: 'test',
      recordedAt,
    }
    await tx.insertInto('credit').values(entry).execute()
  }
  const parameters = {
    verificationWindowDays: 30,
    retentionDays: 7,
    requireAccountHolder: false,
    leastAssurance: 'sms',
  }
  const policy = { branchId: '1', role: null, employeeId: null, validFrom: '2026-01-01', validTo: null, amount: 12 }
  await tx
    .insertInto('targetPolicy')
    .values({
      ...policy,
      id: 'p1',
      scope: 'branch',
      per: 'day',
      parameters: JSON.stringify(parameters),
      createdBy: 'x',
      createdAt: recordedAt,
    })
    .execute()
  await tx
    .insertInto('branchLead')
    .values([
      { branchId: '2', employeeId: 'lead-a' },
      { branchId: '3', employeeId: 'lead-b' },
      { branchId: '1', employeeId: 'head' },
    ])
    .execute()
}
