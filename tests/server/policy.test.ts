import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultParameters } from '../../server/domain/policy.ts'
import { startPolicyGround, version, type PolicyGround } from './policy-ground.ts'

let ground: PolicyGround
beforeAll(async () => {
  ground = await startPolicyGround()
})
afterAll(() => ground.stop())

const targetOf = async (day?: string) =>
  (await ground.lin.get<{ target: number }>(`/api/my-day${day ? `?day=${day}` : ''}`)).body.target

describe('The preview of a change', () => {
  it('says whom it touches, and the sum of their targets on the first working day before and after', async () => {
    const { status, body } = await ground.preview([version({ amount: 10 })])
    expect(status).toBe(200)
    expect(body).toMatchObject({ affected: 7, day: '2026-12-01', before: 84, after: 70, needsSecond: false })
    expect(body.branches.map(({ branch, employees }) => [branch.id, employees])).toEqual([
      ['2', 3],
      ['3', 2],
      ['4', 2],
    ])
  })

  it('says when the year of that day is not published, since the sums may then change', async () => {
    expect((await ground.preview([version()])).body.unpublishedYears).toEqual([])
    expect((await ground.preview([version({ validFrom: '2027-01-04' })])).body.unpublishedYears).toEqual([2027])
  })

  it('names every year up to the end of a version that is not published, and that of the first day after it', async () => {
    const until = async (validTo: string) => (await ground.preview([version({ validTo })])).body.unpublishedYears
    expect(await until('2026-12-31')).toEqual([])
    expect(await until('2027-01-01')).toEqual([2027])
    expect(await until('2029-01-01')).toEqual([2027, 2028, 2029])
    const own = { scope: 'employee', employeeId: 'LinXiaoMan' }
    const { body } = await ground.preview([version({ ...own, validTo: '2028-01-01' })])
    expect(body).toMatchObject({ atEnd: null, unpublishedYears: [2027] })
  })

  it('takes Monday where a version begins on a Saturday', async () => {
    const { body } = await ground.preview([version({ validFrom: '2026-12-05' })])
    expect(body).toMatchObject({ day: '2026-12-07', before: 84, after: 70 })
  })

  it('counts only those for whom nothing more specific holds', async () => {
    const role = version({ scope: 'role', role: 'accountManager', branchId: '2', amount: 20 })
    expect((await ground.preview([role])).body).toMatchObject({ affected: 1, before: 12, after: 20 })
    const both = await ground.preview([role, version()])
    expect(both.body).toMatchObject({ affected: 7, before: 84, after: 80 })
  })

  it('takes in leads and operators where their adds are judged otherwise; the sum is of targets', async () => {
    const parameters = { ...defaultParameters, verificationWindowDays: 7 }
    const { body } = await ground.preview([version({ amount: 10, parameters })])
    expect(body).toMatchObject({ affected: 12, before: 84, after: 70 })
  })

  it('spreads a monthly amount over the month', async () => {
    const { body } = await ground.preview([version({ branchId: '2', amount: 46, per: 'month' })])
    expect(body).toMatchObject({ affected: 3, before: 36, after: 6 })
  })

  it('knows who touches a version only later: when it ends, the one before does not come back', async () => {
    const covered = version({ scope: 'employee', employeeId: 'LinXiaoMan', validTo: '2026-12-08' })
    expect((await ground.preview([covered, version({ branchId: '2' })])).body.affected).toBe(3)
  })

  it('warns of what follows where a version ends, since the one before does not come back', async () => {
    const december = version({ amount: 15, validTo: '2027-01-01' })
    const { body } = await ground.preview([december])
    expect(body).toMatchObject({ day: '2026-12-01', before: 84, after: 105 })
    expect(body.atEnd).toEqual({ day: '2027-01-04', before: 84, after: 0, withoutTarget: 7 })
    const further = version({ amount: 9, validFrom: '2027-01-01' })
    expect((await ground.preview([december, further])).body.atEnd).toMatchObject({ after: 63, withoutTarget: 0 })
  })

  it('tells of the end that leaves the most people without a target', async () => {
    const first = version({ validTo: '2026-12-05' })
    const second = version({ validFrom: '2026-12-07', validTo: '2026-12-12' })
    expect((await ground.preview([first, second])).body.atEnd).toMatchObject({ day: '2026-12-14', withoutTarget: 7 })
  })

  it('says nothing of an end where nothing differs after it, or where there is none', async () => {
    const own = version({ scope: 'employee', employeeId: 'LinXiaoMan', validTo: '2026-12-05' })
    expect((await ground.preview([own])).body.atEnd).toBeNull()
    expect((await ground.preview([version()])).body.atEnd).toBeNull()
  })

  it('saves nothing', async () => {
    const [bank] = await ground.lines()
    expect(bank?.versions).toHaveLength(1)
  })
})

