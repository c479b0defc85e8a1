import { describe, expect, it } from 'vitest'
import type { EmployeeActor } from '../../server/domain/employee.ts'
import { system } from '../../server/domain/employee.ts'
import { assignFollowUps } from '../../server/features/follow-up/assign-follow-ups.ts'
import type { AssignInput } from '../../server/features/follow-up/assign-follow-ups.ts'
import { cancelFollowUp } from '../../server/features/follow-up/cancel-follow-up.ts'
import { closeFulfilled } from '../../server/features/follow-up/close-fulfilled.ts'
import { completeFollowUp } from '../../server/features/follow-up/complete-follow-up.ts'
import type { FollowUpView } from '../../server/features/follow-up/follow-up-view.ts'
import { postponeFollowUp } from '../../server/features/follow-up/postpone-follow-up.ts'
import { readFollowUps } from '../../server/features/follow-up/read-follow-ups.ts'
import { undoCompletion } from '../../server/features/follow-up/undo-completion.ts'
import { MONDAY_TEN, people, useBranchGround } from '../support/branch-ground.ts'

const ground = useBranchGround()

const { leadA, tellerA1, tellerA2, leadB, tellerB1, head } = people
const dueAt = new Date('2026-11-24T18:00:00+08:00')
const later = new Date('2026-11-25T18:00:00+08:00')

const assign = (actor: EmployeeActor, input: Partial<AssignInput> = {}, ports = ground.ports) =>
  assignFollowUps(actor, ports, {
    contactIds: ['c1'],
    assigneeIds: ['teller-a1'],
    kind: 'call',
    title: '样例回访',
    reason: '样例原因',
    dueAt,
    priority: 'normal',
    filter: null,
    includeOnLeave: false,
    talkScriptId: null,
    ...input,
  })
const assignOne = async (actor: EmployeeActor = leadA, input: Partial<AssignInput> = {}): Promise<FollowUpView> => {
  const { created } = await assign(actor, input)
  if (!created[0]) throw new Error('nothing was assigned')
  return created[0]
}
const complete = (actor: EmployeeActor, id: string) =>
  completeFollowUp(actor, ground.ports, { id, outcome: 'reached', note: '样例备注' })
const list = (actor: EmployeeActor, assignee: string | null = 'me') =>
  readFollowUps(actor, ground.ports, { states: ['open'], assignee, cursor: null })

describe('assigning a follow-up', () => {
  it('gives it to the employee, with its history and one audit row', async () => {
    const followUp = await assignOne()
    expect(followUp).toMatchObject({
      assigneeId: 'teller-a1',
      contactId: 'c1',
      state: 'open',
      origin: 'lead',
      overdue: false,
    })
    expect(followUp.history.map(({ kind, by }) => [kind, by])).toEqual([['assigned', '员工 lead-a']])
    expect(await ground.auditActions()).toEqual(['follow-up/assigned'])
    expect(ground.told).toMatchObject([{ kind: 'follow-up-changed', change: 'assigned', assigneeId: 'teller-a1' }])
  })

  it('leaves each contact with the employee who has the relation when nobody is named', async () => {
    const { created } = await assign(leadA, { contactIds: ['c1', 'c5'], assigneeIds: null })
    expect(created.map(({ contactId, assigneeId }) => [contactId, assigneeId])).toEqual([
      ['c1', 'teller-a1'],
      ['c5', 'teller-a2'],
    ])
  })

  it('skips, and says why, a contact that none of the named employees is related with now', async () => {
    const { created, skipped } = await assign(leadA, { contactIds: ['c1', 'c4', 'c5'] })
    expect(created.map(({ contactId }) => contactId)).toEqual(['c1'])
    expect(skipped.map(({ contactId }) => contactId)).toEqual(['c4', 'c5'])
    expect(skipped[0]?.reason).toContain('没有好友关系')
  })

  it('skips a contact whose same follow-up is open with the same employee', async () => {
    await assign(leadA)
    const { created, skipped } = await assign(leadA)
    expect(created).toEqual([])
    expect(skipped[0]?.reason).toContain('相同的跟进任务')
  })

  it('skips a prompt for a contact that is verified already', async () => {
    await verify('c1')
    const { skipped } = await assign(leadA, { kind: 'promptAgain' })
    expect(skipped[0]?.reason).toContain('已完成实名认证')
  })

  it("knows no contact and no employee out of the lead's branches", async () => {
    await expect(assign(leadA, { contactIds: ['c3'], assigneeIds: null })).rejects.toThrow('contact/not-found')
    await expect(assign(leadA, { contactIds: ['made-up'], assigneeIds: null })).rejects.toThrow('contact/not-found')
    await expect(assign(leadA, { assigneeIds: ['teller-b1'] })).rejects.toThrow('follow-up/assignee-not-found')
    await expect(assign(leadB)).rejects.toThrow('follow-up/assignee-not-found')
  })

  it('lets an employee make one for themselves and for nobody else', async () => {
    expect(await assignOne(tellerA1)).toMatchObject({ origin: 'employee', assigneeId: 'teller-a1', notice: null })
    await expect(assign(tellerA2)).rejects.toThrow('follow-up/assignee-not-found')
  })

  it('refuses a time that has passed', async () => {
    await expect(assign(leadA, { dueAt: new Date(MONDAY_TEN) })).rejects.toThrow('follow-up/due-in-past')
  })

  it('leaves nothing behind, no job either, when something fails on the way', async () => {
    const broken = { ...ground.ports, consequences: () => Promise.reject(new Error('on purpose')) }
    await expect(assign(leadA, {}, broken)).rejects.toThrow('on purpose')
    expect((await list(tellerA1)).items).toEqual([])
  })
})

