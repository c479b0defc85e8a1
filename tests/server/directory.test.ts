import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { system } from '../../server/domain/employee.ts'
import { processInbox } from '../../server/features/callback/process-inbox.ts'
import { findActor } from '../../server/features/employee/find-actor.ts'
import { importDirectory } from '../../server/features/employee/import-directory.ts'
import { type EmployeeEvent, recordEmployeeChange } from '../../server/features/employee/record-employee-change.ts'
import { type Ground, startGround } from '../support/ports-on-simulator.ts'

let ground: Ground
beforeAll(async () => {
  ground = await startGround({ scenario: 'empty-day' })
})
beforeEach(async () => {
  await ground.fresh()
  await importDirectory(system, ground.ports)
  ground.told.length = 0
})
afterAll(() => ground.stop())

const employee = (id: string) =>
  ground.ports.database.read.selectFrom('employee').selectAll().where('id', '=', id).executeTakeFirst()
const actor = (id: string) => findActor(ground.ports, id, 'zh-CN')
const settle = async () => {
  await ground.control('clock', { advance: 'PT1S' })
  await processInbox(ground.ports, async (event) =>
    event.kind.startsWith('employee-') || event.kind === 'branch-changed'
      ? recordEmployeeChange(system, ground.ports, event as EmployeeEvent)
      : async () => undefined,
  )
}
const session = async (employeeId: string) => {
  const at = ground.ports.clock.now()
  const row = { tokenHash: `made-up-${employeeId}`, employeeId, createdAt: at, seenAt: at, endedAt: null }
  await ground.ports.database.write((tx) => tx.insertInto('session').values(row).execute())
}
const openSessions = () =>
  ground.ports.database.read.selectFrom('session').selectAll().where('endedAt', 'is', null).execute()
const world = (): {
  branches: { id: number }[]
  employees: { id: string; isLead: boolean; branchId: number; position: string }[]
} => JSON.parse(ground.simulator.save())
const lead = () => world().employees.find((one) => one.isLead && one.branchId !== 1)!

describe('The directory', () => {
  it('has every branch and employee, with the role that the position says', async () => {
    const { branches, employees } = world()
    const kept = await ground.ports.database.read.selectFrom('employee').selectAll().execute()
    expect(kept).toHaveLength(employees.length)
    expect(await ground.ports.database.read.selectFrom('branch').selectAll().execute()).toHaveLength(branches.length)
    for (const one of employees)
      expect((await employee(one.id.toLowerCase()))?.role).toBe(
        one.position.includes('客户经理') ? 'accountManager' : 'teller',
      )
    expect(kept.every((one) => one.joinedAt === null)).toBe(true)
  })

  it('read again changes nothing and tells nobody', async () => {
    const before = await ground.ports.database.read.selectFrom('branchLead').selectAll().execute()
    await importDirectory(system, ground.ports)
    expect(await ground.ports.database.read.selectFrom('branchLead').selectAll().execute()).toEqual(before)
    expect(ground.told).toEqual([])
  })

  it('lets go of whoever is no longer in it, and of removed branches', async () => {
    await session('linxiaoman')
    await ground.control('employees/removal', { id: 'LinXiaoMan' })
    await ground.control('branches', { id: 99, name: '临时网点', parentId: 1 })
    await importDirectory(system, ground.ports)
    await ground.control('branches/removal', { id: 99 })
    await ground.control('clock', { advance: 'PT1S' })
    await importDirectory(system, ground.ports)
    expect(await employee('linxiaoman')).toMatchObject({ state: 'left', leftAt: expect.any(Date) })
    expect(await openSessions()).toEqual([])
    expect(ground.told).toEqual([{ kind: 'employee-changed', employeeId: 'linxiaoman', left: true }])
    const removed = await ground.ports.database.read.selectFrom('branch').selectAll().where('id', '=', '99').execute()
    expect(removed).toMatchObject([{ removedAt: expect.any(Date) }])
  })

  it('that shows nobody is not believed', async () => {
    ground.ports.wecom = { ...ground.ports.wecom, readDirectory: async () => ({ branches: [], employees: [] }) }
    await expect(importDirectory(system, ground.ports)).rejects.toMatchObject({ code: 'wecom/refused' })
    expect(await employee('linxiaoman')).toMatchObject({ state: 'active' })
  })
})

