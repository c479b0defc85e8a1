import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import {
  changesOf,
  handOn,
  idOf,
  lay,
  leaver,
  listOf,
  openWith,
  read,
  useReassignmentGround,
  yesterday,
} from '../support/reassignment-ground.ts'

/** A whole hand-on on PostgreSQL; on PGlite, which has one slow connection, enough for several batches. */
const MANY = process.env['TEST_DATABASE_URL'] ? 5_000 : 230
const ground = useReassignmentGround()

describe('Very many at once', () => {
  /** The same, begun by another lead at the same moment. */
  async function beginAlongside(employeeId: string): Promise<string> {
    const at = ground.world.simulator.clock.now()
    const id = idOf('alongside')
    await ground.world.database.write(async (tx) => {
      await sql`INSERT INTO assignment (id, created_by, branch_id, created_at, locale, include_on_leave, kind, title, reason, due_at, priority, state, reassigns)
        VALUES (${id}, ${employeeId}, '1', ${at}, 'zh-CN', false, 'other', '', '', ${at}, 'normal', 'running', 'overdue')`.execute(
        tx,
      )
      await sql`INSERT INTO assignment_follow_up (assignment_id, follow_up_id, from_id)
        SELECT ${id}, id, assignee_id FROM follow_up WHERE title = 'wm-many'`.execute(tx)
    })
    return id
  }

  it('are a job, each goes to exactly one though two leads hand them on at once, and fairly', async () => {
    await lay(ground.world, 'wm-many', MANY, 'hanmei', [], yesterday)
    await sql`INSERT INTO relation (employee_id, contact_id, started_at)
      SELECT other, contact_id, started_at + interval '1 hour' FROM relation, unnest(ARRAY['xuchuan', 'zhaoting']) AS other
      WHERE contact_id LIKE 'wm-many-%' AND employee_id = 'hanmei'`.execute(ground.world.database.read)
    await ground.world.database.write((tx) =>
      sql`UPDATE follow_up SET state = 'cancelled' WHERE state = 'open' AND title <> 'wm-many'`.execute(tx),
    )
    const theirs = await beginAlongside('zonghang')
    const asked = { ...listOf('overdue', 'HanMei'), assigneeIds: ['XuChuan', 'ZhaoTing'] }
    const mine = await handOn(ground.lead, asked)
    expect(mine).toMatchObject({ status: 201, body: { assignment: { state: 'running', contacts: MANY, created: 0 } } })
    await ground.world.product.runDue()
    const ends = await Promise.all([read(ground.lead, mine.body.assignment.id), read(ground.head, theirs)])
    expect(ends.map(({ state, waiting }) => [state, waiting])).toEqual([
      ['done', 0],
      ['done', 0],
    ])
    expect(ends.reduce((sum, { created }) => sum + created, 0)).toBe(MANY)
    expect(await openWith(ground.world, 'wm-many')).toEqual({ xuchuan: MANY / 2, zhaoting: MANY / 2 })
    const moved = (await changesOf(ground.world, 'wm-many')).filter(({ kind }) => kind === 'moved')
    expect([moved.length, new Set(moved.map(({ id }) => id)).size]).toEqual([MANY, MANY])
  }, 300_000)
})

