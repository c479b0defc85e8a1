import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { openDatabase } from '../../server/database/open-database.ts'
import type { OpenDatabase } from '../../server/database/open-database.ts'
import { asOwner, emptyDatabase } from '../support/postgres.ts'
import type { EmptyDatabase } from '../support/postgres.ts'
import { silentLog } from '../support/silent-log.ts'

let empty: EmptyDatabase
let database: OpenDatabase
beforeAll(async () => {
  empty = await emptyDatabase()
  database = await openDatabase(empty.where, silentLog)
})
afterAll(async () => {
  await database.close()
  await empty.drop()
})

const at = new Date('2026-11-22T08:00:00.123Z')
const setting = (name: string) => ({ name, value: JSON.stringify({ snake_key: 1, camelKey: [1, 2] }), updatedAt: at })
const names = async (): Promise<string[]> =>
  (await database.read.selectFrom('setting').select('name').orderBy('name').execute()).map((row) => row.name)

describe('values', () => {
  it('come back as they went in: moments as Date, days as text, JSON with its own keys', async () => {
    await database.write(async (tx) => {
      await tx.insertInto('setting').values(setting('values')).execute()
      await tx
        .insertInto('calendarDay')
        .values({ day: '2026-10-01', weight: 0.5, name: '样例', source: 'test' })
        .execute()
    })
    const row = await database.read.selectFrom('setting').selectAll().where('name', '=', 'values').executeTakeFirst()
    expect(row).toEqual({ name: 'values', value: { snake_key: 1, camelKey: [1, 2] }, updatedAt: at })
    const day = await database.read.selectFrom('calendarDay').selectAll().executeTakeFirst()
    expect(day).toEqual({ day: '2026-10-01', weight: 0.5, name: '样例', source: 'test', enteredAt: null })
  })

  it('are numbers where SQL counts and sums', async () => {
    const { rows } =
      await sql<object>`SELECT count(*) AS many, sum(2::bigint) AS total, avg(3) AS mean FROM calendar_day`.execute(
        database.read,
      )
    expect(rows).toEqual([{ many: 1, total: 2, mean: 3 }])
  })

  it('may be lists of ids', async () => {
    const { rows } = await sql<object>`SELECT 'b' = ANY (${['a', 'b']}::text[]) AS found`.execute(database.read)
    expect(rows).toEqual([{ found: true }])
  })
})

describe('a transaction', () => {
  it('leaves nothing behind when its work throws', async () => {
    const refused = database.write(async (tx) => {
      await tx.insertInto('setting').values(setting('thrown')).execute()
      throw new Error('on purpose')
    })
    await expect(refused).rejects.toThrow('on purpose')
    expect(await names()).not.toContain('thrown')
  })

  it('is not told to be committed when a failed statement was swallowed', async () => {
    const swallowed = database.write(async (tx) => {
      await tx.insertInto('setting').values(setting('swallowed')).execute()
      await sql`SELECT 1 / 0`.execute(tx).catch(() => {})
    })
    await expect(swallowed).rejects.toThrow('rolled back instead of committed')
    expect(await names()).not.toContain('swallowed')
  })

  it('throws at once when the outer handle is used inside, instead of waiting for itself', async () => {
    const inside = database.write(() => database.read.selectFrom('setting').selectAll().execute())
    await expect(inside).rejects.toThrow('inside a transaction')
    await expect(database.write(() => database.write(async () => {}))).rejects.toThrow('inside a transaction')
    expect(await names()).toContain('values')
  })

  it('keeps others out until it ends', async () => {
    const order: string[] = []
    const slow = database.write(async (tx) => {
      await tx.insertInto('setting').values(setting('slow')).execute()
      await new Promise((done) => setTimeout(done, 50))
      order.push('slow ends')
    })
    const seen = names()
    await Promise.all([slow, seen])
    expect(order).toEqual(['slow ends'])
    expect(await names()).toContain('slow')
  })

  it('is tried again after a conflict, three times at most', async () => {
    const conflict = Object.assign(new Error('could not serialize'), { code: '40001' })
    let tries = 0
    const second = await database.write(async () => {
      tries += 1
      if (tries === 1) throw conflict
      return 'done'
    })
    expect(second).toBe('done')
    tries = 0
    const never = database.write(async () => {
      tries += 1
      throw conflict
    })
    await expect(never).rejects.toThrow('serialize')
    expect(tries).toBe(4)
  })
})