describe('what may be done with a follow-up', () => {
  it('is completed by its assignee with an outcome, once', async () => {
    const { id } = await assignOne()
    const done = await complete(tellerA1, id)
    expect(done).toMatchObject({
      state: 'completed',
      outcome: 'reached',
      note: '样例备注',
      closedAt: new Date(MONDAY_TEN),
    })
    expect(done.history.map(({ kind }) => kind)).toEqual(['assigned', 'completed'])
    await expect(complete(tellerA1, id)).rejects.toThrow('follow-up/not-open')
  })

  it('is completed once though two devices send it at the same moment', async () => {
    const { id } = await assignOne()
    const both = await Promise.allSettled([complete(tellerA1, id), complete(tellerA1, id)])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  it('is seen but not completed by the lead', async () => {
    const followUp = await assignOne()
    expect(followUp.may).toEqual({ complete: false, postpone: true, cancel: true, assign: true, undo: false })
    await expect(complete(leadA, followUp.id)).rejects.toThrow('request/forbidden')
  })

  it('does not exist for a colleague, another branch and the other branch’s lead', async () => {
    const { id } = await assignOne()
    for (const stranger of [tellerA2, tellerB1, leadB]) {
      await expect(complete(stranger, id)).rejects.toThrow('follow-up/not-found')
      await expect(cancelFollowUp(stranger, ground.ports, { id, reason: null })).rejects.toThrow('follow-up/not-found')
      await expect(postponeFollowUp(stranger, ground.ports, { id, dueAt: later })).rejects.toThrow(
        'follow-up/not-found',
      )
    }
    expect(await postponeFollowUp(head, ground.ports, { id, dueAt: later })).toMatchObject({ dueAt: later })
  })

  it('can be taken back within ten seconds of its completion, by whoever completed it', async () => {
    const { id } = await assignOne()
    await complete(tellerA1, id)
    await expect(undoCompletion(leadA, ground.ports, { id })).rejects.toThrow('follow-up/not-open')
    ground.setTime('2026-11-23T10:00:10+08:00')
    const open = await undoCompletion(tellerA1, ground.ports, { id })
    expect(open).toMatchObject({ state: 'open', outcome: null, note: null, closedAt: null })
    await complete(tellerA1, id)
    ground.setTime('2026-11-23T10:00:20.001+08:00')
    await expect(undoCompletion(tellerA1, ground.ports, { id })).rejects.toThrow('follow-up/not-open')
  })

  it('cannot be taken back once the same has been assigned anew', async () => {
    const { id } = await assignOne()
    await complete(tellerA1, id)
    await assignOne()
    await expect(undoCompletion(tellerA1, ground.ports, { id })).rejects.toThrow('follow-up/same-open')
  })

  it('is postponed to a later time by assignee or lead, and keeps from when to when', async () => {
    const { id } = await assignOne()
    expect(await postponeFollowUp(tellerA1, ground.ports, { id, dueAt: later })).toMatchObject({
      state: 'open',
      dueAt: later,
    })
    const past = postponeFollowUp(tellerA1, ground.ports, { id, dueAt: new Date(MONDAY_TEN) })
    await expect(past).rejects.toThrow('follow-up/due-in-past')
  })

  it('is cancelled by the lead, not by its assignee, and is final then', async () => {
    const { id } = await assignOne()
    await expect(cancelFollowUp(tellerA1, ground.ports, { id, reason: null })).rejects.toThrow('request/forbidden')
    expect(await cancelFollowUp(leadA, ground.ports, { id, reason: '样例' })).toMatchObject({ state: 'cancelled' })
    await expect(complete(tellerA1, id)).rejects.toThrow('follow-up/not-open')
    await expect(undoCompletion(tellerA1, ground.ports, { id })).rejects.toThrow('follow-up/not-open')
  })

  it('writes one history row and one audit row with each change', async () => {
    const { id } = await assignOne()
    await postponeFollowUp(tellerA1, ground.ports, { id, dueAt: later })
    const done = await complete(tellerA1, id)
    expect(done.history.map(({ kind }) => kind)).toEqual(['assigned', 'postponed', 'completed'])
    const audited = await ground.auditActions()
    expect(audited).toEqual(['follow-up/assigned', 'follow-up/postponed', 'follow-up/completed'])
  })
})

describe('a follow-up whose purpose came true', () => {
  it('closes itself when the contact verifies, says so, and cannot be taken back', async () => {
    const { id } = await assignOne(leadA, { kind: 'promptAgain' })
    const call = await assignOne(leadA)
    await verify('c1')
    await ground.ports.database.write((tx) => closeFulfilled(system, ground.ports, tx, { contactId: 'c1' }))
    const closed = await readFollowUps(tellerA1, ground.ports, { states: ['completed'], assignee: 'me', cursor: null })
    expect(closed.items).toMatchObject([{ id, closedItself: true, outcome: null, state: 'completed' }])
    expect(closed.items[0]?.history.at(-1)).toMatchObject({ kind: 'closedItself', by: '真客' })
    expect(ground.liveUpdates).toEqual([{ employeeIds: ['teller-a1'], kind: 'follow-up' }])
    expect((await list(tellerA1)).items.map((one) => one.id)).toEqual([call.id])
    await expect(undoCompletion(tellerA1, ground.ports, { id })).rejects.toThrow('follow-up/not-open')
  })

  it('stays open while the contact is not verified', async () => {
    await assignOne(leadA, { kind: 'promptAgain' })
    await ground.ports.database.write((tx) => closeFulfilled(system, ground.ports, tx, { contactId: 'c1' }))
    expect((await list(tellerA1)).items).toHaveLength(1)
  })
})

describe('the list of follow-ups', () => {
  it('shows what is due first, page by page, each one once', async () => {
    for (let count = 0; count < 45; count += 1) {
      const at = new Date(dueAt.getTime() + (count % 7) * 60_000)
      await assignOne(leadA, { title: `样例 ${count}`, dueAt: at })
    }
    const seen: FollowUpView[] = []
    for (let cursor: string | null = null, page = 0; page === 0 || cursor !== null; page += 1) {
      const asked = await readFollowUps(tellerA1, ground.ports, { states: ['open'], assignee: 'me', cursor })
      seen.push(...asked.items)
      cursor = asked.nextCursor
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(45)
    expect(seen.map((one) => one.dueAt.getTime())).toEqual(
      seen.map((one) => one.dueAt.getTime()).toSorted((a, b) => a - b),
    )
  })

  it('tells what is overdue from what is only open', async () => {
    await assignOne()
    await assignOne(leadA, { title: '更晚', dueAt: later })
    ground.setTime('2026-11-25T09:00:00+08:00')
    const { items } = await readFollowUps(tellerA1, ground.ports, { states: ['overdue'], assignee: 'me', cursor: null })
    expect(items).toMatchObject([{ title: '样例回访', overdue: true }])
  })

  it('shows a lead what they assigned, and one employee of theirs; both reads are in the audit log', async () => {
    await assignOne()
    expect((await list(leadA, null)).items).toHaveLength(1)
    expect((await list(leadA, 'teller-a1')).items).toHaveLength(1)
    expect((await list(head, null)).items).toHaveLength(0)
    expect(await ground.auditActions()).toEqual(['follow-up/assigned', 'follow-up/read', 'follow-up/read'])
  })

  it('knows no assignee out of the branches, and no cursor that was made up', async () => {
    await expect(list(leadB, 'teller-a1')).rejects.toThrow('follow-up/assignee-not-found')
    await expect(list(tellerA2, 'teller-a1')).rejects.toThrow('follow-up/assignee-not-found')
    const forged = readFollowUps(leadA, ground.ports, { states: ['open'], assignee: null, cursor: 'bm90aGluZw' })
    await expect(forged).rejects.toThrow('request/invalid')
  })
})

async function verify(contactId: string): Promise<void> {
  const since = ground.ports.clock.now()
  await ground.ports.database.write(async (tx) => {
    await tx.insertInto('verification').values({ contactId, state: 'verified', since, failure: null }).execute()
  })
}
