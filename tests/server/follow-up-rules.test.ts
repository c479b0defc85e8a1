import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FollowUpRule } from '../../server/contract/follow-up-rule.ts'
import { colleague, type Ground, type Person, startVerificationWorld, teller } from './verification-ground.ts'

type Rules = { items: FollowUpRule[] }

let ground: Ground
let people: Record<'waiting' | 'prompted' | 'private' | 'declined' | 'verified' | 'shared', Person>
beforeAll(async () => {
  ground = await startVerificationWorld()
  const employee = await ground.signIn(teller)
  people = {
    waiting: await ground.add(teller, '样例待认证'),
    prompted: await ground.add(teller, '样例已邀请'),
    private: await ground.add(teller, '样例私人'),
    declined: await ground.add(teller, '样例说不用'),
    verified: await ground.add(teller, '样例已认证'),
    shared: await ground.add(teller, '样例两人都有'),
  }
  await ground.control('adds', { employeeId: colleague, contactId: people.shared.id })
  await employee.post(`/api/contacts/${people.private.id}/private`)
  await decline(people.declined)
  await verify(people.verified)
})
afterAll(() => ground.stop())

async function opened(person: Person) {
  const { card } = await ground.prompt(await ground.signIn(teller), person.id)
  const phone = ground.phone()
  await phone.open(card.link, person.id)
  return phone
}
async function decline(person: Person): Promise<void> {
  await (await opened(person)).page.post('/v/api/decline')
}
async function verify(person: Person): Promise<void> {
  const phone = await opened(person)
  await phone.submit(person.identity)
  await phone.answer(await ground.codeFor(person.id))
  await later('PT1M')
}
async function later(advance: string): Promise<void> {
  await ground.control('clock', { advance, stride: 'PT8H' })
  await ground.product.runDue()
}
/** What rules made for the contact: whose it is and where it stands. */
const made = async ({ id }: Person, rule?: string) => {
  const rows = await ground.database.read
    .selectFrom('followUp')
    .selectAll()
    .where('contactId', '=', id)
    .where('rule', 'is not', null)
    .orderBy('createdAt')
    .execute()
  return rows
    .filter((row) => rule === undefined || row.rule === rule)
    .map(({ assigneeId, state, closedItself }) => `${assigneeId} ${closedItself ? 'closed itself' : state}`)
}
const openOf = async ({ id }: Person) => {
  const rows = ground.database.read.selectFrom('followUp').selectAll()
  return await rows.where('contactId', '=', id).where('state', '=', 'open').executeTakeFirstOrThrow()
}
const complete = async (person: Person, outcome = 'reached', by = teller) => {
  const { id } = await openOf(person)
  return (await ground.signIn(by)).post(`/api/follow-ups/${id}/completion`, { outcome })
}
const mine = [`${teller.toLowerCase()} open`]

describe('The rule to prompt again', () => {
  it('waits for 24 hours since the add', async () => {
    await later('PT7H')
    await ground.prompt(await ground.signIn(teller), people.prompted.id)
    await later('PT16H')
    expect(await made(people.waiting)).toEqual([])
    await later('PT2H')
    expect(await made(people.waiting)).toEqual(mine)
  })

  it('says why, and is due before the working day ends', async () => {
    expect(await openOf(people.waiting)).toMatchObject({
      kind: 'promptAgain',
      origin: 'rule',
      title: '邀请完成实名认证',
      reason: '添加已满 1 天，还没有完成实名认证',
      dueAt: new Date('2026-11-24T17:00:00+08:00'),
    })
  })

  it('wants nothing of whoever was prompted in the last 24 hours, declined, is verified or private', async () => {
    for (const name of ['prompted', 'private', 'declined', 'verified'] as const)
      expect([name, await made(people[name])]).toEqual([name, []])
    await later('PT9H')
    expect(await made(people.prompted)).toEqual(mine)
  })

  it('gives a contact of two employees to the one who has less to do', async () => {
    expect(await made(people.shared)).toEqual([`${colleague.toLowerCase()} open`])
  })

  it('is told to the employee together with the others, in working hours', async () => {
    await later('PT14H')
    const { notices } = await ground.control<{ notices: { employeeId: string; title: string }[] }>('world')
    expect(notices.filter(({ employeeId }) => employeeId === teller).map(({ title }) => title)).toContain(
      '跟进任务：样例待认证',
    )
  })

  it('comes again a day after it was done without success, and not after it was called off', async () => {
    expect((await complete(people.waiting, 'noAnswer')).status).toBe(200)
    const { id } = await openOf(people.prompted)
    expect((await (await ground.signIn('LiChunFeng')).post(`/api/follow-ups/${id}/cancellation`)).status).toBe(200)
    await later('PT23H')
    expect(await made(people.waiting)).toEqual([`${teller.toLowerCase()} completed`])
    await later('PT2H')
    expect(await made(people.waiting)).toEqual([`${teller.toLowerCase()} completed`, ...mine])
    expect(await made(people.prompted)).toEqual([`${teller.toLowerCase()} cancelled`])
  })

  it('closes by itself when the contact verifies', async () => {
    await verify(people.waiting)
    expect((await made(people.waiting)).at(-1)).toBe(`${teller.toLowerCase()} closed itself`)
  })

  it('closes by itself when the relation ends', async () => {
    await ground.control('deletions', { employeeId: colleague, contactId: people.shared.id, by: 'contact' })
    await ground.product.runDue()
    expect((await made(people.shared))[0]).toBe(`${colleague.toLowerCase()} closed itself`)
  })
})

