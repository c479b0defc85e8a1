import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerOnce } from '../../server/http/idempotency.ts'
import type { Ports } from '../../server/ports.ts'
import { type Ground, startGround } from '../support/ports-on-simulator.ts'

let ground: Ground
beforeAll(async () => {
  ground = await startGround({ scenario: 'empty-day' })
})
afterAll(() => ground.stop())

const death = () => new Promise<never>(() => undefined)
const effects = async (name: string) =>
  (await ground.ports.database.read.selectFrom('audit').select('id').where('action', '=', name).execute()).length

/** A write whose effect can be counted; `before` and `after` its commit something may happen. */
const writing =
  (name: string, { before, after }: { before?: () => Promise<unknown>; after?: () => Promise<unknown> } = {}) =>
  async ({ database, random, clock }: Ports) => {
    await before?.()
    await database.write(async (tx) => {
      const object = { objectKind: 'made up', objectId: name, facts: '{}' }
      await tx
        .insertInto('audit')
        .values({ id: random.id(), at: clock.now(), actorId: 'made up', action: name, ...object })
        .execute()
    })
    await after?.()
    return { status: 201, reply: { name } }
  }
const keyed = (requestHash = 'the same body') => ({ actorId: 'linxiaoman', key: randomUUID(), requestHash })
const minuteLater = () => ground.control('clock', { advance: 'PT61S' })

describe('The key of a write whose process died in the middle', () => {
  it('is free again after a minute where nothing was committed, and the write is done once', async () => {
    const [write, name] = [keyed(), 'died before its commit']
    void answerOnce(ground.ports, write, writing(name, { before: death }))
    await expect.poll(() => kept(write.key)).toMatchObject([{ status: null }])
    const again = () => answerOnce(ground.ports, write, writing(name))
    await expect(again()).rejects.toMatchObject({ code: 'request/key-in-progress' })
    await minuteLater()
    expect([await again(), await again()]).toEqual(Array.from({ length: 2 }, () => ({ status: 201, reply: { name } })))
    expect(await effects(name)).toBe(1)
  })

  it('tells a repetition to look first where something was committed and no answer was kept', async () => {
    const [write, name] = [keyed(), 'died after its commit']
    void answerOnce(ground.ports, write, writing(name, { after: death }))
    await expect.poll(() => effects(name)).toBe(1)
    await minuteLater()
    const again = answerOnce(ground.ports, write, writing(name))
    await expect(again).rejects.toMatchObject({ code: 'request/key-in-progress' })
    expect(await effects(name)).toBe(1)
  })

  it('is not taken over by another write', async () => {
    const write = keyed()
    void answerOnce(ground.ports, write, writing('never', { before: death }))
    await expect.poll(() => kept(write.key)).toHaveLength(1)
    await minuteLater()
    const other = answerOnce(ground.ports, { ...write, requestHash: 'another body' }, writing('another write'))
    await expect(other).rejects.toMatchObject({ code: 'request/key-reused' })
    expect(await effects('another write')).toBe(0)
  })

  it('is lost to a process that was only slow: what another has done meanwhile is not done again', async () => {
    const [write, name] = [keyed(), 'slow and not dead']
    let wake = (): void => undefined
    const asleep = new Promise<void>((resolve) => (wake = resolve))
    const slow = answerOnce(ground.ports, write, writing(name, { before: () => asleep }))
    await expect.poll(() => kept(write.key)).toHaveLength(1)
    await minuteLater()
    expect(await answerOnce(ground.ports, write, writing(name))).toMatchObject({ status: 201 })
    wake()
    await expect(slow).rejects.toMatchObject({ code: 'request/key-in-progress' })
    expect(await effects(name)).toBe(1)
    expect(await kept(write.key)).toMatchObject([{ status: 201 }])
  })

  const kept = (key: string) =>
    ground.ports.database.read.selectFrom('idempotentWrite').select('status').where('key', '=', key).execute()
})
