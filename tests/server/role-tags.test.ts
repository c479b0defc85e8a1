import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RoleTags } from '../../server/domain/employee.ts'
import { importDirectory } from '../../server/features/employee/import-directory.ts'
import { system } from '../../server/domain/employee.ts'
import { nameRoleTags, showRoleTags } from '../../server/features/employee/name-role-tags.ts'
import { recordEmployeeChange } from '../../server/features/employee/record-employee-change.ts'
import { startGround, type Ground } from '../support/ports-on-simulator.ts'
import { actor } from './add-ground.ts'

let ground: Ground
/** The simulated bank has one tag, 客户经理, on those whose position says the same; a position is changed behind its back. */
beforeAll(async () => {
  ground = await startGround({ scenario: 'empty-day' })
  await importDirectory(system, ground.ports)
})
afterAll(() => ground.stop())

const operator = actor('zhouqi', { roles: ['teller', 'operator'] })
const name = (tags: Partial<RoleTags>) =>
  nameRoleTags(operator, ground.ports, { accountManager: null, teller: null, ...tags })
const tagged = (): string => JSON.parse(ground.simulator.save()).memberTags[0].employeeIds[0]
const roleOf = async (id: string) =>
  (
    await ground.ports.database.read
      .selectFrom('employee')
      .select('role')
      .where('id', '=', id.toLowerCase())
      .executeTakeFirst()
  )?.role
const move = async (position: string) => {
  const {
    id,
    name: called,
    branchId,
  } = JSON.parse(ground.simulator.save()).employees.find((one: { id: string }) => one.id === tagged())
  await ground.control('employees', { id, name: called, branchId, position })
  await importDirectory(system, ground.ports)
  return roleOf(id)
}

describe('A role', () => {
  it('is told by the position as long as no tag is named, and WeCom is not asked for tags', async () => {
    expect(await move('柜员')).toBe('teller')
    expect(await ground.calls('tag/list')).toEqual([])
  })

  it('is told by the tag that the settings name, whatever the position says, at imports and at events', async () => {
    await name({ accountManager: '客户经理' })
    expect(await move('柜员')).toBe('accountManager')
    const effect = await recordEmployeeChange(system, ground.ports, {
      kind: 'employee-updated',
      employeeId: tagged().toLowerCase(),
      newEmployeeId: null,
      at: ground.ports.clock.now(),
    } as Parameters<typeof recordEmployeeChange>[2])
    await ground.ports.database.write(effect)
    expect(await roleOf(tagged())).toBe('accountManager')
    expect(await roleOf('LinXiaoMan')).toBe('teller')
  })

  it('may be given to tellers by a tag too', async () => {
    await name({ teller: '客户经理' })
    expect(await move('客户经理')).toBe('teller')
  })

  it('is told by the position again where the named tag is not in WeCom, and the log says so', async () => {
    await name({ accountManager: '没有这个标签' })
    expect(await move('客户经理')).toBe('accountManager')
    expect(ground.logged.some((line) => line.includes('is not in WeCom'))).toBe(true)
  })
})

describe('The tags of roles', () => {
  it('are shown to and named by operators only', async () => {
    await name({ accountManager: '客户经理', teller: '柜面' })
    expect(await showRoleTags(operator, ground.ports)).toEqual({ accountManager: '客户经理', teller: '柜面' })
    await expect(showRoleTags(actor('e1'), ground.ports)).rejects.toThrow('settings/not-found')
  })
})