describe('The rule of the first conversation', () => {
  it('wants one for whoever verified 3 days ago and nobody has talked with', async () => {
    await later('PT24H')
    expect(await made(people.verified)).toEqual(mine)
    expect(await openOf(people.verified)).toMatchObject({ kind: 'firstConversation', rule: 'firstConversation' })
  })

  it('closes by itself when another follow-up of the contact is completed', async () => {
    const lead = await ground.signIn('LiChunFeng')
    const body = {
      contactIds: [people.verified.id],
      kind: 'call',
      title: '样例回访',
      reason: '样例原因',
      dueAt: '2026-12-31T10:00:00+08:00',
    }
    const { created } = (await lead.post<{ created: { id: string }[] }>('/api/follow-ups', { ...body, keep: true }))
      .body
    const employee = await ground.signIn(teller)
    const done = await employee.post(`/api/follow-ups/${created[0]?.id}/completion`, { outcome: 'reached' })
    expect(done.status).toBe(200)
    expect(await made(people.verified)).toEqual([`${teller.toLowerCase()} closed itself`])
  })
})

describe('The rule for whoever came back', () => {
  it('wants a word for a contact who deleted the employee and added them again, and nothing before', async () => {
    const employeeId = teller
    await ground.control('deletions', { employeeId, contactId: people.prompted.id, by: 'contact' })
    await later('PT3H')
    expect(await made(people.prompted, 'cameBack')).toEqual([])
    await ground.control('adds', { employeeId, contactId: people.prompted.id })
    await later('PT3H')
    expect(await made(people.prompted, 'cameBack')).toEqual(mine)
  })

  it('goes along with a handover, and is told to whoever took the contact over', async () => {
    const contactId = people.prompted.id
    const { id } = await openOf(people.prompted)
    await ground.control('deletions', { employeeId: teller, contactId, by: 'transfer' })
    await ground.product.runDue()
    expect(await made(people.prompted, 'cameBack')).toEqual(mine)
    await ground.control('adds', { employeeId: colleague, contactId, addWay: 202 })
    await ground.product.runDue()
    expect(await made(people.prompted, 'cameBack')).toEqual([`${colleague.toLowerCase()} open`])
    const notice = ground.database.read.selectFrom('notice').select('employeeId').where('followUpId', '=', id)
    expect(await notice.execute()).toEqual([{ employeeId: colleague.toLowerCase() }])
    const { body } = await (
      await ground.signIn(colleague)
    ).get<{ items: { history: { kind: string }[] }[] }>('/api/follow-ups?state=open&assignee=me')
    expect(body.items.flatMap(({ history }) => history.map(({ kind }) => kind))).toContain('moved')
  })
})

describe('The settings of a rule', () => {
  const change = { enabled: true, afterHours: 48, title: '样例：再邀请一次', talkScriptId: null }
  const path = '/api/follow-up-rules/promptAgain'

  it('are seen and changed by operators', async () => {
    const operator = await ground.signIn('ZhouYunFan')
    const { items } = (await operator.get<Rules>('/api/follow-up-rules')).body
    expect(items.map(({ rule, enabled, afterHours }) => [rule, enabled, afterHours])).toEqual([
      ['promptAgain', true, 24],
      ['firstConversation', true, 72],
      ['cameBack', true, 1],
    ])
    const changed = await operator.post<{ rule: FollowUpRule }>(path, change)
    expect(changed.body.rule).toMatchObject({
      afterHours: 48,
      title: '样例：再邀请一次',
      changedBy: { id: 'zhouyunfan' },
    })
    const audit = ground.database.read
      .selectFrom('audit')
      .select('actorId')
      .where('action', '=', 'follow-up-rule/changed')
    expect(await audit.execute()).toEqual([{ actorId: 'zhouyunfan' }])
  })

  it('refuse hours and talk scripts that cannot be', async () => {
    const operator = await ground.signIn('ZhouYunFan')
    for (const afterHours of [0, 1.5, 721])
      expect((await operator.post(path, { ...change, afterHours })).body['type']).toBe('request/invalid')
    const talkScriptId = '0198c0de-0000-7000-8000-000000000099'
    expect((await operator.post(path, { ...change, talkScriptId })).body['type']).toBe('talk-script/not-found')
  })

  it('switch it off, and it makes nothing more; before it is on again one is told what it would make at once', async () => {
    const operator = await ground.signIn('ZhouYunFan')
    await operator.post(path, { ...change, enabled: false })
    const left = await ground.add(teller, '样例规则已停')
    await later('PT49H')
    expect(await made(left)).toEqual([])
    const again = await ground.signIn('ZhouYunFan')
    const count = async (includePast: boolean) =>
      (await again.post<{ count: number }>(`${path}/preview`, { ...change, includePast })).body.count
    expect([await count(false), await count(true)]).toEqual([0, 1])
    await again.post(path, { ...change, includePast: true })
    await later('PT1H')
    expect(await made(left)).toEqual(mine)
  })
})
