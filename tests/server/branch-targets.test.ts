import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { keepBranchTargets } from '../../server/features/branch/keep-branch-targets.ts'
import { keepUncaredCounts } from '../../server/features/branch/keep-uncared-counts.ts'
import { readBranchOverview } from '../../server/features/branch/read-branch-overview.ts'
import { system, type EmployeeActor } from '../../server/domain/employee.ts'
import type { Tx } from '../../server/ports.ts'
import { people, startBranchGround } from '../support/branch-ground.ts'
import type { BranchGround } from '../support/branch-ground.ts'

let ground: BranchGround
beforeAll(async () => {
  ground = await startBranchGround()
  await write(layPolicy)
})
afterAll(() => ground.stop())
beforeEach(() => ground.fresh())

const { head, leadA, leadB } = people
const operator: EmployeeActor = { ...people.tellerA1, id: 'operator', roles: ['teller', 'operator'] }
const write = (work: (tx: Tx) => Promise<unknown>) => ground.ports.database.write(work)
const keep = () => keepBranchTargets(system, ground.ports)
const overview = (actor: EmployeeActor, branchId: string, day: string | null = null) =>
  readBranchOverview(actor, ground.ports, { branchId, day })
const sumsFor = async (actor: EmployeeActor, branchId: string) => {
  const { today, month, owed } = await overview(actor, branchId)
  return { today, month, owed }
}

describe("an operator's sums of a branch", () => {
  it('are what its lead reads, for a branch and for the whole bank, without anybody in it', async () => {
    await write(layDebts)
    await keep()
    await keepUncaredCounts(system, ground.ports)
    for (const [lead, branchId] of [
      [leadA, '2'],
      [leadB, '3'],
      [head, '1'],
    ] as const) {
      const seen = await sumsFor(lead, branchId)
      expect(await sumsFor(operator, branchId)).toEqual(seen)
      expect(seen.today.target).toBeGreaterThan(0)
      expect(seen.month.target).toBeGreaterThan(0)
    }
    expect((await sumsFor(operator, '1')).owed).toMatchObject({
      overdue: 2,
      undeliveredNotices: 1,
      verifiedWithoutFollowUp: 2,
    })
    expect(await overview(operator, '1')).toMatchObject({ members: [], may: { assign: false } })
  })

  it('count a contact nobody looks after once, though employees of two branches have them, and none that is private', async () => {
    await write(layShared)
    await keepUncaredCounts(system, ground.ports)
    for (const branchId of ['1', '2', '3']) {
      const lead = branchId === '2' ? leadA : branchId === '3' ? leadB : head
      const { verifiedWithoutFollowUp } = (await sumsFor(lead, branchId)).owed
      expect(verifiedWithoutFollowUp).toBe(branchId === '3' ? 1 : 2)
      expect((await sumsFor(operator, branchId)).owed.verifiedWithoutFollowUp).toBe(verifiedWithoutFollowUp)
    }
    await write((tx) => tx.deleteFrom('relation').where('contactId', '=', 'c6').execute())
  })

  it('have no target while none is kept for the day', async () => {
    expect((await overview(operator, '1')).today.target).toBeNull()
    await keep()
    expect((await overview(operator, '1', '2026-11-22')).today.target).toBeNull()
  })

  it('stay as they are for an hour after a leave was entered, then are the same again', async () => {
    await keep()
    const before = await sumsFor(operator, '2')
    ground.setTime('2026-11-23T10:30:00+08:00')
    await write((tx) => layLeave(tx, ground.ports.clock.now()))
    await keep()
    expect((await sumsFor(operator, '2')).today).toEqual(before.today)
    ground.setTime('2026-11-23T11:00:00+08:00')
    await keep()
    const after = await sumsFor(operator, '2')
    expect(after).toEqual(await sumsFor(leadA, '2'))
    expect(after.today.target).toBeLessThan(before.today.target ?? 0)
  })

  it('follow when a day of the branch that was entered is taken away again', async () => {
    const enteredAt = new Date('2026-11-23T08:00:00+08:00')
    const closed = { branchId: '2', day: '2026-11-23', weight: 0, note: '样例停业', enteredBy: 'operator', enteredAt }
    await write((tx) => tx.insertInto('branchDay').values(closed).execute())
    await keep()
    expect((await overview(operator, '2')).today.target).toBe(0)
    ground.setTime('2026-11-23T11:00:00+08:00')
    await write(async (tx) => {
      await tx.deleteFrom('branchDay').execute()
      await ground.ports.audit(tx, operator, 'calendar/branch-days-removed', { kind: 'branch', id: '2' })
    })
    await keep()
    expect(await sumsFor(operator, '2')).toEqual(await sumsFor(leadA, '2'))
    expect((await overview(operator, '2')).today.target).toBeGreaterThan(0)
  })

  it('are computed as soon as another day has begun, and kept for a week', async () => {
    await keep()
    ground.setTime('2026-11-24T00:00:00+08:00')
    await keep()
    expect(await sumsFor(operator, '1')).toEqual(await sumsFor(head, '1'))
    expect((await overview(operator, '1', '2026-11-23')).today.target).toBeGreaterThan(0)
    ground.setTime('2026-12-01T00:00:00+08:00')
    await keep()
    expect((await overview(operator, '1', '2026-11-23')).today.target).toBeNull()
    expect((await overview(operator, '1', '2026-11-24')).today.target).toBeGreaterThan(0)
  })
})

