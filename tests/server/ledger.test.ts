import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ResultFacts } from '../../server/domain/add-facts.ts'
import { system } from '../../server/domain/employee.ts'
import { checkLedger } from '../../server/features/add/check-ledger.ts'
import { settleAdds, settleAddsOf, settleDueAdds } from '../../server/features/add/settle-adds.ts'
import { saveAnswer, startAddGround, type AddGround } from './add-ground.ts'

let ground: AddGround

beforeAll(async () => {
  ground = await startAddGround()
  for (const id of ['e1', 'e2', 'e3', 'leaver']) await ground.employee(id)
})
afterAll(async () => ground.stop())

/** Resolves for all once `count` wait, or after half a second. */
function barrier(count: number): () => Promise<void> {
  let waiting = 0
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  return async () => {
    waiting += 1
    if (waiting === count) open()
    await Promise.race([opened, new Promise((resolve) => setTimeout(resolve, 500))])
  }
}

const creditsOf = async (...employees: string[]): Promise<string[]> =>
  (await ground.entries()).filter((entry) => employees.some((employee) => entry.startsWith(`${employee} `)))

describe('A settled add', () => {
  it('awaits until the contact is verified, and then is effective with one credit', async () => {
    await ground.added('e1', 'a-1')
    expect(await ground.verdicts()).toMatchObject({ 'e1+a-1': 'awaiting not-verified' })
    await ground.answered('a-1')
    expect(await ground.verdicts()).toMatchObject({ 'e1+a-1': 'effective' })
    expect(await creditsOf('e1')).toEqual(['e1 +1 on 2026-11-20 earned'])
  })

  it('tells the employee that a figure and a verdict changed, once', async () => {
    ground.told.length = 0
    await ground.added('e1', 'a-2')
    const begun = ground.told.length
    await ground.answered('a-2')
    expect(ground.told.slice(begun)).toEqual([
      { employeeIds: ['e1'], kind: 'my-day' },
      { employeeIds: ['e1'], kind: 'verification' },
    ])
    const before = ground.told.length
    await ground.settle('a-2')
    expect(ground.told).toHaveLength(before)
  })

  it('books nothing twice, however often it is settled at once', async () => {
    await ground.added('e1', 'a-3')
    await ground.database.write((tx) => saveAnswer(tx, 'a-3', {}, ground.clock.now()))
    const before = await creditsOf('e1')
    await Promise.all(Array.from({ length: 8 }, () => ground.settle('a-3')))
    expect(await creditsOf('e1')).toHaveLength(before.length + 1)
  })

  it('counts one identity once, whoever claims it at the same time', async () => {
    const accounts = ['b-1', 'b-2', 'b-3', 'b-4']
    for (const [index, account] of accounts.entries()) await ground.added(`e${(index % 3) + 1}`, account)
    await Promise.all(
      accounts.map((account, index) =>
        ground.answered(account, {
          subject: 'one person',
          decidedAt: new Date(ground.clock.now().getTime() - index * 60_000),
        }),
      ),
    )
    const verdicts = await ground.verdicts()
    expect(accounts.map((account, index) => verdicts[`e${(index % 3) + 1}+${account}`]).toSorted()).toEqual([
      'effective',
      'void same-person',
      'void same-person',
      'void same-person',
    ])
    expect(await checkLedger(system, ground.ports)).toEqual([])
  })

  it('passes a freed identity on, though the revocation and the other account are settled at the same time', async () => {
    await ground.added('e1', 'f-1')
    await ground.added('e2', 'f-2')
    await ground.answered('f-1', { subject: 'freed person' })
    // Both have written and neither has settled; where there is but one connection, they come one after the other.
    const bothWrote = barrier(2)
    const write = (contactId: string, answer: Partial<ResultFacts>): Promise<void> =>
      ground.database.write(async (tx) => {
        await saveAnswer(tx, contactId, { subject: 'freed person', ...answer }, ground.clock.now())
        await bothWrote()
        await settleAdds(system, ground.ports, tx, contactId)
      })
    await Promise.all([write('f-1', { version: 2, outcome: 'failed', subject: null }), write('f-2', {})])
    expect(await ground.verdicts()).toMatchObject({ 'e1+f-1': 'void verification-revoked', 'e2+f-2': 'effective' })
  })

  it('turns void when only time has passed, and its window is kept', async () => {
    await ground.added('e2', 'c-1')
    const add = () =>
      ground.database.read.selectFrom('add').selectAll().where('contactId', '=', 'c-1').executeTakeFirstOrThrow()
    expect((await add()).windowEndsAt).toEqual(new Date('2026-12-21T00:00:00+08:00'))
    ground.clock.set('2026-12-21T00:00:00+08:00')
    await settleDueAdds(system, ground.ports)
    expect(await add()).toMatchObject({ verdictStatus: 'void', verdictReason: 'window-passed' })
    await settleDueAdds(system, ground.ports)
    ground.clock.set('2026-11-20T18:00:00+08:00')
    await ground.settle('c-1')
  })

  it('has a window that goes on while what was submitted has not reached the provider', async () => {
    await ground.added('e2', 'h-3')
    const row = { openingId: 'o', promptId: 'p', recipient: 'confirmed' as const, providerId: null, maskedPhone: null }
    const request = { ...row, id: 'h-3-sending', contactId: 'h-3', version: 0, askAgainAt: null }
    await ground.database.write((tx) =>
      tx
        .insertInto('identityRequest')
        .values({ ...request, state: 'sending', submittedAt: ground.clock.now() })
        .execute(),
    )
    await ground.settle('h-3')
    expect(await ground.verdicts()).toMatchObject({ 'e2+h-3': 'awaiting not-verified' })
  })

  it('takes back what was credited after the employee had left, once the leaving is told', async () => {
    await ground.added('leaver', 'g-1')
    await ground.answered('g-1')
    await ground.added('leaver', 'g-2')
    expect(await creditsOf('leaver')).toHaveLength(1)
    const leftAt = new Date(ground.clock.now().getTime() - 60_000)
    await ground.database.write(async (tx) => {
      await tx.updateTable('employee').set({ state: 'left', leftAt }).where('id', '=', 'leaver').execute()
      await settleAddsOf(system, ground.ports, tx, 'leaver')
    })
    expect(await ground.verdicts()).toMatchObject({
      'leaver+g-1': 'awaiting employee-left',
      'leaver+g-2': 'awaiting not-verified',
    })
    expect(await creditsOf('leaver')).toHaveLength(2)
  })

  it('takes a credit back in the branch in which it was given', async () => {
    await ground.added('e3', 'd-1')
    await ground.answered('d-1')
    await ground.database.write((tx) =>
      tx.updateTable('employee').set({ branchId: 'branch-2' }).where('id', '=', 'e3').execute(),
    )
    await ground.removed('e3', 'd-1')
    const rows = await ground.database.read
      .selectFrom('credit')
      .select(['amount', 'branchId'])
      .where('subject', '=', 'person of d-1')
      .orderBy('step')
      .execute()
    expect(rows).toEqual([
      { amount: 1, branchId: 'branch-1' },
      { amount: -1, branchId: 'branch-1' },
    ])
  })
})