describe('What handing on refuses', () => {
  it('is whatever is out of the lead’s scope, each by itself, and whoever leads nobody', async () => {
    const [id = ''] = await lay(ground.world, 'wm-mine', 1, 'linxiaoman', ['zhaoting'], yesterday)
    const [other = ''] = await lay(ground.world, 'wm-theirs', 1, 'heqing', [], yesterday)
    const gone = { status: 404, body: { type: 'follow-up/not-found' } }
    expect(await handOn(ground.lead, { followUpIds: [id, other] })).toMatchObject(gone)
    expect(await openWith(ground.world, 'wm-mine')).toEqual({ linxiaoman: 1 })
    expect(await handOn(ground.teller, { followUpIds: [other] })).toMatchObject(gone)
    expect((await handOn(ground.teller, { followUpIds: [id] })).body.type).toBe('request/forbidden')
    expect((await handOn(ground.teller, listOf('overdue'))).body.type).toBe('branch/not-found')
    expect((await handOn(ground.lead, { list: { branch: '3', state: 'overdue' } })).body.type).toBe('branch/not-found')
    expect((await handOn(ground.lead, listOf('overdue', 'HeQing'))).body.type).toBe('follow-up/assignee-not-found')
    await ground.world.control('employees/removal', { id: leaver })
    await ground.world.product.runDue()
    for (const assigneeIds of [['HeQing'], [leaver], ['NobodyMadeUp']]) {
      const refused = await handOn(ground.lead, { followUpIds: [id], assigneeIds })
      expect(refused).toMatchObject({ status: 404, body: { type: 'follow-up/assignee-not-found' } })
    }
  })

  it('is a body that names both or neither, or more than the contract knows (T31)', async () => {
    const followUpIds = [idOf('wm-mine-00001')]
    for (const wrong of [{}, { followUpIds, ...listOf('left') }, { followUpIds, by: 'x' }, listOf('completed')]) {
      expect((await handOn(ground.lead, wrong)).status).toBe(400)
    }
  })

  it('is a list of more than 10,000, which says so, and moves nothing', async () => {
    await lay(ground.world, 'wm-flood', 10_001, 'hanmei', [], yesterday)
    const refused = await handOn(ground.lead, listOf('overdue', 'HanMei'))
    expect(refused).toMatchObject({ status: 422, body: { type: 'follow-up/too-many-to-hand-on' } })
    expect(refused.text).toContain('一次最多改派 10000 条任务')
    expect(await openWith(ground.world, 'wm-flood')).toEqual({ hanmei: 10_001 })
    await ground.world.database.write((tx) => sql`DELETE FROM follow_up WHERE title = 'wm-flood'`.execute(tx))
  })

  it('is more than a lead can hand on and assign on one day together (T29)', async () => {
    const at = ground.world.simulator.clock.now()
    const other = await ground.world.signIn('FanHeWan')
    const [first = '', second = ''] = await lay(ground.world, 'wm-quota', 2, 'yuhe', ['fanhewan'], yesterday)
    await ground.world.database.write(async (tx) => {
      await sql`INSERT INTO assignment (id, created_by, branch_id, created_at, locale, include_on_leave, kind, title, reason, due_at, priority, state, reassigns)
        VALUES ('quota', 'fanhewan', '4', ${at}, 'zh-CN', false, 'other', '', '', ${at}, 'normal', 'done', 'overdue')`.execute(
        tx,
      )
      await sql`INSERT INTO assignment_follow_up (assignment_id, follow_up_id, from_id, to_id)
        SELECT 'quota', 'gone-' || n, 'yuhe', 'somebody' FROM generate_series(1, 19999) AS n`.execute(tx)
    })
    const refused = await handOn(other, { followUpIds: [first, second] })
    expect(refused).toMatchObject({ status: 429, body: { type: 'follow-up/quota' } })
    expect((await handOn(other, { followUpIds: [first] })).status).toBe(201)
  })
})

describe('What was handed on across branches', () => {
  it('is told to each lead for their own branch alone, and is stopped where its lead leads nobody any more', async () => {
    await ground.world.control('employees', {
      id: 'ErHao',
      name: '二号',
      branchId: 1,
      position: '负责人',
      isLead: true,
    })
    await ground.world.product.runDue()
    await lay(ground.world, 'wm-two', 2, 'linxiaoman', ['zhaoting'], yesterday)
    await lay(ground.world, 'wm-three', 3, 'heqing', [], yesterday)
    const { body } = await handOn(ground.head, { list: { branch: '1', state: 'overdue' } })
    const { id, contacts } = body.assignment
    await ground.world.database.write((tx) => sql`UPDATE assignment SET branch_id = '2' WHERE id = ${id}`.execute(tx))
    expect(contacts).toBeGreaterThan((await read(ground.lead, id)).contacts)
    const { rows } = await sql<{ count: number }>`
      SELECT count(*)::int AS count FROM assignment_follow_up JOIN follow_up ON follow_up.id = follow_up_id
      JOIN employee ON employee.id = assignee_id WHERE assignment_id = ${id} AND employee.branch_id = '2'`.execute(
      ground.world.database.read,
    )
    expect((await read(ground.lead, id)).contacts).toBe(rows[0]?.count)
    await ground.world.database.write(async (tx) => {
      await sql`UPDATE assignment SET state = 'running', finished_at = NULL WHERE id = ${id}`.execute(tx)
      await sql`DELETE FROM branch_lead WHERE employee_id = 'zonghang'`.execute(tx)
    })
    await ground.world.product.runDue()
    const { state } = await ground.world.database.read
      .selectFrom('assignment')
      .select('state')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(state).toBe('stopped')
  })
})
