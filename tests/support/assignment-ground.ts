import { sql } from 'kysely'
import type { Assignment } from '../../server/contract/assignment.ts'
import type { TestWorld } from './world.ts'

export type ProblemTold = { type: string; remedy: string; nextAt?: string }
export type Assigned = {
  created: { id: string; contact: { id: string }; assignee: { id: string } }[]
  skipped: { contactId: string; reason: string; related: { id: string }[] }[]
  assignment: Assignment
}
export type Preview = {
  contacts: number
  inHand: number
  count: number
  load: { employee: { id: string }; open: number; new: number }[]
  onLeave: { employee: { id: string }; contacts: number }[]
  skipped: { reason: string; contacts: number; first: { contact: { id: string }; related: { id: string }[] }[] }[]
  dueAt: string
  dueChoices: string[]
  reason: string
}

/** Contacts of one tag, added five days ago, in turn with each of these employees. */
export async function layContacts(world: TestWorld, tag: string, count: number, employeeIds: string[]): Promise<void> {
  const now = world.simulator.clock.now()
  const rows = sql`
    SELECT ${tag} || '-' || lpad(n::text, 5, '0') AS id, (${employeeIds}::text[])[1 + n % ${employeeIds.length}::int] AS employee_id,
      ${now}::timestamptz - interval '5 days' - interval '1 minute' AS at
    FROM generate_series(1, ${count}::int) AS n`
  await world.database.write(async (tx) => {
    await sql`INSERT INTO contact (id, name, avatar, kind, created_at, updated_at)
      SELECT id, '样例 ' || id, '', 'wechat', at, at FROM (${rows}) AS one`.execute(tx)
    await sql`INSERT INTO relation (employee_id, contact_id, started_at) SELECT employee_id, id, at FROM (${rows}) AS one`.execute(
      tx,
    )
    await sql`INSERT INTO relation_profile (employee_id, contact_id, add_way, channel, remark, tags, updated_at)
      SELECT employee_id, id, 1, '样例渠道', '', jsonb_build_array(jsonb_build_object('name', ${tag}::text, 'group', '')), at
      FROM (${rows}) AS one`.execute(tx)
  })
}

/** The whole of one day. */
export async function giveLeave(world: TestWorld, employeeId: string, day: string): Promise<void> {
  const span = { firstDay: day, firstHalf: 'morning', lastDay: day, lastHalf: 'afternoon' } as const
  const entered = { enteredBy: 'system', enteredAt: new Date(0), cancelledBy: null, cancelledAt: null }
  await world.database.write((tx) =>
    tx
      .insertInto('leave')
      .values({ id: `leave-${employeeId}`, employeeId, ...span, ...entered })
      .execute(),
  )
}

/** As a crash leaves an assignment: no job, and nobody has looked at the contacts after this one. */
export async function forgetAfter(world: TestWorld, assignmentId: string, contactId: string): Promise<void> {
  await world.database.write(async (tx) => {
    const rest = tx
      .selectFrom('assignmentContact')
      .select('followUpId')
      .where('assignmentId', '=', assignmentId)
      .where('contactId', '>', contactId)
    await tx.updateTable('followUp').set({ state: 'cancelled' }).where('id', 'in', rest).execute()
    await tx
      .updateTable('assignmentContact')
      .set({ followUpId: null })
      .where('assignmentId', '=', assignmentId)
      .where('contactId', '>', contactId)
      .execute()
    await tx
      .updateTable('assignment')
      .set({ state: 'running', finishedAt: null })
      .where('id', '=', assignmentId)
      .execute()
  })
}