describe('The ledger', () => {
  it('says what the verdicts say', async () => {
    expect(await checkLedger(system, ground.ports)).toEqual([])
  })

  it('tells an add whose verdict was changed behind its back', async () => {
    await ground.added('e1', 'z-1')
    const change = (verdictStatus: 'effective' | 'awaiting'): Promise<unknown> =>
      ground.database.write((tx) =>
        tx.updateTable('add').set({ verdictStatus }).where('contactId', '=', 'z-1').execute(),
      )
    await change('effective')
    expect(await checkLedger(system, ground.ports)).toEqual([
      {
        kind: 'wrong-verdict',
        facts: { add: expect.any(String), kept: 'effective not-verified', told: 'awaiting not-verified' },
      },
    ])
    await change('awaiting')
  })

  it('refuses a second credit for an identity that has one', async () => {
    const [credit] = await ground.database.read.selectFrom('credit').selectAll().where('step', '=', 1).execute()
    if (!credit) throw new Error('There is no credit')
    const again = ground.database.write((tx) =>
      tx
        .insertInto('credit')
        .values({ ...credit, addId: 'other' })
        .execute(),
    )
    await expect(again).rejects.toThrow(/unique|duplicate/i)
    const uneven = ground.database.write((tx) =>
      tx
        .insertInto('credit')
        .values({ ...credit, step: 2, amount: 1 })
        .execute(),
    )
    await expect(uneven).rejects.toThrow(/check/i)
  })
})

describe('An add that is due', () => {
  it('is settled in time although the adds of another contact cannot be', async () => {
    const own = await startAddGround()
    await own.employee('e2')
    const settled = async (contactId: string) =>
      own.database.read.selectFrom('add').selectAll().where('contactId', '=', contactId).executeTakeFirstOrThrow()
    await own.added('e2', 'h-1')
    await own.added('e2', 'h-2')
    const broken = await settled('h-1')
    await own.database.write(async (tx) => {
      await saveAnswer(tx, 'h-1', {}, own.clock.now())
      const day = '2026-11-20'
      // A step without the one before it: there is no way to go on from it.
      const entry = { subject: 'person of h-1', step: 2, amount: -1 as const, reason: 'corrected' }
      const { id: addId, employeeId, branchId } = broken
      await tx
        .insertInto('credit')
        .values({ ...entry, addId, employeeId, branchId, day, earnedDay: day, recordedAt: own.clock.now() })
        .execute()
    })
    own.clock.set('2026-12-21T00:00:00+08:00')
    await settleDueAdds(system, own.ports)
    expect(await settled('h-1')).toMatchObject({ verdictStatus: 'awaiting' })
    expect(await settled('h-2')).toMatchObject({ verdictStatus: 'void', verdictReason: 'window-passed' })
    await own.stop()
  })
})