describe('An event of the directory', () => {
  it('brings a new colleague with the day they joined', async () => {
    await ground.control('employees', { id: 'XinRen', name: '新人', branchId: 2, position: '客户经理' })
    await settle()
    expect(await employee('xinren')).toMatchObject({
      role: 'accountManager',
      joinedAt: expect.any(Date),
      state: 'active',
    })
  })

  it('that comes after the update of the same colleague still brings the day they joined', async () => {
    await ground.control('employees', { id: 'XinRen', name: '新人' })
    const at = new Date('2026-11-23T02:00:00Z')
    for (const kind of ['employee-updated', 'employee-joined'] as const) {
      const event = { kind, employeeId: 'xinren', newEmployeeId: null, at }
      await ground.ports.database.write(await recordEmployeeChange(system, ground.ports, event))
    }
    expect(await employee('xinren')).toMatchObject({ joinedAt: at })
  })

  it('ends the sessions of a leaver and takes what they led', async () => {
    const { id } = lead()
    await session(id.toLowerCase())
    await ground.control('employees/removal', { id })
    await settle()
    expect(await employee(id.toLowerCase())).toMatchObject({ state: 'left', leftAt: expect.any(Date) })
    expect(await openSessions()).toEqual([])
    expect(await actor(id)).toBe(null)
    expect(ground.told).toEqual([{ kind: 'employee-changed', employeeId: id.toLowerCase(), left: true }])
  })

  it('of a change that moves no right ends no session', async () => {
    await session('linxiaoman')
    await ground.control('employees', { id: 'LinXiaoMan', name: '林小满（改名）' })
    await settle()
    expect(await employee('linxiaoman')).toMatchObject({ name: '林小满（改名）' })
    expect([await openSessions(), ground.told]).toMatchObject([[{ employeeId: 'linxiaoman' }], []])
  })

  it('that disables an employee shuts them out', async () => {
    await session('linxiaoman')
    await ground.control('employees', { id: 'LinXiaoMan', status: 2 })
    await settle()
    expect([await openSessions(), await actor('linxiaoman')]).toEqual([[], null])
  })

  it('changes the branches without reading every employee again', async () => {
    await ground.control('branches', { id: 77, name: '新网点', parentId: 1 })
    const before = (await ground.calls('user/list')).length
    await settle()
    const found = await ground.ports.database.read.selectFrom('branch').selectAll().where('id', '=', '77').execute()
    expect(found).toMatchObject([{ name: '新网点', parentId: '1', removedAt: null }])
    expect((await ground.calls('user/list')).length).toBe(before)
  })
})

const at = () => ground.ports.clock.now()

async function givenWork(employeeId: string, subject = `s-${employeeId}`): Promise<void> {
  await ground.ports.database.write(async (tx) => {
    await tx
      .insertInto('relation')
      .values({ ...pair(employeeId), startedAt: at(), endedAt: null, endedBy: null })
      .execute()
    await tx.insertInto('add').values(addOf(employeeId)).execute()
    const credit = {
      subject,
      step: 1,
      amount: 1 as const,
      addId: `add-${employeeId}`,
      branchId: '2',
    }
    const days = { day: '2026-11-23', earnedDay: '2026-11-23', reason: 'effective', recordedAt: at() }
    await tx
      .insertInto('credit')
      .values({ ...credit, ...days, employeeId })
      .execute()
  })
}
const pair = (employeeId: string) => ({ employeeId, contactId: 'wmONE' })
const addOf = (employeeId: string) => ({
  ...pair(employeeId),
  id: `add-${employeeId}`,
  branchId: '2',
  startedAt: at(),
  policyId: null,
  privateAt: null,
  verdictStatus: 'effective' as const,
  verdictReason: null,
  verdictSince: at(),
  settleAt: null,
})
const credits = (employeeId: string) =>
  ground.ports.database.read.selectFrom('credit').selectAll().where('employeeId', '=', employeeId).execute()

