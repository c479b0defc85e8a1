import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { system } from '../../server/domain/employee.ts'
import { recordRelation, type RelationEvent } from '../../server/features/contact/record-relation.ts'
import { importDirectory } from '../../server/features/employee/import-directory.ts'
import { type Ground, startGround } from '../support/ports-on-simulator.ts'

let ground: Ground
beforeAll(async () => {
  ground = await startGround({ scenario: 'empty-day' })
})
beforeEach(async () => {
  await ground.fresh()
  await importDirectory(system, ground.ports)
})
afterAll(() => ground.stop())

const employeeId = 'linxiaoman'
const scan = async (name: string) =>
  String((await ground.control('adds', { employeeId: 'LinXiaoMan', name }))['contactId'])

async function record(event: RelationEvent): Promise<void> {
  const effect = await recordRelation(system, ground.ports, event)
  await ground.ports.database.write(effect)
}

const read = () => ground.ports.database.read
const relations = (contactId: string) =>
  read().selectFrom('relation').selectAll().where('contactId', '=', contactId).orderBy('startedAt').execute()
const adds = () => read().selectFrom('add').select(['employeeId', 'contactId', 'branchId', 'startedAt']).execute()
const profile = (contactId: string) =>
  read()
    .selectFrom('relationProfile')
    .select(['addWay', 'channel', 'remark'])
    .where('contactId', '=', contactId)
    .execute()

const minutesAgo = (minutes: number) =>
  new Date((Math.floor(ground.ports.clock.now().getTime() / 1000) - minutes * 60) * 1000)
const added = (contactId: string, at: Date): RelationEvent => ({
  kind: 'contact-added',
  employeeId,
  contactId,
  at,
  channel: '',
  welcomeCode: null,
})

const permutations = <T>(all: T[]): T[][] =>
  all.length < 2
    ? [all]
    : all.flatMap((one, index) =>
        permutations([...all.slice(0, index), ...all.slice(index + 1)]).map((rest) => [one, ...rest]),
      )

async function forget(): Promise<void> {
  await ground.ports.database.write(async (tx) => {
    for (const table of ['relation', 'relationFact', 'relationProfile', 'add', 'contact'] as const)
      await tx.deleteFrom(table).execute()
  })
}

describe('Events in whatever order (F8, I2)', () => {
  it('lead to the same relations, add and profile in each of 24 orders, each event told twice', async () => {
    const contactId = await scan('晚风')
    await ground.control('clock', { advance: 'PT3H' })
    const start = minutesAgo(0).getTime()
    const at = (minutes: number) => new Date(start - minutes * 60_000)
    const events: RelationEvent[] = [
      added(contactId, at(170)),
      { kind: 'contact-removed-employee', employeeId, contactId, at: at(120) },
      added(contactId, at(60)),
      { kind: 'employee-removed-contact', employeeId, contactId, at: at(30), byTransfer: false },
    ]
    const seen = new Set<string>()
    for (const order of permutations(events)) {
      for (const event of [...order, ...order.toReversed()]) await record(event)
      seen.add(JSON.stringify([await adds(), await profile(contactId), await relations(contactId)]))
      await forget()
    }
    expect(seen.size).toBe(1)
    expect([...seen][0]).toContain('"endedBy":"employee"')
  })

  it('may even be recorded at the same time', async () => {
    const contactId = await scan('晚风')
    const start = minutesAgo(50)
    const end = minutesAgo(40)
    await Promise.all([
      record(added(contactId, start)),
      record({ kind: 'contact-removed-employee', employeeId, contactId, at: end }),
      record(added(contactId, start)),
      record({ kind: 'contact-removed-employee', employeeId, contactId, at: end }),
    ])
    expect((await relations(contactId))[0]).toMatchObject({ startedAt: start, endedAt: end })
    expect(await adds()).toHaveLength(1)
  })
})