describe('A version that is added', () => {
  it('holds from its day on, and ends the one before; nothing is edited', async () => {
    const { status, body } = await ground.propose([version({ validFrom: '2026-11-25', amount: 8 })])
    expect(status).toBe(201)
    expect(body.change).toMatchObject({ state: 'applied', affected: 7, before: 84, after: 56 })
    expect([await targetOf('2026-11-24'), await targetOf('2026-11-25')]).toEqual([12, 8])
    const [bank] = await ground.lines()
    expect(bank?.versions).toMatchObject([
      { validFrom: '2026-11-25', amount: 8, state: 'planned', until: null, may: { withdraw: true } },
      { validFrom: '2020-01-01', amount: 12, state: 'current', until: '2026-11-25', may: { withdraw: false } },
    ])
  })

  it('is in the audit log with what held before and after', async () => {
    const planned = (await ground.lines())[0]?.versions[0]
    const [row] = await ground.auditOf(planned?.id ?? '')
    expect(row).toMatchObject({ action: 'policy/added', actorId: 'zhouyunfan' })
    expect(row?.facts).toMatchObject({
      before: expect.stringMatching(/^12 per day, from 2020-01-01, to -/),
      after: expect.stringMatching(/^8 per day, from 2026-11-25, to -, verificationWindowDays 30/),
    })
  })

  it('can be withdrawn until it begins, and then never held', async () => {
    const planned = (await ground.lines())[0]?.versions[0]
    const path = `/api/target-policies/${planned?.id}/withdrawal`
    expect((await ground.zhou.post(path, { reason: '虚构的理由' })).status).toBe(200)
    expect(await targetOf('2026-11-25')).toBe(12)
    const [bank] = await ground.lines()
    expect(bank?.versions.map(({ state, until }) => [state, until])).toEqual([
      ['withdrawn', null],
      ['current', null],
    ])
    expect((await ground.zhou.post(path, { reason: '虚构的理由' })).body['type']).toBe('policy/not-found')
  })

  it('that begins today changes the open day at once, and has begun', async () => {
    const { body } = await ground.propose([version({ validFrom: '2026-11-23', branchId: '2', amount: 6 })])
    expect(await targetOf()).toBe(6)
    expect(body.change.versions[0]?.branch).toEqual({ id: '2', name: '春风路支行' })
    const added = (await ground.lines()).find(({ branch }) => branch?.id === '2')?.versions[0]
    const refused = await ground.zhou.post(`/api/target-policies/${added?.id}/withdrawal`, { reason: '虚构' })
    expect(refused.body['type']).toBe('policy/begun')
  })

  it('can take the place of a planned one in the same change', async () => {
    const planned = version({ branchId: '4', validFrom: '2026-12-07', amount: 5 })
    await ground.propose([planned])
    const line = async () => (await ground.lines()).find(({ branch }) => branch?.id === '4')?.versions ?? []
    const [old] = await line()
    const { status } = await ground.propose([{ ...planned, amount: 4 }], { withdrawals: [old?.id] })
    expect(status).toBe(201)
    expect((await line()).map(({ amount, state }) => [amount, state])).toEqual([
      [4, 'planned'],
      [5, 'withdrawn'],
    ])
  })

  it('can be added once for one key, however often it is sent', async () => {
    const body = { versions: [version({ branchId: '3', validFrom: '2026-12-14' })], reason: '虚构的理由' }
    const key = { 'idempotency-key': 'one-made-up-key' }
    const [first, second] = [
      await ground.zhou.post('/api/target-policies', body, key),
      await ground.zhou.post('/api/target-policies', body, key),
    ]
    expect([first.status, second.body]).toEqual([201, first.body])
  })
})

