import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '../../server/domain/employee.ts'
import type { Difference } from '../../server/domain/ledger-check.ts'
import { differenceWords } from '../../server/domain/ledger-check-words.ts'
import { checkLedger, checkLedgerNightly } from '../../server/features/add/check-ledger.ts'
import { closeDays } from '../../server/features/closing/close-days.ts'
import { startAddGround, type AddGround } from './add-ground.ts'

let ground: AddGround
let logged: object[] = []

beforeAll(async () => {
  ground = await startAddGround('2026-11-20T10:00:00+08:00')
  Object.assign(ground.ports.log, { error: (facts: object) => void logged.push(facts) })
  for (const id of ['e1', 'e2']) await ground.employee(id)
  const value = JSON.stringify({ day: '2026-11-20' })
  await ground.database.write((tx) =>
    tx.insertInto('setting').values({ name: 'countingFrom', value, updatedAt: ground.clock.now() }).execute(),
  )
  for (const contact of ['a', 'b', 'c', 'd']) {
    await ground.added(contact < 'c' ? 'e1' : 'e2', contact)
    if (contact !== 'd') await ground.answered(contact)
  }
  ground.clock.set('2026-12-01T02:00:00+08:00')
  await closeDays(system, ground.ports)
})
afterAll(async () => ground.stop())

const check = async (): Promise<Difference[]> => (await checkLedger(system, ground.ports)) ?? []
const addOf = async (contactId: string) =>
  ground.database.read.selectFrom('add').selectAll().where('contactId', '=', contactId).executeTakeFirstOrThrow()

/** Plants a difference, sees what the check finds, and takes it away again. */
async function planted(plant: string, undo: string): Promise<string[]> {
  await ground.asOwner(plant)
  const found = await check()
  await ground.asOwner(undo)
  return found.map((one) => differenceWords(one, 'en'))
}

describe('The check of the ledger', () => {
  it('finds nothing where all is well', async () => {
    expect(await check()).toEqual([])
    expect(logged).toEqual([])
  })

  it('finds an entry that the facts ask for and the ledger lacks', async () => {
    const { id } = await addOf('a')
    const found = await planted(
      `CREATE TABLE put_aside AS SELECT * FROM credit WHERE add_id = '${id}'; DELETE FROM credit WHERE add_id = '${id}'`,
      `ALTER TABLE credit DISABLE TRIGGER USER; INSERT INTO credit SELECT * FROM put_aside; DROP TABLE put_aside;
       ALTER TABLE credit ENABLE TRIGGER USER`,
    )
    const day = '(earned 2026-11-20)'
    expect(found).toEqual([
      'The sum of branch branch-1 on 2026-11-20 (earned 2026-11-20) is +3 -0; the ledger says +2 -0.',
      'The closed day 2026-11-20 of employee e1 is +2 -0; the ledger says +1 -0.',
      `The sum of employee e1 on 2026-11-20 ${day} is +2 -0; the ledger says +1 -0.`,
      `By the facts, identity person of a has to have an entry 1 (add ${id}, employee e1, 2026-12-01) that the ledger lacks.`,
      'The statement of employee e1 for 2026-11 says 2; the ledger says 1.',
    ])
  })

  it('finds a verdict that is not what the facts say', async () => {
    const { id } = await addOf('d')
    const set = (status: string, reason: string) =>
      `UPDATE add SET verdict_status = '${status}', verdict_reason = ${reason} WHERE id = '${id}'`
    expect(await planted(set('effective', 'NULL'), set('awaiting', "'not-verified'"))).toEqual([
      `Add ${id} is kept as effective; by the facts it is awaiting not-verified.`,
    ])
  })

  it('finds an add that nobody settled in time', async () => {
    const { id, settleAt } = await addOf('d')
    const set = (at: string) => `UPDATE add SET settle_at = '${at}' WHERE id = '${id}'`
    expect(await planted(set('2026-11-30T00:00:00Z'), set(settleAt?.toISOString() ?? ''))).toEqual([
      `Add ${id} should have been settled long ago and was not.`,
    ])
  })

  it('finds steps with a gap, and entries without an answer or an add behind them', async () => {
    const entry = `'2026-12-01', '2026-12-01', 'earned', now()`
    const found = await planted(
      `ALTER TABLE credit DISABLE TRIGGER USER;
       INSERT INTO credit VALUES ('nobody', 3, 1, 'no-add', 'e1', 'branch-1', ${entry});
       ALTER TABLE credit ENABLE TRIGGER USER`,
      `DELETE FROM credit WHERE subject = 'nobody'`,
    )
    expect(found).toEqual(
      expect.arrayContaining([
        'The steps of identity nobody have a gap, or add up to neither 0 nor 1.',
        'The ledger of identity nobody names add no-add, which is not there.',
        'Identity nobody stands in the ledger and in no answer of the provider.',
      ]),
    )
  })

  it.each([
    ['credit_sum', 'The sum of employee e1 on 2026-11-20 (earned 2026-11-20) is +7 -0; the ledger says +2 -0.'],
    ['closed_day', 'The closed day 2026-11-20 of employee e1 is +7 -0; the ledger says +2 -0.'],
  ])('finds a figure in %s that the ledger does not say', async (table, sentence) => {
    const set = (gained: number) =>
      `UPDATE ${table} SET gained = ${gained} WHERE employee_id = 'e1' AND day = '2026-11-20'`
    expect(await planted(set(7), set(2))).toEqual([sentence])
  })

  it('finds a sum of a branch that the ledger does not say', async () => {
    const plus = (lost: number) => `UPDATE branch_sum SET lost = ${lost} WHERE day = '2026-11-20'`
    expect(await planted(plus(1), plus(0))).toEqual([
      'The sum of branch branch-1 on 2026-11-20 (earned 2026-11-20) is +3 -1; the ledger says +3 -0.',
    ])
  })

  it('finds a statement that is not what was signed', async () => {
    const set = (target: string) => `UPDATE month_statement SET target = ${target} WHERE employee_id = 'e2'`
    expect(await planted(set('1'), set('NULL'))).toEqual([
      'The statement of employee e2 for 2026-11 is not what was signed.',
    ])
  })

  it('says so loudly', () => {
    expect(logged.length).toBeGreaterThan(5)
    expect(logged[0]).toMatchObject({ differences: 5, sentences: expect.any(Array) })
  })

  it('goes on where it stopped, and finds the same', async () => {
    const set = (gained: number) => `UPDATE credit_sum SET gained = ${gained} WHERE employee_id = 'e1'`
    await ground.asOwner(set(5))
    let batches = 0
    let rounds = 0
    let found: Difference[] | null = null
    while (found === null) {
      rounds += 1
      batches = 0
      found = await checkLedger(system, ground.ports, () => (batches += 1) <= 2)
    }
    await ground.asOwner(set(2))
    expect(rounds).toBeGreaterThan(3)
    expect(found).toMatchObject([{ kind: 'employee-sum' }])
  })

  it('runs once a night, from 03:00 on', async () => {
    const checks = async () =>
      (await ground.database.read.selectFrom('ledgerCheck').select('id').where('finishedAt', 'is not', null).execute())
        .length
    const before = await checks()
    ground.clock.set('2026-12-02T02:59:00+08:00')
    await checkLedgerNightly(system, ground.ports)
    expect(await checks()).toBe(before)
    ground.clock.set('2026-12-02T03:00:00+08:00')
    for (const _ of [1, 2]) await checkLedgerNightly(system, ground.ports)
    expect(await checks()).toBe(before + 1)
  })
})
