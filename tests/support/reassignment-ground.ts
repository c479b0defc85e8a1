import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll } from 'vitest'
import type { Assignment } from '../../server/contract/assignment.ts'
import { layContacts, type Preview, type ProblemTold } from './assignment-ground.ts'
import type { Caller } from './caller.ts'
import { startWorld, type TestWorld } from './world.ts'

export const leaver = 'JinLiKai'
export const yesterday = new Date('2026-11-20T10:00:00+08:00')

export type Told = { assignment: Assignment } & ProblemTold
type Previewed = Preview & { followUps: number } & ProblemTold
type People = { world: TestWorld; lead: Caller; head: Caller; teller: Caller }

/** A branch with a lead and a head of the bank above, in which somebody has left and others have open follow-ups. */
export function useReassignmentGround() {
  const ground = {} as People
  beforeAll(async () => void Object.assign(ground, await startGround()))
  afterAll(() => ground.world.stop())
  return ground
}

async function startGround(): Promise<People> {
  const world = await startWorld()
  await world.control('employees', { id: 'ZongHang', name: '宗航', branchId: 1, position: '区域负责人', isLead: true })
  await world.control('employees', { id: 'HanMei', name: '韩梅', branchId: 2, position: '柜员' })
  await world.control('employees', { id: leaver, name: '金离开', branchId: 2, position: '柜员' })
  await world.product.runDue()
  const [lead, head, teller] = [
    await world.signIn('LiChunFeng'),
    await world.signIn('ZongHang'),
    await world.signIn('LinXiaoMan'),
  ]
  return { world, lead, head, teller }
}

export const handOn = (who: Caller, body: object) => who.post<Told>('/api/reassignments', body)
export const preview = (who: Caller, body: object) => who.post<Previewed>('/api/reassignments/preview', body)
export const listOf = (state: string, employee?: string) => ({
  list: { branch: '2', state, ...(employee ? { employee } : {}) },
})
export const read = async (who: Caller, id: string) =>
  (await who.get<{ assignment: Assignment }>(`/api/assignments/${id}`)).body.assignment

/** Of the follow-up that is laid for the contact. */
export function idOf(contactId: string): string {
  const hash = createHash('md5').update(contactId).digest('hex')
  return [hash.slice(0, 8), hash.slice(8, 12), `4${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`, hash.slice(20)].join(
    '-',
  )
}

/** Contacts of the tag with their own open follow-up each, all with this employee, and with these related too. */
export async function lay(
  world: TestWorld,
  tag: string,
  count: number,
  holder: string,
  others: string[] = [],
  dueAt = new Date('2026-11-26T18:00:00+08:00'),
) {
  await layContacts(world, tag, count, [holder])
  const at = world.simulator.clock.now()
  await world.database.write(async (tx) => {
    await sql`INSERT INTO relation (employee_id, contact_id, started_at)
      SELECT other, relation.contact_id, ${at}::timestamptz - interval '1 hour'
      FROM relation, unnest(${others}::text[]) AS other WHERE relation.contact_id LIKE ${`${tag}-%`}`.execute(tx)
    await sql`INSERT INTO follow_up (id, contact_id, assignee_id, kind, title, reason, due_at, priority, state, origin, created_by, created_at, closed_itself, once_in)
      SELECT overlay(overlay(md5(id) PLACING '4' FROM 13) PLACING '8' FROM 17)::uuid::text, id, ${holder}, 'call', ${tag}, '样例', ${dueAt}, 'normal', 'open', 'rule', 'system', ${at}, false, '*'
      FROM contact WHERE id LIKE ${`${tag}-%`}`.execute(tx)
  })
  return Array.from({ length: count }, (_, n) => idOf(`${tag}-${String(n + 1).padStart(5, '0')}`))
}
/** Who has how many of the tag open. */
export async function openWith(world: TestWorld, tag: string): Promise<Record<string, number>> {
  const rows = await world.database.read
    .selectFrom('followUp')
    .select(({ fn }) => ['assigneeId', fn.countAll<number>().as('count')])
    .where('title', '=', tag)
    .where('state', '=', 'open')
    .groupBy('assigneeId')
    .execute()
  return Object.fromEntries(rows.map(({ assigneeId, count }) => [assigneeId, count]))
}
export const noticesOf = (world: TestWorld, id: string) =>
  world.database.read.selectFrom('notice').select(['employeeId', 'state']).where('followUpId', '=', id).execute()
export const changesOf = (world: TestWorld, tag: string) =>
  world.database.read
    .selectFrom('followUpChange')
    .innerJoin('followUp', 'followUp.id', 'followUpChange.followUpId')
    .select(['followUp.id', 'followUpChange.kind', 'followUpChange.by', 'followUpChange.facts'])
    .where('followUp.title', '=', tag)
    .execute()
