import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PolicyChangeEntry, PolicyEffect, TimeLine } from '../../server/contract/policy.ts'
import { defaultParameters } from '../../server/domain/policy.ts'
import { hire, startPolicyGround, version, type PolicyGround } from './policy-ground.ts'

let ground: PolicyGround
beforeAll(async () => {
  ground = await startPolicyGround()
  await hire(ground.world, 100)
})
afterAll(() => ground.stop())

type Changed = { change: PolicyChangeEntry; type: string }
const decide = (who: 'zhou' | 'he', id: string, what: 'confirmation' | 'refusal' | 'withdrawal') =>
  ground[who].post<Changed>(`/api/policy-changes/${id}/${what}`, what === 'refusal' ? { reason: '虚构：再想一想' } : {})
const waiting = async (who: 'zhou' | 'he') =>
  (await ground[who].get<{ items: PolicyChangeEntry[] }>('/api/policy-changes?state=waiting')).body.items
const targetOn = async (day: string) => (await ground.lin.get<{ target: number }>(`/api/my-day?day=${day}`)).body.target
const proposed = async (more: object) => (await ground.propose([version(more)])).body.change

describe('A change that touches more than 100 people', () => {
  it('waits, and changes nothing', async () => {
    const change = await proposed({ amount: 11 })
    expect(change).toMatchObject({ state: 'waiting', affected: 107, before: 1284, after: 1177, decidedBy: null })
    expect(await targetOn('2026-12-01')).toBe(12)
    expect((await waiting('zhou')).map(({ may }) => may)).toEqual([{ confirm: false, refuse: false, withdraw: true }])
    expect((await waiting('he')).map(({ may }) => may)).toEqual([{ confirm: true, refuse: true, withdraw: false }])
    await decide('zhou', change.id, 'withdrawal')
  })

  it('is not decided by who proposed it', async () => {
    const { id } = await proposed({ amount: 11 })
    const answers = [await decide('zhou', id, 'confirmation'), await decide('zhou', id, 'refusal')]
    expect(answers.map(({ status, body }) => [status, body.type])).toEqual([
      [409, 'policy/own-change'],
      [409, 'policy/own-change'],
    ])
    expect((await decide('he', id, 'withdrawal')).body.type).toBe('policy/not-own-change')
    await decide('zhou', id, 'withdrawal')
  })

  it('is not decided by who proposed it even where the server would forget to ask', async () => {
    const { id } = await proposed({ amount: 11 })
    const forgetful = ground.world.database.write((tx) =>
      tx
        .updateTable('policyChange')
        .set({ state: 'applied', decidedBy: 'zhouyunfan', decidedAt: ground.world.simulator.clock.now() })
        .where('id', '=', id)
        .execute(),
    )
    await expect(forgetful).rejects.toThrow(/policy_change_second_person/)
    await decide('zhou', id, 'withdrawal')
  })

  it('holds once another operator has confirmed it', async () => {
    const { id } = await proposed({ amount: 11 })
    const { status, body } = await decide('he', id, 'confirmation')
    expect(status).toBe(200)
    expect(body.change).toMatchObject({ state: 'applied', decidedBy: { id: 'heqing', name: '何清和' } })
    expect(await targetOn('2026-12-01')).toBe(11)
    expect((await ground.auditOf(id)).map(({ action, actorId }) => [action, actorId])).toEqual([
      ['policy/proposed', 'zhouyunfan'],
      ['policy/confirmed', 'heqing'],
    ])
  })

  it('never holds once another has refused it, with a reason', async () => {
    const { id } = await proposed({ validFrom: '2026-12-02', amount: 3 })
    const { body } = await decide('he', id, 'refusal')
    expect(body.change).toMatchObject({ state: 'refused', decisionReason: '虚构：再想一想' })
    expect(await targetOn('2026-12-02')).toBe(11)
    expect((await decide('he', id, 'confirmation')).body.type).toBe('policy/change-decided')
  })

  it('is held against everything anew when it is confirmed', async () => {
    const { id } = await proposed({ validFrom: '2026-12-03', amount: 3 })
    await ground.world.database.write((tx) =>
      tx
        .insertInto('targetPolicy')
        .values({
          id: 'made-up-in-between',
          scope: 'branch',
          branchId: null,
          role: null,
          employeeId: null,
          validFrom: '2026-12-03',
          validTo: null,
          amount: 4,
          per: 'day',
          parameters: JSON.stringify(defaultParameters),
          createdBy: 'x',
          createdAt: ground.world.simulator.clock.now(),
          withdrawnAt: null,
          withdrawnBy: null,
        })
        .execute(),
    )
    expect((await decide('he', id, 'confirmation')).body.type).toBe('policy/contradicts')
    expect((await waiting('he')).map((change) => change.id)).toEqual([id])
    await decide('zhou', id, 'withdrawal')
  })

  it('is one also when it withdraws what was planned', async () => {
    const planned = (await ground.lines())[0]?.versions.find(({ validFrom }) => validFrom === '2026-12-01')
    const { body } = await ground.zhou.post<Changed>(`/api/target-policies/${planned?.id}/withdrawal`, {
      reason: '虚构的理由',
    })
    expect(body.change).toMatchObject({ state: 'waiting', withdrawals: [{ amount: 11 }] })
    await decide('he', body.change.id, 'confirmation')
    expect(await targetOn('2026-12-01')).toBe(12)
  })

  it('is confirmed once, however many operators press at the same time', async () => {
    const { id } = await proposed({ validFrom: '2026-12-16', amount: 9 })
    const answers = await Promise.all(Array.from({ length: 5 }, () => decide('he', id, 'confirmation')))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409])
    const [bank] = await ground.lines()
    expect(bank?.versions.filter(({ validFrom }) => validFrom === '2026-12-16')).toHaveLength(1)
  })
})