describe('A version is refused in plain words', () => {
  const parameters = (more: object) => ({ parameters: { ...defaultParameters, ...more } })
  it.each([
    ['an amount that is not whole', { amount: 7.5 }, 'policy/amount'],
    ['an amount above 500', { amount: 501 }, 'policy/amount'],
    ['an amount below 0', { amount: -1 }, 'policy/amount'],
    ['a window of 0 days', parameters({ verificationWindowDays: 0 }), 'policy/window'],
    ['a window of 181 days', parameters({ verificationWindowDays: 181 }), 'policy/window'],
    ['a retention of 91 days', parameters({ retentionDays: 91 }), 'policy/retention'],
    ['a daily cap of 0', parameters({ dailyCap: 0 }), 'policy/daily-cap'],
    ['a branch nobody knows', { branchId: '99' }, 'policy/unknown-branch'],
    ['a role nobody knows', { scope: 'role', role: 'guard' }, 'policy/unknown-role'],
    ['an employee nobody knows', { scope: 'employee', employeeId: 'nobody' }, 'policy/unknown-employee'],
    ['a role without its scope', { role: 'teller' }, 'policy/scope'],
    ['an employee with a branch', { scope: 'employee', employeeId: 'LinXiaoMan', branchId: '2' }, 'policy/scope'],
    ['an end before its begin', { validTo: '2026-12-01' }, 'policy/ends-before-begin'],
    ['a begin on a closed day', { validFrom: '2026-11-22' }, 'policy/begins-closed'],
    ['no working day', { validFrom: '2026-12-05', validTo: '2026-12-07' }, 'policy/no-working-day'],
    ['nothing but a holiday', { validFrom: '2027-01-01', validTo: '2027-01-02' }, 'policy/no-working-day'],
  ])('%s', async (_what, more, code) => {
    const { status, body } = await ground.propose([version({ validFrom: '2026-12-21', ...more })])
    expect([status, body.type]).toEqual([422, code])
  })

  it('two of one scope on the same day', async () => {
    const twice = [version({ validFrom: '2026-12-21' }), version({ validFrom: '2026-12-21', amount: 3 })]
    expect((await ground.propose(twice)).body.type).toBe('policy/contradicts')
  })

  it('one that reaches into another that is planned, but not one that ends with its begin', async () => {
    const scope = { scope: 'role', role: 'teller' }
    await ground.propose([version({ ...scope, validFrom: '2026-12-21' })])
    const reaching = version({ ...scope, validFrom: '2026-12-14', validTo: '2026-12-22' })
    const refused = await ground.propose([reaching])
    expect([refused.status, refused.body.type]).toEqual([409, 'policy/overlaps'])
    expect((await ground.propose([{ ...reaching, validTo: '2026-12-21' }])).status).toBe(201)
  })

  it('one for somebody who has left', async () => {
    await ground.world.control('employees', { id: 'WangXuGou', name: '王虚构', branchId: 2, position: '柜员' })
    await ground.world.product.runDue()
    await ground.world.control('employees/removal', { id: 'WangXuGou' })
    await ground.world.product.runDue()
    const { body } = await ground.propose([version({ scope: 'employee', employeeId: 'WangXuGou' })])
    expect(body.type).toBe('policy/employee-left')
  })

  it('none of several when one is wrong', async () => {
    const before = (await ground.lines()).flatMap(({ versions }) => versions)
    await ground.propose([version({ branchId: '3', validFrom: '2027-01-04' }), version({ amount: 900 })])
    expect((await ground.lines()).flatMap(({ versions }) => versions)).toHaveLength(before.length)
  })

  it('a change that changes nothing', async () => {
    expect((await ground.propose([])).body.type).toBe('policy/nothing-to-change')
  })

  it('a field that it does not know', async () => {
    const { status } = await ground.propose([version({ createdBy: 'he' })])
    expect(status).toBe(400)
  })
})

describe('What has been set', () => {
  it('cannot be edited by the server itself', async () => {
    const edit = ground.world.database.write((tx) =>
      tx.updateTable('targetPolicy').set({ amount: 1 }).where('validFrom', '=', '2020-01-01').execute(),
    )
    await expect(edit).rejects.toThrow(/permission denied/)
  })

  it('is not there for anybody but operators', async () => {
    const answers = [
      await ground.lin.get('/api/target-policies'),
      await ground.lin.post('/api/target-policies', { versions: [version()], reason: '虚构的理由' }),
    ]
    expect(answers.map(({ status, body }) => [status, body['type']])).toEqual([
      [404, 'policy/not-found'],
      [404, 'policy/not-found'],
    ])
  })
})
