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
      const event = { kind, employeeId: 'xinren', newEmployeeId: null, branchId: null, at }
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
