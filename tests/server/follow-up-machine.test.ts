import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createConsequences } from '../../server/consequences.ts'
import { system } from '../../server/domain/employee.ts'
import { stateAfter } from '../../server/domain/follow-up-rules.ts'
import type { FollowUpState } from '../../server/domain/follow-up.ts'
import { Problem } from '../../server/domain/problem.ts'
import { recordFacts } from '../../server/features/contact/record-facts.ts'
import { markPrivate } from '../../server/features/contact/mark-private.ts'
import { applyRules } from '../../server/features/follow-up/apply-rules.ts'
import { cancelFollowUp } from '../../server/features/follow-up/cancel-follow-up.ts'
import { completeFollowUp } from '../../server/features/follow-up/complete-follow-up.ts'
import { createFollowUps } from '../../server/features/follow-up/create-follow-ups.ts'
import { postponeFollowUp } from '../../server/features/follow-up/postpone-follow-up.ts'
import { seedRules } from '../../server/features/follow-up/seed-rules.ts'
import { undoCompletion } from '../../server/features/follow-up/undo-completion.ts'
import { beginSeries, repetitions } from '../../server/domain/recurrence.ts'
import type { Ports } from '../../server/ports.ts'
import { MONDAY_TEN, people, startBranchGround } from '../support/branch-ground.ts'
import type { BranchGround } from '../support/branch-ground.ts'

const contacts = ['c1', 'c2', 'c3'] as const
const employees = [people.tellerA1, people.tellerA2]

let ground: BranchGround
let ports: Ports
let now = Date.parse(MONDAY_TEN)
beforeAll(async () => {
  ground = await startBranchGround()
  const live = { changed: async () => {}, revoked: async () => {}, listen: async () => async () => {} }
  ports = { ...ground.ports, liveUpdates: live, consequences: createConsequences(() => ports, live) }
})
afterAll(() => ground.stop())
beforeEach(fresh)

async function fresh(): Promise<void> {
  await ground.fresh()
  now = Date.parse(MONDAY_TEN)
  await ports.database.write(async (tx) => {
    for (const table of ['followUpRule', 'relationFact', 'prompt', 'setting'] as const)
      await tx.deleteFrom(table).execute()
    await tx.deleteFrom('relation').where('contactId', 'in', contacts).execute()
    const day = JSON.stringify({ day: '2026-11-01' })
    await tx
      .insertInto('setting')
      .values({ name: 'countingFrom', value: day, updatedAt: new Date(now) })
      .execute()
  })
  await seedRules(ports)
}

/** One thing that somebody does, or that becomes known; `one` and `who` choose among contacts, employees and follow-ups. */
const acts = [
  ['hours', fc.constantFrom(1, 5, 25, 80)],
  ['starts', fc.nat(5)],
  ['ends', fc.nat(17)],
  ['verified', fc.nat(2)],
  ['revoked', fc.nat(2)],
  ['declined', fc.nat(2)],
  ['private', fc.nat(5)],
  ['rules', fc.constant(0)],
  ['rules', fc.constant(0)],
  ['repeats', fc.nat(17)],
  ['completes', fc.nat(9)],
  ['completes', fc.nat(9)],
  ['undoes', fc.nat(9)],
  ['cancels', fc.nat(9)],
  ['cancels once', fc.nat(9)],
  ['postpones', fc.nat(9)],
] as const
type Act = { name: (typeof acts)[number][0]; one: number }
const anyAct: fc.Arbitrary<Act> = fc.oneof(...acts.map(([name, one]) => fc.record({ name: fc.constant(name), one })))
/** Several at once, on PostgreSQL in as many connections. */
const story = fc.array(fc.array(anyAct, { minLength: 1, maxLength: 3 }), { minLength: 5, maxLength: 18 })

const contactOf = (one: number) => contacts[one % contacts.length] ?? 'c1'
const employeeOf = (one: number) => employees[Math.floor(one / contacts.length) % employees.length] ?? people.tellerA1

async function learn(one: number, fact: 'started' | 'ended'): Promise<void> {
  const at = new Date(Math.floor(now / 1000) * 1000)
  const endedBy = (['contact', 'employee', 'transfer'] as const)[Math.floor(one / 6) % 3] ?? 'contact'
  const facts = [
    fact === 'started'
      ? { kind: 'started' as const, at, source: 'event' as const }
      : { kind: 'ended' as const, at, endedBy, source: 'event' as const },
  ]
  const pair = { employeeId: employeeOf(one).id, contactId: contactOf(one) }
  await ports.database.write(async (tx) => {
    await recordFacts(tx, ports, { ...pair, facts, learnedAt: at, fallbackBranchId: '2' })
  })
}

