import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AddEntry } from '../../server/contract/add.ts'
import { defaultParameters } from '../../server/domain/policy.ts'
import { startPolicyGround, version, type PolicyGround } from './policy-ground.ts'

let ground: PolicyGround
beforeAll(async () => {
  ground = await startPolicyGround()
})
afterAll(() => ground.stop())

/** It is the 23rd of November. */
const windowOf = (days: number, more: object) =>
  ground.propose([
    version({ validFrom: '2026-11-23', ...more, parameters: { ...defaultParameters, verificationWindowDays: days } }),
  ])
const own = { scope: 'employee', employeeId: 'LinXiaoMan' }
/** What is under way is delivered, and everything due is run. */
const settle = () => ground.world.control('clock', { advance: 0 })
const scan = async (employeeId: string, name: string) => {
  await ground.world.control('adds', { employeeId, name })
  await settle()
}
const windows = async (employeeId: string) => {
  await settle()
  const rows = await ground.world.database.read
    .selectFrom('add')
    .innerJoin('contact', 'contact.id', 'add.contactId')
    .select(['contact.name', 'add.windowEndsAt'])
    .where('add.employeeId', '=', employeeId)
    .where('contact.name', 'like', '虚构%')
    .execute()
  return Object.fromEntries(rows.map(({ name, windowEndsAt }) => [name, windowEndsAt?.toISOString()]))
}
const endOf = (day: string) => new Date(`${day}T24:00:00+08:00`).toISOString()

describe('An add', () => {
  it('goes by the version of the day on which it began, whether it was recorded before or after that was saved', async () => {
    await scan('LinXiaoMan', '虚构先')
    expect(await windows('linxiaoman')).toEqual({ 虚构先: endOf('2026-12-23') })
    expect((await windowOf(10, own)).status).toBe(201)
    await scan('LinXiaoMan', '虚构后')
    expect(await windows('linxiaoman')).toEqual({ 虚构先: endOf('2026-12-03'), 虚构后: endOf('2026-12-03') })
    const { body } = await ground.lin.get<{ items: AddEntry[] }>('/api/adds?from=2026-11-23')
    const told = body.items
      .filter(({ contact }) => contact.name.startsWith('虚构'))
      .map(({ verdict }) => verdict.sentence)
    expect(new Set(told).size).toBe(1)
  })

  it('keeps its parameters when a version from another day is saved', async () => {
    await windowOf(60, { ...own, validFrom: '2026-11-24' })
    expect(new Set(Object.values(await windows('linxiaoman')))).toEqual(new Set([endOf('2026-12-03')]))
  })

  it("of a lead goes by the lead's version, and of the others in the branch by theirs", async () => {
    await windowOf(60, { scope: 'role', role: 'lead', amount: 3 })
    await scan('LiChunFeng', '虚构负责人的')
    await scan('ZhaoTing', '虚构柜员的')
    expect(await windows('lichunfeng')).toEqual({ 虚构负责人的: endOf('2027-01-22') })
    expect(await windows('zhaoting')).toEqual({ 虚构柜员的: endOf('2026-12-23') })
  })

  it('of a lead whom no version names goes by the one of the branch', async () => {
    const { lines } = ground
    const [line] = (await lines()).filter(({ scope }) => scope === 'branch')
    expect(line?.versions).toHaveLength(1)
    await windowOf(20, { scope: 'branch' })
    await scan('HeQing', '虚构他行的')
    expect(await windows('heqing')).toEqual({ 虚构他行的: endOf('2026-12-13') })
    expect(await windows('lichunfeng')).toEqual({ 虚构负责人的: endOf('2027-01-22') })
    expect(await windows('linxiaoman')).toMatchObject({ 虚构先: endOf('2026-12-03') })
  })
})