const effectOf = (who: 'zhou' | 'he' | 'lin', id: string) =>
  ground[who].get<PolicyEffect & { type: string }>(`/api/policy-changes/${id}/effect`)

describe('Whoever is to decide on a change', () => {
  it('sees what its operator saw before proposing it, with what follows when it ends', async () => {
    const ending = version({ validFrom: '2026-12-23', validTo: '2027-01-01', amount: 15 })
    const { body: seen } = await ground.preview([ending])
    expect(seen).toMatchObject({ atEnd: { day: '2027-01-04', withoutTarget: 107 }, unpublishedYears: [2027] })
    const { id } = (await ground.propose([ending])).body.change
    expect(await effectOf('he', id)).toMatchObject({ status: 200, body: seen })
    await decide('zhou', id, 'withdrawal')
  })

  it('sees what holds by now: who has come since, and a further version that has been added', async () => {
    const { id } = await proposed({ validFrom: '2026-12-24', validTo: '2027-01-01', amount: 15 })
    const further = { scope: 'role', role: 'teller', validFrom: '2027-01-01', amount: 7 }
    const { change } = (await ground.propose([version(further)])).body
    await decide('he', change.id, 'confirmation')
    const { body } = await effectOf('he', id)
    expect(body.atEnd?.withoutTarget).toBe(3)
    await decide('zhou', id, 'withdrawal')
  })

  it('reads what has come to speak against it, and of one that is decided that it is', async () => {
    const { id } = await proposed({ validFrom: '2026-12-29', amount: 15 })
    const same = version({ validFrom: '2026-12-29', amount: 16 })
    const other = (await ground.propose([same])).body.change
    await decide('he', other.id, 'confirmation')
    expect((await effectOf('he', id)).body.type).toBe('policy/contradicts')
    await decide('zhou', id, 'withdrawal')
    expect((await effectOf('he', id)).body.type).toBe('policy/change-decided')
    expect((await effectOf('lin', id)).body.type).toBe('policy/not-found')
  })

  it('is in the audit log with that they looked, where the change is about single people', async () => {
    const own = version({ scope: 'employee', employeeId: 'LinXiaoMan', validFrom: '2026-12-28' })
    const many = version({ validFrom: '2026-12-28', amount: 15 })
    const { id } = (await ground.propose([own, many])).body.change
    const looks = async () => (await ground.auditOf('linxiaoman')).filter(({ actorId }) => actorId === 'heqing')
    expect(await looks()).toEqual([])
    await effectOf('he', id)
    expect(await looks()).toMatchObject([{ action: 'policy/previewed' }])
    await decide('zhou', id, 'withdrawal')
  })
})

