import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { enterJoiningDay, readJoiners } from '../../server/contract/joining-day.ts'
import type { MyDay } from '../../server/contract/target.ts'
import type { Caller } from '../support/caller.ts'
import { startWorld, type TestWorld } from '../support/world.ts'

type Joiners = z.output<typeof readJoiners.reply>
type Entered = z.output<typeof enterJoiningDay.reply> & { type: string }

let world: TestWorld
let operator: Caller
let newcomer: Caller

/** WeCom's event of the newcomer is lost, so that only the next day's import finds them. */
beforeAll(async () => {
  world = await startWorld({ env: { OPERATORS: 'ZhouYunFan' } })
  await world.control('faults', { path: 'directory-callback', times: 1, drop: true })
  await world.control('employees', { id: 'XinYuan', name: '新虚构', branchId: 2, position: '柜员' })
  await world.control('clock', { set: '2026-11-24T10:30:00+08:00' })
  operator = await world.signIn('ZhouYunFan')
  newcomer = await world.signIn('XinYuan')
})
afterAll(() => world.stop())

const joiners = async () => (await operator.get<Joiners>('/api/joiners')).body.items
const enter = (day: string | null, id = 'XinYuan', caller = operator) =>
  caller.post<Entered>(`/api/employees/${id}/joining-day`, { day, reason: '虚构的入职通知' })
const target = async () => (await newcomer.get<MyDay>('/api/my-day')).body.target

describe('Somebody found by the import', () => {
  it('has no joining day, and is told to operators; employees of the first import are not', async () => {
    expect(await joiners()).toEqual([
      {
        employee: { id: 'xinyuan', name: '新虚构' },
        branch: { id: '2', name: expect.any(String) },
        foundOn: '2026-11-24',
        joinedOn: null,
      },
    ])
    expect(await target()).toBe(12)
  })

  it('ramps up from the day that an operator enters, corrects or takes back', async () => {
    expect((await enter('2026-11-23')).body.joiner).toMatchObject({ foundOn: '2026-11-24', joinedOn: '2026-11-23' })
    expect(await target()).toBe(0)
    await enter('2026-11-09')
    expect(await target()).toBe(6)
    await enter('2026-10-27')
    expect(await target()).toBe(12)
    await enter(null)
    expect((await joiners()).map(({ joinedOn }) => joinedOn)).toEqual([null])
    const facts = await world.database.read
      .selectFrom('audit')
      .select(['actorId', 'objectId', 'facts'])
      .where('action', '=', 'employee/joining-day-entered')
      .orderBy('id')
      .execute()
    expect(facts).toHaveLength(4)
    expect(facts[1]).toEqual({
      actorId: 'zhouyunfan',
      objectId: 'xinyuan',
      facts: { before: '2026-11-23', after: '2026-11-09', reason: '虚构的入职通知' },
    })
  })

  it('keeps the day that was entered when the directory is read again', async () => {
    await enter('2026-11-16')
    await world.control('clock', { set: '2026-11-25T10:30:00+08:00' })
    operator = await world.signIn('ZhouYunFan')
    newcomer = await world.signIn('XinYuan')
    expect((await joiners()).map(({ joinedOn }) => joinedOn)).toEqual(['2026-11-16'])
  })
})

describe('A joining day', () => {
  it('may be entered for somebody of the first import too', async () => {
    expect((await enter('2026-11-18', 'ZhaoTing')).body.joiner).toMatchObject({ foundOn: null, joinedOn: '2026-11-18' })
    expect((await joiners()).map(({ employee }) => employee.id)).toContain('zhaoting')
  })

  it('lies neither ahead nor on the day of leaving, needs a reason, and is nobody’s own to enter', async () => {
    const refused = async (answer: ReturnType<typeof enter>) => {
      const { status, body } = await answer
      return [status, body.type]
    }
    expect(await refused(enter('2026-11-26'))).toEqual([422, 'joining-day/impossible'])
    expect(await refused(enter('2026-11-02', 'ZhouYunFan'))).toEqual([403, 'joining-day/own'])
    expect(await refused(enter('2026-11-02', 'nobody'))).toEqual([404, 'joining-day/not-found'])
    expect(await refused(enter('2026-11-02', 'ZhaoTing', newcomer))).toEqual([404, 'joining-day/not-found'])
    const without = await operator.post<Entered>('/api/employees/ZhaoTing/joining-day', { day: null, reason: ' ' })
    expect(without.status).toBe(400)
    await world.control('employees/removal', { id: 'XinYuan' })
    await world.control('clock', { advance: 0 })
    expect(await refused(enter('2026-11-25'))).toEqual([422, 'joining-day/impossible'])
    expect((await joiners()).map(({ employee }) => employee.id)).not.toContain('xinyuan')
  })
})
