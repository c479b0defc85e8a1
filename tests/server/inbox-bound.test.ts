import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ground, startGround } from '../support/ports-on-simulator.ts'

let ground: Ground
beforeAll(async () => {
  ground = await startGround({ scenario: 'empty-day' })
})
afterAll(() => ground.stop())

const BOUND = 200_000
const add = (contactId: string) =>
  `<xml><CreateTime>1795400000</CreateTime><MsgType>event</MsgType><Event>change_external_contact</Event><ChangeType>add_external_contact</ChangeType><UserID>LinXiaoMan</UserID><ExternalUserID>${contactId}</ExternalUserID></xml>`
async function deliver(contactId: string): Promise<number> {
  const { query, body } = ground.simulator.signCallback(add(contactId))
  const answer = await fetch(`${ground.publicOrigin}/wecom/callback?${query}`, { method: 'POST', body })
  return answer.status
}
const kept = async (contactId: string) =>
  (
    await ground.ports.database.read
      .selectFrom('callbackEvent')
      .select('seq')
      .where('contactId', '=', contactId)
      .execute()
  ).length

describe('The inbox with 200,000 events that wait', () => {
  it('acknowledges nothing more: 503, so that WeCom delivers again, and takes events once there is room', async () => {
    const at = ground.ports.clock.now()
    await sql`INSERT INTO callback_event (key, xml, state, attempts, due_at, received_at)
      SELECT 'made up ' || n, '<xml/>', 'waiting', 0, ${at}::timestamptz, ${at}::timestamptz
      FROM generate_series(1, ${BOUND}::int) AS n`.execute(ground.ports.database.read)
    const answers = await Promise.all(Array.from({ length: 20 }, () => deliver('wmTOOMANY')))
    expect(answers.concat(await deliver('wmTOOMANY'))).toEqual(answers.map(() => 503).concat(503))
    expect(await kept('wmTOOMANY')).toBe(0)
    expect(ground.logged.filter((line) => line.startsWith('Too many callback events'))).toHaveLength(1)
    await ground.ports.database.write((tx) =>
      tx.updateTable('callbackEvent').set({ state: 'done', dueAt: null }).where('key', '=', 'made up 1').execute(),
    )
    // The one that finds room is refused itself: only then it is looked.
    expect([await deliver('wmTOOMANY'), await deliver('wmTOOMANY')]).toEqual([503, 200])
    expect(await kept('wmTOOMANY')).toBe(1)
  })
})
