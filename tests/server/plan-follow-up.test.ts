import { describe, expect, it } from 'vitest'
import type { EmployeeActor } from '../../server/domain/employee.ts'
import { assignFollowUps } from '../../server/features/follow-up/assign-follow-ups.ts'
import { people, useBranchGround } from '../support/branch-ground.ts'

const ground = useBranchGround()

const { leadA, tellerA1 } = people
/** Tuesday evening, and a Sunday, when the branch does not work. */
const dueAt = new Date('2026-11-24T18:00:00+08:00')
const sunday = new Date('2026-11-29T10:00:00+08:00')

const plan = (actor: EmployeeActor, { assigneeIds = [actor.id], due = dueAt, reason = '' } = {}) =>
  assignFollowUps(actor, ground.ports, {
    contactIds: ['c1'],
    assigneeIds,
    kind: 'call',
    title: '样例回访',
    reason,
    dueAt: due,
    priority: 'normal',
    filter: null,
    includeOnLeave: false,
    talkScriptId: null,
    repeats: 'week',
  })

/** The lead of branch A has added c1 too. */
const relate = () =>
  ground.ports.database.write((tx) =>
    tx
      .insertInto('relation')
      .values({
        employeeId: leadA.id,
        contactId: 'c1',
        startedAt: new Date('2026-11-20T10:00:00+08:00'),
        endedAt: null,
      })
      .execute(),
  )

describe('A follow-up that somebody makes for themselves', () => {
  it('needs no reason, tells nobody, and repeats', async () => {
    const { created, assignment } = await plan(tellerA1)
    expect(created).toMatchObject([
      { assigneeId: 'teller-a1', origin: 'employee', reason: '自己安排的跟进', notice: null, repeats: 'week' },
    ])
    expect(assignment).toBeNull()
  })

  it('is a lead’s own too, without a reason and on a day off, though a colleague has the contact', async () => {
    await relate()
    const { created } = await plan(leadA, { due: sunday })
    expect(created).toMatchObject([{ assigneeId: leadA.id, origin: 'employee', reason: '自己安排的跟进' }])
  })

  it('is not what a lead assigns: that needs a reason and a working day', async () => {
    const assigneeIds = ['teller-a1']
    await expect(plan(leadA, { assigneeIds })).rejects.toThrow('follow-up/reason-missing')
    const late = { assigneeIds, due: sunday, reason: '样例原因' }
    await expect(plan(leadA, late)).rejects.toThrow('follow-up/day-off')
  })
})
