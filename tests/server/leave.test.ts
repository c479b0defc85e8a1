import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { LeaveSpan } from '../../server/domain/calendar.ts'
import type { EmployeeActor } from '../../server/domain/employee.ts'
import { cancelLeave } from '../../server/features/leave/cancel-leave.ts'
import { enterLeave } from '../../server/features/leave/enter-leave.ts'
import { importLeave, previewLeaveImport } from '../../server/features/leave/import-leave.ts'
import { readBranchLeave, readLeave } from '../../server/features/leave/read-leave.ts'
import { people, startBranchGround } from '../support/branch-ground.ts'
import type { BranchGround } from '../support/branch-ground.ts'

let ground: BranchGround
beforeAll(async () => {
  ground = await startBranchGround()
  const leads = [
    { branchId: '2', employeeId: 'lead-a' },
    { branchId: '3', employeeId: 'lead-b' },
    { branchId: '1', employeeId: 'head' },
  ]
  await ground.ports.database.write((tx) => tx.insertInto('branchLead').values(leads).execute())
})
afterAll(() => ground.stop())
beforeEach(() => ground.fresh())

const { leadA, leadB, tellerA1, head } = people
const operator: EmployeeActor = { ...people.tellerB1, roles: ['teller', 'operator'] }
const day = (firstDay: string, more: Partial<LeaveSpan> = {}): LeaveSpan => ({
  firstDay,
  firstHalf: 'morning',
  lastDay: firstDay,
  lastHalf: 'afternoon',
  ...more,
})
const enter = (actor: EmployeeActor, employeeId: string, span: LeaveSpan) =>
  enterLeave(actor, ground.ports, { employeeId, ...span })
const cancel = (actor: EmployeeActor, id: string) => cancelLeave(actor, ground.ports, { id })
const ofBranch = (actor: EmployeeActor, branchId: string, more = {}) =>
  readBranchLeave(actor, ground.ports, { branchId, employeeId: null, from: null, to: null, ...more })
const own = (actor: EmployeeActor) => readLeave(actor, ground.ports)
const header = '员工账号,开始日期,开始时段,结束日期,结束时段'
const file = (...rows: string[]) => ({ csv: [header, ...rows].join('\n') })
const weightOf = async (actor: EmployeeActor, on: string) => {
  const subject = { id: actor.id, branchId: actor.branchId, role: 'teller' as const, leads: false }
  const range = { from: `${on.slice(0, 7)}-01`, to: `${on.slice(0, 7)}-28` }
  const { database, clock, targets } = ground.ports
  const asked = [{ ...subject, joinedAt: null, leftAt: null }]
  return (await targets.books(database.read, asked, range, { asOf: clock.now() })).get(actor.id)?.on(on).weight
}

