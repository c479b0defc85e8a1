import { array, assert, asyncProperty, constantFrom, record } from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rebuildSums } from '../../server/database/rebuild-sums.ts'
import { openDatabase } from '../../server/database/open-database.ts'
import { system } from '../../server/domain/employee.ts'
import { checkLedger } from '../../server/features/add/check-ledger.ts'
import { settleDueAdds } from '../../server/features/add/settle-adds.ts'
import { noteBranchesFound, noteBranchTold } from '../../server/features/employee/branch-stay-store.ts'
import { renameEmployee } from '../../server/features/employee/rename-store.ts'
import { asOwner, emptyDatabase } from '../support/postgres.ts'
import { silentLog } from '../support/silent-log.ts'
import { startAddGround, type AddGround } from './add-ground.ts'

let ground: AddGround
beforeAll(async () => {
  ground = await startAddGround('2026-11-20T10:00:00+08:00')
  for (const [index, id] of ['e1', 'e2', 'e3', 'e4'].entries())
    await ground.employee(id, { branchId: index % 2 === 0 ? 'branch-1' : 'branch-2' })
})
afterAll(async () => ground.stop())

const sums = ['employee_id, branch_id, day, earned_day', 'branch_id, day, earned_day']
/** Rows in which the kept sums and the ledger's differ. */
async function differing(): Promise<unknown[]> {
  const found = await Promise.all(
    sums.map((keys, index) => {
      const columns = sql.raw(keys)
      const table = sql.raw(index === 0 ? 'credit_sum' : 'branch_sum')
      return sql`
        SELECT * FROM (
          SELECT ${columns}, count(*) FILTER (WHERE amount = 1)::int AS gained, count(*) FILTER (WHERE amount = -1)::int AS lost
          FROM credit GROUP BY ${columns}
        ) AS counted
        FULL JOIN (SELECT ${columns}, gained, lost FROM ${table}) AS kept USING (${columns}, gained, lost)
        WHERE counted.* IS NULL OR kept.* IS NULL`.execute(ground.database.read)
    }),
  )
  return found.flatMap(({ rows }) => rows)
}

let contacts = 0
const step = record({
  act: constantFrom('credit', 'credit', 'remove', 'revoke', 'move', 'tomorrow'),
  employee: constantFrom('e1', 'e2', 'e3', 'e4'),
})

/** To the other branch, from this second on. */
async function move(id: string): Promise<void> {
  const { clock, database } = ground
  const before = clock.now()
  clock.set(new Date(before.getTime() + 1_000))
  await database.write(async (tx) => {
    const { branchId } = await tx
      .selectFrom('employee')
      .select('branchId')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    await noteBranchesFound(tx, [{ id, branchId, updatedAt: before }])
    const told = branchId === 'branch-1' ? 'branch-2' : 'branch-1'
    await noteBranchTold(tx, { employeeId: id, branchId: told, at: clock.now() })
    await tx.updateTable('employee').set({ branchId: told }).where('id', '=', id).execute()
  })
}

describe('The kept sums', () => {
  it('equal the ledger after any sequence of credits, losses, moves and days', async () => {
    const history = asyncProperty(array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
      const last = new Map<string, string>()
      for (const { act, employee } of steps) {
        const contact = last.get(employee)
        if (act === 'tomorrow') ground.clock.set(new Date(ground.clock.now().getTime() + 86_400_000))
        if (act === 'move') await move(employee)
        if (act === 'credit') {
          contacts += 1
          await ground.added(employee, `any-${contacts}`)
          await ground.answered(`any-${contacts}`)
          last.set(employee, `any-${contacts}`)
        }
        if (contact && act === 'remove') await ground.removed(employee, contact)
        if (contact && act === 'revoke')
          await ground.answered(contact, { version: 2, outcome: 'failed', subject: null })
        if (act === 'remove' || act === 'revoke') last.delete(employee)
      }
      expect(await differing()).toEqual([])
    })
    await assert(history, { numRuns: 15 })
  })

  it('equal the ledger when eight write at once, across branches and identities', async () => {
    const accounts = Array.from({ length: 64 }, (_, index) => `busy-${index}`)
    for (const [index, account] of accounts.entries()) await ground.added(`e${(index % 4) + 1}`, account)
    const worker = async (number: number) => {
      for (const [index, account] of accounts.entries()) {
        if (index % 8 !== number) continue
        await ground.answered(account, { subject: `busy person ${index % 40}` })
        if (index % 3 === 0) await ground.removed(`e${(index % 4) + 1}`, account)
      }
    }
    await Promise.all(Array.from({ length: 8 }, (_, number) => worker(number)))
    expect(await differing()).toEqual([])
    // What the days of the histories above have made due.
    await settleDueAdds(system, ground.ports)
    expect(await checkLedger(system, ground.ports)).toEqual([])
  })

  it('go with a renamed employee', async () => {
    await ground.database.write((tx) =>
      renameEmployee(tx, { oldId: 'e4', newId: 'e4-renamed', at: ground.clock.now() }),
    )
    expect(await differing()).toEqual([])
    const kept = await ground.database.read.selectFrom('creditSum').select('employeeId').distinct().execute()
    expect(kept.map(({ employeeId }) => employeeId)).not.toContain('e4')
  })

  it('can be written by nobody but the ledger', async () => {
    for (const table of ['creditSum', 'branchSum'] as const) {
      const change = ground.database.write((tx) => tx.updateTable(table).set({ gained: 99 }).execute())
      await expect(change).rejects.toThrow('permission denied')
      await expect(ground.database.write((tx) => tx.deleteFrom(table).execute())).rejects.toThrow('permission denied')
    }
    const rebuilding = sql`SELECT * FROM rebuild_credit_sums()`.execute(ground.database.read)
    await expect(rebuilding).rejects.toThrow('permission denied')
  })
})

describe('A rebuild', () => {
  it('makes the sums anew from the ledger and says what differed', async () => {
    const empty = await emptyDatabase()
    const database = await openDatabase(empty.where, silentLog)
    const at = new Date('2026-11-20T02:00:00Z')
    const entry = { amount: 1 as const, step: 1, addId: 'add', employeeId: 'e1', branchId: 'branch-1' }
    const days = { day: '2026-11-20', earnedDay: '2026-11-20', reason: 'earned', recordedAt: at }
    await database.write((tx) =>
      tx
        .insertInto('credit')
        .values([
          { ...entry, ...days, subject: 'p1' },
          { ...entry, ...days, subject: 'p2' },
        ])
        .execute(),
    )
    await database.close()
    await asOwner(empty.where, 'UPDATE credit_sum SET gained = 9; DELETE FROM branch_sum')
    expect(await rebuildSums(empty.where, silentLog)).toEqual([
      { kept: 'credit_sum', key: 'e1 branch-1 2026-11-20 2026-11-20', had: '+9 -0', has: '+2 -0' },
      { kept: 'branch_sum', key: 'branch-1 2026-11-20 2026-11-20', had: 'nothing', has: '+2 -0' },
    ])
    expect(await rebuildSums(empty.where, silentLog)).toEqual([])
    await empty.drop()
  })
})