async function verification(one: number, state: 'verified' | 'revoked' | 'declined'): Promise<void> {
  const contactId = contactOf(one)
  await ports.database.write(async (tx) => {
    await tx.selectFrom('contact').select('id').where('id', '=', contactId).forUpdate().execute()
    const row = { contactId, state, since: new Date(now), failure: null }
    await tx
      .insertInto('verification')
      .values(row)
      .onConflict((known) => known.column('contactId').doUpdateSet({ state, since: row.since }))
      .execute()
    await ports.consequences(tx, { kind: 'verification-changed', contactId })
  })
}

/** For whoever has the contact, as every assignment is. */
async function repeat(one: number): Promise<void> {
  const live = ports.database.read.selectFrom('relation').select('startedAt').where('endedAt', 'is', null)
  const theirs = live.where('contactId', '=', contactOf(one)).where('employeeId', '=', employeeOf(one).id)
  const marked = ports.database.read.selectFrom('add').select('id').where('privateAt', 'is not', null)
  const own = marked.where('contactId', '=', contactOf(one)).where('employeeId', '=', employeeOf(one).id)
  if (!(await theirs.executeTakeFirst()) || (await own.executeTakeFirst())) return
  const dueAt = new Date(now + 3_600_000)
  const series = beginSeries(repetitions[one % 3] ?? 'day', dueAt)
  const whose = { contactId: contactOf(one), assigneeId: employeeOf(one).id, talkScriptId: null }
  const what = { kind: 'call' as const, title: `样例 ${one}`, reason: '', priority: 'normal' as const }
  const made = { ...whose, ...what, ...series, dueAt, origin: 'lead' as const, onceIn: '*' }
  await ports.database.write(async (tx) => void (await createFollowUps(tx, people.leadA, ports, [made])))
}

async function anyFollowUp(one: number): Promise<{ id: string; by: typeof people.tellerA1 }> {
  const rows = await ports.database.read.selectFrom('followUp').select(['id', 'assigneeId']).orderBy('id').execute()
  const row = rows.at(-1 - (one % Math.max(1, rows.length)))
  const by = employees.find(({ id }) => id === row?.assigneeId) ?? people.tellerA1
  return { id: row?.id ?? 'none', by }
}

async function act({ name, one }: Act): Promise<void> {
  if (name === 'starts') return await learn(one, 'started')
  if (name === 'ends') return await learn(one, 'ended')
  if (name === 'verified' || name === 'revoked' || name === 'declined') return await verification(one, name)
  if (name === 'private') return void (await markPrivate(employeeOf(one), ports, contactOf(one)))
  if (name === 'rules') return await applyRules(system, ports)
  if (name === 'repeats') return await repeat(one)
  const { id, by } = await anyFollowUp(one)
  if (name === 'completes') await completeFollowUp(by, ports, { id, outcome: 'reached', note: null })
  if (name === 'undoes') await undoCompletion(by, ports, { id })
  if (name === 'cancels') await cancelFollowUp(people.leadA, ports, { id, reason: null })
  if (name === 'cancels once') await cancelFollowUp(people.leadA, ports, { id, reason: null, once: true })
  if (name === 'postpones') await postponeFollowUp(by, ports, { id, dueAt: new Date(now + 7_200_000) })
}

/** What cannot be done is refused with a problem; anything else is a fault. */
async function attempt(one: Act): Promise<void> {
  await act(one).catch((fault: unknown) => {
    if (!(fault instanceof Problem)) throw fault
  })
}

async function step(together: readonly Act[]): Promise<void> {
  const hours = together.filter(({ name }) => name === 'hours').reduce((sum, { one }) => sum + one, 0)
  now += hours * 3_600_000 + 1_000
  ground.setTime(new Date(now).toISOString())
  for (const one of together.filter(({ name }) => name === 'repeats')) await attempt(one)
  await Promise.all(together.filter(({ name }) => name !== 'hours' && name !== 'repeats').map(attempt))
}