describe('A change of at most 100 people', () => {
  it('needs nobody else, and is kept with its reason', async () => {
    const change = await proposed({ scope: 'role', role: 'accountManager', validFrom: '2026-12-18' })
    expect(change).toMatchObject({ state: 'applied', reason: '虚构的理由', decidedBy: { id: 'zhouyunfan' } })
  })

  it('adds up with what its operator changed alone on the same day: small steps are no way around it', async () => {
    const forThose = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, place) =>
        version({
          scope: 'employee',
          branchId: null,
          employeeId: `made-up-${from + place}`,
          validFrom: '2026-12-21',
        }),
      )
    expect((await ground.propose(forThose(0, 80))).body.change).toMatchObject({ state: 'applied', affected: 80 })
    expect((await ground.preview(forThose(80, 100))).body).toMatchObject({ affected: 20, needsSecond: true })
    const { change } = (await ground.propose(forThose(80, 100))).body
    expect(change).toMatchObject({ state: 'waiting', affected: 20 })
    expect((await decide('zhou', change.id, 'confirmation')).body.type).toBe('policy/own-change')
    expect((await decide('he', change.id, 'confirmation')).body.change).toMatchObject({ state: 'applied' })
  })
})

type Lines = { items: TimeLine[]; nextCursor: string | null }
const linesAfter = async (cursor: string): Promise<Lines> =>
  (await ground.zhou.get<Lines>(`/api/target-policies${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`)).body

describe('The time lines of all scopes', () => {
  it('come fifty at a time, branches before roles before people, each once', async () => {
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Lines = await linesAfter(cursor)
      expect(page.items.length).toBeLessThanOrEqual(50)
      seen.push(...page.items.map((line) => [line.scope, line.branch?.id, line.role, line.employee?.id].join('|')))
      cursor = page.nextCursor
    }
    expect(seen).toHaveLength(new Set(seen).size)
    expect(seen.filter((line) => line.startsWith('employee'))).toHaveLength(100)
    const order = seen.map((line) => ['branch', 'role', 'employee'].indexOf(line.split('|')[0] ?? ''))
    expect(order).toEqual(order.toSorted())
  })
})

describe('An add keeps the rules of the day on which it began (case 12)', () => {
  it('whatever window later versions have', async () => {
    const early = await ground.world.control<{ contactId: string }>('adds', {
      employeeId: 'LinXiaoMan',
      name: '虚构的早客',
    })
    const short = { ...defaultParameters, verificationWindowDays: 10 }
    await ground.propose([version({ branchId: '2', validFrom: '2026-11-27', parameters: short })])
    await ground.world.control('clock', { set: '2026-11-27T10:00:00+08:00', stride: 'PT12H' })
    const late = await ground.world.control<{ contactId: string }>('adds', {
      employeeId: 'LinXiaoMan',
      name: '虚构的晚客',
    })
    await ground.world.product.runDue()
    const adds = await ground.world.database.read.selectFrom('add').select(['contactId', 'windowEndsAt']).execute()
    const windowOf = (id: string) => adds.find(({ contactId }) => contactId === id)?.windowEndsAt?.toISOString()
    expect(windowOf(early.contactId)).toBe('2026-12-23T16:00:00.000Z')
    expect(windowOf(late.contactId)).toBe('2026-12-07T16:00:00.000Z')
  })
})
