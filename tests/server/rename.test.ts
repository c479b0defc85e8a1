import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { system } from '../../server/domain/employee.ts'
import { processInbox } from '../../server/features/callback/process-inbox.ts'
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
const world = (): {
  branches: { id: number }[]
  employees: { id: string; isLead: boolean; branchId: number; position: string }[]
} => JSON.parse(ground.simulator.save())

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
    const effect = {
      kind: 'employee-updated' as const,
      employeeId: oldId,
      newEmployeeId: newId,
      branchId: null,
      at: at(),
    }
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

const rename = (oldId: string, newId: string) =>
  sql`SELECT rename_employee(${oldId}, ${newId}, ${at()})`.execute(ground.ports.database.read)
const ledger = () => ground.ports.database.read.selectFrom('credit').selectAll().orderBy('subject').execute()
const settled = (run: Promise<unknown>) => run.then(String, (fault: Error) => fault.message)

describe('The ledger', () => {
  it('gives nothing of one employee to another: who were told of together are two people', async () => {
    await givenWork('linxiaoman', 'never moved')
    const before = await ledger()
    expect(await settled(rename('linxiaoman', 'zhaoting'))).toContain('they are two people')
    await ground.control('clock', { advance: 'PT24H' })
    await importDirectory(system, ground.ports)
    expect(await settled(rename('linxiaoman', 'zhaoting'))).toContain('they are two people')
    expect(await ledger()).toEqual(before)
  })

  it('cannot be robbed by putting an employee out of the way first', async () => {
    const { database } = ground.ports
    const put = sql`UPDATE employee SET id = 'aside' WHERE id = 'zhaoting'`.execute(database.read)
    expect(await settled(put)).toContain('permission denied')
    const removed = database.write((tx) => tx.deleteFrom('employee').where('id', '=', 'zhaoting').execute())
    expect(await settled(removed)).toContain('permission denied')
    await rename('zhaoting', 'aside')
    expect(await settled(rename('linxiaoman', 'zhaoting'))).toContain('given up by somebody else')
    expect(await settled(rename('linxiaoman', 'aside'))).toContain('two people')
    expect(await settled(rename('nobody', 'somebody'))).toContain('Nobody has the id')
  })

  it('keeps every rename for good', async () => {
    await rename('zhaoting', 'aside')
    const { rows } = await sql`SELECT old_id, new_id FROM employee_rename`.execute(ground.ports.database.read)
    expect(rows).toEqual([{ oldId: 'zhaoting', newId: 'aside' }])
    const forgotten = sql`DELETE FROM employee_rename`.execute(ground.ports.database.read)
    expect(await settled(forgotten)).toContain('permission denied')
    await expect(
      ground.ports.database.write((tx) => tx.updateTable('credit').set({ amount: 1 }).execute()),
    ).rejects.toThrow('permission denied')
  })
})