describe('Entering leave', () => {
  it('takes the days off the employee, tells their open sidebar, and is in the audit log', async () => {
    const leave = await enter(leadA, 'Teller-A1', day('2026-11-25', { lastDay: '2026-11-26', lastHalf: 'morning' }))
    expect(leave).toMatchObject({ employeeId: 'teller-a1', enteredByName: '员工 lead-a', mayCancel: true })
    expect(await Promise.all(['24', '25', '26'].map((date) => weightOf(tellerA1, `2026-11-${date}`)))).toEqual([
      1, 0, 0.5,
    ])
    expect(ground.liveUpdates).toEqual([{ employeeIds: ['teller-a1'], kind: 'my-day' }])
    expect(await ground.auditActions()).toEqual(['leave/entered'])
  })

  it('is for the lead above, not for oneself, not for a stranger', async () => {
    const someday = day('2026-11-25')
    await expect(enter(leadA, 'lead-a', someday)).rejects.toThrow('leave/by-lead-above')
    await expect(enter(tellerA1, 'teller-a1', someday)).rejects.toThrow('leave/by-lead-above')
    await expect(enter(leadB, 'teller-a1', someday)).rejects.toThrow('leave/employee-not-found')
    await expect(enter(tellerA1, 'teller-a2', someday)).rejects.toThrow('leave/employee-not-found')
    await expect(enter(operator, 'made-up', someday)).rejects.toThrow('leave/employee-not-found')
    expect(await enter(head, 'lead-a', someday)).toMatchObject({ employeeId: 'lead-a' })
    expect(await enter(operator, 'head', someday)).toMatchObject({ employeeId: 'head' })
  })

  it('is refused where leave stands already, also when two enter it at the same moment', async () => {
    const span = day('2026-11-25')
    const answers = await Promise.allSettled([enter(leadA, 'teller-a1', span), enter(head, 'teller-a1', span)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const over = enter(leadA, 'teller-a1', day('2026-11-24', { lastDay: '2026-11-27' }))
    await expect(over).rejects.toMatchObject({ code: 'leave/overlap', facts: { firstDay: '2026-11-25' } })
    expect(await own(tellerA1)).toHaveLength(1)
  })

  it('may reach over the new year', async () => {
    await enter(leadA, 'teller-a1', day('2026-12-28', { lastDay: '2027-01-06' }))
    expect(await weightOf(tellerA1, '2026-12-31')).toBe(0)
    expect(await weightOf(tellerA1, '2027-01-06')).toBe(0)
    expect(await weightOf(tellerA1, '2027-01-07')).toBe(1)
  })

  it('is refused on a day that has closed, with the first day on which it can begin', async () => {
    ground.setTime('2026-11-24T01:30:00+08:00')
    await enter(leadA, 'teller-a1', day('2026-11-23'))
    ground.setTime('2026-11-24T02:00:00+08:00')
    await expect(enter(leadA, 'teller-a2', day('2026-11-23'))).rejects.toMatchObject({
      code: 'leave/day-closed',
      facts: { day: '2026-11-23', open: '2026-11-24' },
    })
  })

  it('is refused before somebody has joined and from the day they leave', async () => {
    const employment = {
      joinedAt: new Date('2026-12-01T09:00:00+08:00'),
      leftAt: new Date('2026-12-10T09:00:00+08:00'),
    }
    await ground.ports.database.write((tx) =>
      tx.updateTable('employee').set(employment).where('id', '=', 'teller-a2').execute(),
    )
    await expect(enter(leadA, 'teller-a2', day('2026-11-30'))).rejects.toThrow('leave/not-employed')
    await expect(enter(leadA, 'teller-a2', day('2026-12-10'))).rejects.toThrow('leave/not-employed')
    await enter(leadA, 'teller-a2', day('2026-12-01', { lastDay: '2026-12-09' }))
    await ground.ports.database.write((tx) =>
      tx.updateTable('employee').set({ joinedAt: null, leftAt: null }).where('id', '=', 'teller-a2').execute(),
    )
  })
})

describe('Cancelling leave', () => {
  it('gives the days back and keeps the row', async () => {
    const { id } = await enter(leadA, 'teller-a1', day('2026-11-25'))
    const { leave, kept } = await cancel(leadA, id)
    expect(leave).toMatchObject({ id, mayCancel: false, cancelledAt: ground.ports.clock.now() })
    expect(kept).toBeNull()
    expect(await weightOf(tellerA1, '2026-11-25')).toBe(1)
    expect(await ground.auditActions()).toEqual(['leave/entered', 'leave/cancelled'])
    await expect(cancel(leadA, id)).rejects.toThrow('leave/cancelled')
    await enter(leadA, 'teller-a1', day('2026-11-25'))
    expect(await own(tellerA1)).toHaveLength(2)
  })

  it('keeps the part on closed days as a leave of its own: those days were judged by it', async () => {
    const { id } = await enter(leadA, 'teller-a1', day('2026-11-23', { firstHalf: 'afternoon', lastDay: '2026-11-27' }))
    ground.setTime('2026-11-25T09:00:00+08:00')
    const { kept } = await cancel(leadA, id)
    expect(kept).toMatchObject({
      firstDay: '2026-11-23',
      firstHalf: 'afternoon',
      lastDay: '2026-11-24',
      mayCancel: false,
    })
    expect(await weightOf(tellerA1, '2026-11-24')).toBe(0)
    expect(await weightOf(tellerA1, '2026-11-26')).toBe(1)
    await expect(cancel(leadA, kept?.id ?? '')).rejects.toThrow('leave/day-closed')
  })

  it('is for who may enter it; to a stranger there is no such leave', async () => {
    const { id } = await enter(head, 'lead-a', day('2026-11-25'))
    await expect(cancel(leadA, id)).rejects.toThrow('leave/by-lead-above')
    await expect(cancel(leadB, id)).rejects.toThrow('leave/not-found')
    await expect(cancel(leadA, '00000000-0000-7000-8000-000000000000')).rejects.toThrow('leave/not-found')
    expect((await cancel(operator, id)).leave.cancelledAt).not.toBeNull()
  })
})

describe('Who reads leave', () => {
  it('is the employee, their own: the latest first, cancelled ones included', async () => {
    const first = await enter(leadA, 'teller-a1', day('2026-11-25'))
    await enter(leadA, 'teller-a1', day('2026-12-25'))
    await cancel(leadA, first.id)
    const shown = await own(tellerA1)
    expect(shown.map(({ firstDay, mayCancel }) => [firstDay, mayCancel])).toEqual([
      ['2026-12-25', false],
      ['2026-11-25', false],
    ])
    expect(await own(people.tellerA2)).toEqual([])
  })

  it('is the lead, of the branch and all below it, with a line in the audit log; nobody else', async () => {
    await enter(leadA, 'teller-a1', day('2026-11-25'))
    await enter(head, 'teller-b1', day('2026-11-24'))
    await enter(head, 'lead-a', day('2027-06-01'))
    expect((await ofBranch(head, '1')).items.map(({ employeeId }) => employeeId)).toEqual(['teller-b1', 'teller-a1'])
    expect((await ofBranch(leadA, '2')).items).toHaveLength(1)
    const june = await ofBranch(leadA, '2', { from: '2027-06-01', to: '2027-06-02' })
    expect(june.items).toMatchObject([{ employeeId: 'lead-a', mayCancel: false }])
    expect((await ofBranch(head, '1', { employeeId: 'teller-b1' })).items).toHaveLength(1)
    for (const stranger of [leadB, tellerA1, operator])
      await expect(ofBranch(stranger, '2')).rejects.toThrow('branch/not-found')
    expect((await ground.auditActions()).filter((action) => action === 'leave/read')).toHaveLength(4)
  })
})

describe('Importing leave', () => {
  it('enters every row of the file, of whole days where no half is named', async () => {
    const rows = file('Teller-A1,2026-11-25,,2026-11-26,', 'lead-a,2026/12/1,下午,2026/12/2,上午')
    expect(await previewLeaveImport(operator, ground.ports, rows)).toEqual({ entries: 2, faults: [] })
    expect(await own(tellerA1)).toEqual([])
    expect(await importLeave(operator, ground.ports, rows)).toEqual({ entered: 2 })
    expect(await own(tellerA1)).toHaveLength(1)
    expect(await ground.auditActions()).toEqual(['leave/imported', 'leave/imported'])
    expect(ground.liveUpdates).toEqual([{ employeeIds: ['teller-a1', 'lead-a'], kind: 'my-day' }])
  })

  it('enters nothing when anything is wrong, and names row, column and reason of each', async () => {
    await enter(leadA, 'teller-a2', day('2026-12-03'))
    const rows = file(
      'teller-a1,2026-11-25,,2026-11-26,',
      'nobody,2026-11-25,,2026-11-26,',
      'teller-a1,2026-11-26,下午,2026-11-27,',
      'teller-a2,2026-12-01,,2026-12-04,',
      'lead-a,2026-11-20,,2026-11-24,',
      'lead-b,2026-12-02,,2026-12-01,',
      'teller-b1,2026-12-01,,2026-12-01,',
    )
    const { faults } = await previewLeaveImport(operator, ground.ports, rows)
    expect(faults.map(({ row, column, wrong, saying }) => [row, column, wrong, saying])).toEqual([
      [3, '员工账号', 'no-employee', 'nobody'],
      [4, '开始日期', 'refused', '与 2026-11-25 至 2026-11-26 的请假重叠'],
      [5, '开始日期', 'refused', '与 2026-12-03 至 2026-12-03 的请假重叠'],
      [6, '开始日期', 'refused', '2026-11-20 已结账，最早从 2026-11-23 起'],
      [7, '结束日期', 'refused', '结束早于开始'],
      [8, '员工账号', 'no-employee', 'teller-b1'],
    ])
    const refused = { code: 'leave/file-wrong', facts: { count: 6, row: 3, column: '员工账号' } }
    await expect(importLeave(operator, ground.ports, rows)).rejects.toMatchObject(refused)
    expect(await own(tellerA1)).toEqual([])
  })

  it('is for operators', async () => {
    for (const stranger of [head, tellerA1])
      await expect(importLeave(stranger, ground.ports, file('x,2026-12-01,,2026-12-01,'))).rejects.toThrow(
        'leave/not-found',
      )
  })
})