async function layPolicy(tx: Tx): Promise<void> {
  const parameters = {
    verificationWindowDays: 30,
    retentionDays: 7,
    requireAccountHolder: false,
    leastAssurance: 'sms',
  }
  const whole = { branchId: '1', role: null, employeeId: null, validFrom: '2026-01-01', validTo: null, amount: 12 }
  const policy = { ...whole, id: 'p1', scope: 'branch' as const, per: 'day' as const, createdBy: 'x' }
  const createdAt = new Date('2026-11-01T09:00:00+08:00')
  await tx
    .insertInto('targetPolicy')
    .values({ ...policy, parameters: JSON.stringify(parameters), createdAt })
    .execute()
  await tx.insertInto('branchLead').values({ branchId: '2', employeeId: 'lead-a' }).execute()
}

/** Two follow-ups that are overdue, one of them with a notice that was not delivered, and a verified contact nobody looks after. */
async function layDebts(tx: Tx): Promise<void> {
  const at = new Date('2026-11-20T09:00:00+08:00')
  const call = { kind: 'call', title: '样例回访', reason: '', dueAt: at, priority: 'normal', state: 'open' } as const
  const closing = { outcome: null, note: null, closedAt: null, closedItself: false }
  const talked = { state: 'completed', outcome: 'reached', closedAt: at } as const
  const prompted = { ...talked, kind: 'promptAgain' } as const
  const followUp = { ...call, ...closing, origin: 'lead' as const, createdBy: 'lead-a', createdAt: at }
  await tx
    .insertInto('followUp')
    .values([
      { ...followUp, id: 'f1', contactId: 'c1', assigneeId: 'teller-a1' },
      { ...followUp, id: 'f2', contactId: 'c3', assigneeId: 'teller-b1' },
      { ...followUp, ...prompted, id: 'f3', contactId: 'c2', assigneeId: 'teller-a2' },
      { ...followUp, ...talked, id: 'f4', contactId: 'c5', assigneeId: 'teller-a2' },
    ])
    .execute()
  const refused = { state: 'refused', dueAt: null, attempts: 1, refusal: 'unreachable', sentAt: null } as const
  await tx
    .insertInto('notice')
    .values({ ...refused, id: 'n1', employeeId: 'teller-a1', followUpId: 'f1', createdAt: at })
    .execute()
  await layVerified(tx, ['c1', 'c2', 'c5'])
}

async function layVerified(tx: Tx, contactIds: string[]): Promise<void> {
  const verified = { state: 'verified', since: new Date('2026-11-20T09:00:00+08:00'), failure: null } as const
  await tx
    .insertInto('verification')
    .values(contactIds.map((contactId) => ({ ...verified, contactId })))
    .execute()
}

/** Verified: c6 of both branches, c2 of two employees of one, and c1, which is private. */
async function layShared(tx: Tx): Promise<void> {
  const at = new Date('2026-11-20T09:00:00+08:00')
  await layVerified(tx, ['c1', 'c2', 'c6'])
  const live = { contactId: 'c6', startedAt: at, endedAt: null, endedBy: null }
  await tx
    .insertInto('relation')
    .values(['teller-a1', 'teller-b1'].map((employeeId) => ({ ...live, employeeId })))
    .execute()
  const verdict = { verdictStatus: 'void', verdictReason: 'private', verdictSince: at, settleAt: null } as const
  await tx
    .insertInto('add')
    .values({
      ...verdict,
      id: 'private',
      employeeId: 'teller-a1',
      contactId: 'c1',
      branchId: '2',
      startedAt: at,
      policyId: null,
      privateAt: at,
    })
    .execute()
}

async function layLeave(tx: Tx, enteredAt: Date): Promise<void> {
  const today = { firstDay: '2026-11-23', firstHalf: 'morning', lastDay: '2026-11-23', lastHalf: 'afternoon' } as const
  const leave = { ...today, id: 'l1', employeeId: 'teller-a1', enteredBy: 'lead-a', enteredAt }
  await tx
    .insertInto('leave')
    .values({ ...leave, cancelledBy: null, cancelledAt: null })
    .execute()
}