describe('A renamed userid', () => {
  it('takes relations, adds, credits and sessions along, also under the new id', async () => {
    await givenWork('linxiaoman')
    await session('linxiaoman')
    await ground.control('employees', { id: 'LinXiaoMan', newId: 'LinXM' })
    await settle()
    expect(await employee('linxiaoman')).toBe(undefined)
    expect(await employee('linxm')).toMatchObject({ userid: 'LinXM', state: 'active' })
    for (const table of ['relation', 'add', 'session'] as const)
      expect(await ground.ports.database.read.selectFrom(table).select('employeeId').execute()).toEqual([
        { employeeId: 'linxm' },
      ])
    expect([await credits('linxiaoman'), await credits('linxm')]).toMatchObject([[], [{ amount: 1 }]])
  })

  it('wins over what an import has brought under the new id meanwhile', async () => {
    const { id } = world().employees.find((one) => one.id !== 'LinXiaoMan' && !one.isLead)!
    const oldId = id.toLowerCase()
    await givenWork(oldId)
    await ground.control('employees', { id, newId: 'NewName' })
    await importDirectory(system, ground.ports)
    await ground.ports.database.write((tx) => tx.insertInto('add').values(addOf('newname')).execute())
    await settle()
    expect(await ground.ports.database.read.selectFrom('add').select('id').execute()).toEqual([{ id: `add-${oldId}` }])
    expect(await employee('newname')).toMatchObject({ state: 'active', joinedAt: null })
  })

  it.each([
    ['the old', { credited: 'old' }],
    ['the new', { credited: 'new' }],
    ['either', { credited: 'both' }],
  ])('keeps one add per contact, and every entry of the ledger stays with it: credited under %s id', async (_, on) => {
    const { id } = world().employees.find((one) => one.id !== 'LinXiaoMan' && !one.isLead)!
    const [oldId, newId] = [id.toLowerCase(), `renamed-${on.credited}`]
    const sides = { [oldId]: ['old', 'both'], [newId]: ['new', 'both'] }
    for (const [employeeId, credited] of Object.entries(sides)) {
      if (credited.includes(on.credited)) await givenWork(employeeId, `${on.credited} credited of ${employeeId}`)
      else await ground.ports.database.write((tx) => tx.insertInto('add').values(addOf(employeeId)).execute())
    }
    const effect = { kind: 'employee-updated' as const, employeeId: oldId, newEmployeeId: newId, at: at() }
    await ground.ports.database.write(await recordEmployeeChange(system, ground.ports, effect))
    const adds = await ground.ports.database.read.selectFrom('add').select(['id', 'employeeId']).execute()
    expect(adds).toEqual([{ id: `add-${oldId}`, employeeId: newId }])
    const entries = await credits(newId)
    expect(entries.map(({ addId }) => addId)).toEqual(entries.map(() => `add-${oldId}`))
    expect(entries).toHaveLength(on.credited === 'both' ? 2 : 1)
    expect(ground.told).toContainEqual({
      kind: 'relation-changed',
      contactId: 'wmONE',
      employeeId: newId,
      change: 'edited',
    })
  })
})

describe('The ledger', () => {
  it('is changed by nothing but a rename whose old id is gone', async () => {
    const before = await ground.ports.database.read.selectFrom('credit').selectAll().execute()
    await sql`SELECT rename_employee_in_ledger('linxm', 'linxiaoman')`.execute(ground.ports.database.read)
    await sql`SELECT rename_employee_in_ledger('linxiaoman', 'nobody')`.execute(ground.ports.database.read)
    const after = await ground.ports.database.read.selectFrom('credit').selectAll().execute()
    expect(after.filter((one) => one.employeeId === 'nobody')).toEqual([])
    expect(after).toHaveLength(before.length)
    await expect(
      ground.ports.database.write((tx) => tx.updateTable('credit').set({ amount: 1 }).execute()),
    ).rejects.toThrow('permission denied')
  })
})

describe('Who acts', () => {
  it('is an employee with the own role, and nothing in scope', async () => {
    expect(await actor('LinXiaoMan')).toMatchObject({
      kind: 'employee',
      id: 'linxiaoman',
      roles: ['teller'],
      scope: [],
    })
  })

  it('is a lead of the branch and of every branch below it', async () => {
    const { id, branchId } = lead()
    await ground.control('branches', { id: 55, name: '下属网点', parentId: branchId })
    await ground.control('branches', { id: 56, name: '再下属', parentId: 55 })
    await settle()
    const found = await actor(id)
    expect(found?.roles).toContain('lead')
    expect(found?.scope.toSorted()).toEqual([String(branchId), '55', '56'].toSorted())
  })

  it('is an operator when listed and active', async () => {
    ground.ports.settings.operators = ['LinXiaoMan']
    expect((await actor('linxiaoman'))?.roles).toContain('operator')
    await ground.control('employees/removal', { id: 'LinXiaoMan' })
    await settle()
    expect(await actor('linxiaoman')).toBe(null)
  })

  it('is nobody whom the directory does not know', async () => {
    expect(await actor('nobody-here')).toBe(null)
  })
})