const careless = `CREATE OR REPLACE FUNCTION rename_employee(from_id TEXT, to_id TEXT, at TIMESTAMPTZ) RETURNS void
  LANGUAGE sql SECURITY DEFINER AS 'UPDATE credit SET employee_id = to_id WHERE employee_id = from_id'`

describe('rights', () => {
  it.each([
    'UPDATE credit SET amount = amount',
    'DELETE FROM credit',
    'TRUNCATE credit',
    'UPDATE audit SET action = action',
    'DELETE FROM audit',
    'DELETE FROM migration',
    'CREATE TABLE made_up (id TEXT)',
    'DROP TABLE setting',
    'ALTER TABLE setting ADD COLUMN made_up TEXT',
    'CREATE SCHEMA made_up',
    'DELETE FROM employee',
    "UPDATE employee SET id = 'another'",
    "INSERT INTO employee_rename VALUES ('one', 'another', '2026-11-22')",
    'UPDATE employee_sighting SET last_reading = 0',
  ])('refuse: %s', async (statement) => {
    await expect(database.plain.run(statement)).rejects.toThrow(/permission denied|must be owner/)
  })

  it('let the ledger and the audit log grow and everything else change', async () => {
    await database.write(async (tx) => {
      const row = { id: 'a1', at, actorId: 'x', action: 'y', objectKind: 'z', objectId: '1', facts: JSON.stringify({}) }
      await tx.insertInto('audit').values(row).execute()
      await tx.updateTable('setting').set({ updatedAt: at }).execute()
      await tx.deleteFrom('calendarDay').execute()
    })
    expect(await database.read.selectFrom('audit').select('id').execute()).toEqual([{ id: 'a1' }])
  })

  it.each([
    ['directly', 'GRANT UPDATE ON credit TO PUBLIC', 'UPDATE of credit works'],
    ['after an employee is gone', 'GRANT DELETE ON employee TO PUBLIC', 'DELETE of employee works'],
    ['by its own trigger', 'GRANT EXECUTE ON FUNCTION keep_credit_sums() TO PUBLIC', 'a trigger that writes'],
    ['by a rename that nobody made', careless, 'can be given to another'],
  ])('stop the start when the ledger could be changed %s', async (_how, opened, said) => {
    await database.close()
    await asOwner(empty.where, opened)
    await expect(openDatabase(empty.where, silentLog)).rejects.toThrow(said)
    await empty.drop()
    empty = await emptyDatabase()
    database = await openDatabase(empty.where, silentLog)
  })

  it('let nobody but the owner run what writes with more rights than theirs, but a rename', async () => {
    const { rows } = await database.plain.run(`
      SELECT proname AS name FROM pg_proc JOIN pg_namespace ON pg_namespace.oid = pronamespace
      WHERE prosecdef AND nspname = 'public' AND has_function_privilege('zhenke_app', pg_proc.oid, 'EXECUTE')`)
    expect(rows).toEqual([{ name: 'rename_employee' }])
  })
})

describe('a notification', () => {
  it('is told after the commit and never after a rollback, until the ear is closed', async () => {
    const heard: string[] = []
    const end = await database.listen('made-up', (payload) => heard.push(payload))
    await database.write((tx) => database.notify(tx, 'made-up', 'one'))
    await expect.poll(() => heard).toEqual(['one'])
    const refused = database.write(async (tx) => {
      await database.notify(tx, 'made-up', 'rolled back')
      throw new Error('on purpose')
    })
    await expect(refused).rejects.toThrow('on purpose')
    await database.write((tx) => database.notify(tx, 'made-up', 'two'))
    await expect.poll(() => heard).toEqual(['one', 'two'])
    await end()
    await database.write((tx) => database.notify(tx, 'made-up', 'three'))
    expect(heard).toEqual(['one', 'two'])
  })
})

describe("the database's clock", () => {
  it('can be compared with ours', async () => {
    expect(Math.abs((await database.now()).getTime() - Date.now())).toBeLessThan(5_000)
  })
})
