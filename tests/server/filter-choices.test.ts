import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { layContacts } from '../support/assignment-ground.ts'
import type { Caller } from '../support/caller.ts'
import { startWorld, type TestWorld } from '../support/world.ts'

let world: TestWorld
let lead: Caller
let teller: Caller
beforeAll(async () => {
  world = await startWorld()
  lead = await world.signIn('LiChunFeng')
  teller = await world.signIn('LinXiaoMan')
  for (let number = 1; number <= 14; number += 1)
    await layContacts(world, `虚构标签${String(number).padStart(2, '0')}`, 15 - number, ['linxiaoman'])
  await layContacts(world, '同事的标签', 1, ['zhaoting'])
  await layContacts(world, '别家的标签', 1, ['heqing'])
})
afterAll(() => world.stop())

type Choices = { items: string[]; more: boolean }
const choices = async (who: Caller, query: string): Promise<Choices> =>
  (await who.get<Choices>(`/api/filter-choices?${query}`)).body

describe('What contacts are filtered by', () => {
  it('is offered the most used first, a dozen at once, and the rest by a part of its name', async () => {
    const first = await choices(lead, 'of=tag')
    expect(first.items).toHaveLength(12)
    expect(first).toMatchObject({ more: true })
    expect(first.items).toContain('虚构标签01')
    expect(first.items.indexOf('虚构标签01')).toBeLessThan(first.items.indexOf('虚构标签05'))
    const found = await choices(lead, `of=tag&search=${encodeURIComponent('签14')}`)
    expect(found).toEqual({ items: ['虚构标签14'], more: false })
    expect((await choices(lead, 'of=channel')).items).toContain('样例渠道')
  })

  it('is of the reader and of the branches they lead, and of nobody else', async () => {
    const search = (name: string) => `of=tag&search=${encodeURIComponent(name)}`
    expect((await choices(lead, search('同事的标签'))).items).toEqual(['同事的标签'])
    expect((await choices(lead, search('别家的标签'))).items).toEqual([])
    expect((await choices(teller, search('同事的标签'))).items).toEqual([])
    expect((await lead.get('/api/filter-choices?of=tag&branch=3')).status).toBe(404)
    expect((await lead.get('/api/filter-choices?of=remark')).status).toBe(400)
  })

  it('leaves out what stands only with contacts who are private, or no longer related', async () => {
    await layContacts(world, '已结束的标签', 1, ['linxiaoman'])
    const search = `of=tag&search=${encodeURIComponent('已结束')}`
    expect((await choices(lead, search)).items).toEqual(['已结束的标签'])
    await world.database.write((tx) =>
      sql`UPDATE relation SET ended_at = started_at + interval '1 day', ended_by = 'contact'
        WHERE contact_id LIKE ${'已结束的标签-%'}`.execute(tx),
    )
    expect((await choices(lead, search)).items).toEqual([])
  })
})