/** Everything that must not be, as it stands now. */
async function wrongs(): Promise<string[]> {
  const { read } = ports.database
  const all = await read.selectFrom('followUp').selectAll().orderBy('id').execute()
  const changes = await read.selectFrom('followUpChange').selectAll().orderBy('at').orderBy('id').execute()
  const verified = await read.selectFrom('verification').selectAll().where('state', '=', 'verified').execute()
  const live = await read.selectFrom('relation').selectAll().where('endedAt', 'is', null).execute()
  const handedOver = await read.selectFrom('relation').selectAll().where('endedBy', '=', 'transfer').execute()
  const marked = await read.selectFrom('add').selectAll().where('privateAt', 'is not', null).execute()
  const found: string[] = []
  const forbid = (isSo: boolean, what: string) => void (isSo && found.push(what))

  for (const one of all) {
    let state: FollowUpState | null = null
    for (const { kind } of changes.filter(({ followUpId }) => followUpId === one.id)) {
      state = kind === 'assigned' ? (state === null ? 'open' : null) : state && stateAfter(state, kind)
      forbid(state === null, `${kind} was not possible`)
    }
    forbid(state !== one.state, `the history leads to ${state}, not ${one.state}`)
    forbid((one.state === 'open') !== (one.closedAt === null), `${one.state} without its moment`)
  }
  const open = all.filter(({ state }) => state === 'open')
  const byRule = open.filter(({ rule }) => rule !== null).map(({ rule, contactId }) => `${rule} ${contactId}`)
  forbid(byRule.length > new Set(byRule).size, `several open for one rule and contact: ${byRule.join()}`)
  const followed = all.flatMap(({ followsId }) => followsId ?? [])
  forbid(followed.length > new Set(followed).size, 'several follow one')
  for (const { kind, contactId, assigneeId, rule, repeats } of open) {
    const isTheirs = (row: { contactId: string; employeeId: string }) =>
      row.contactId === contactId && row.employeeId === assigneeId
    const isVerified = verified.some((row) => row.contactId === contactId)
    forbid(kind === 'promptAgain' && isVerified, 'somebody verified is to be prompted')
    if (rule === null && repeats === null) continue
    forbid(marked.some(isTheirs), `${kind} of a private contact`)
    forbid(!live.some(isTheirs) && !handedOver.some(isTheirs), `${kind} of a contact who is gone`)
  }
  return found
}

describe('Follow-ups with rules and series, whatever happens at the same moment (I15)', () => {
  it('go by their states only, once per rule and contact, and close when the facts say so', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (steps) => {
        await fresh()
        for (const contact of [0, 1, 4]) await learn(contact, 'started')
        for (const together of steps) {
          await step(together)
          expect(await wrongs()).toEqual([])
        }
      }),
      { numRuns: Number(process.env['STORIES'] ?? 6) },
    )
  })

  it('are made once by three processes at the same moment, and not for a contact who verifies at it', async () => {
    for (let round = 0; round < 4; round += 1) {
      await fresh()
      for (const contact of [0, 1, 2]) await learn(contact, 'started')
      await step([{ name: 'hours', one: 25 }])
      const rules = () => applyRules(system, ports)
      await Promise.all([rules(), verification(0, 'verified'), rules(), rules(), verification(1, 'verified')])
      expect(await wrongs()).toEqual([])
      const open = ports.database.read.selectFrom('followUp').select('contactId').where('state', '=', 'open')
      expect(await open.execute()).toEqual([{ contactId: 'c3' }])
    }
  })

  it('make the next of a series once, however often the completion arrives, and take it back with it', async () => {
    await learn(0, 'started')
    await repeat(0)
    const { id, by } = await anyFollowUp(0)
    const done = { id, outcome: 'reached' as const, note: null }
    await Promise.allSettled([1, 2, 3].map(() => completeFollowUp(by, ports, done)))
    const next = ports.database.read.selectFrom('followUp').selectAll().where('followsId', '=', id)
    expect(await next.execute()).toMatchObject([{ state: 'open', repeats: 'day', standsFor: '2026-11-24' }])
    await undoCompletion(by, ports, { id })
    expect(await next.execute()).toEqual([])
    await completeFollowUp(by, ports, done)
    expect(await next.execute()).toHaveLength(1)
    await learn(0, 'ended')
    expect(await next.execute()).toMatchObject([{ state: 'completed', closedItself: true }])
  })
})
