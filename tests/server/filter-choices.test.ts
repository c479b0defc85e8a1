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

describe('What the contacts of many employees are filtered by', () => {
  it('is what their branches have together, as it was counted last, and what the own contacts have', async () => {
    await makeHeadOfAll()
    const search = (name: string) => `of=tag&search=${encodeURIComponent(name)}`
    await countAnew()
    const head = await world.signIn('ZongHang')
    expect((await choices(head, search('的标签'))).items).toEqual(['别家的标签', '同事的标签'])
    const first = await choices(head, 'of=tag')
    expect(first).toMatchObject({ more: true })
    expect(first.items.slice(0, 3)).toEqual(['虚构标签01', '虚构标签02', '虚构标签03'])
    expect((await choices(head, 'of=channel')).items[0]).toBe('样例渠道')
    await layContacts(world, '自己的新标签', 1, ['zonghang'])
    await layContacts(world, '第二天的标签', 1, ['heqing'])
    await world.product.runDue()
    expect((await choices(head, search('第二天'))).items).toEqual([])
    expect((await choices(head, search('自己的'))).items).toEqual(['自己的新标签'])
    await countAnew()
    expect((await choices(head, search('第二天'))).items).toEqual(['第二天的标签'])
  })
})

/** Leads more people than are looked at while somebody waits. */
async function makeHeadOfAll(): Promise<void> {
  await world.control('employees', { id: 'ZongHang', name: '宗航', branchId: 1, position: '区域负责人', isLead: true })
  await world.product.runDue()
  await world.database.write((tx) =>
    sql`INSERT INTO employee (id, userid, name, branch_id, position, role, state, updated_at)
      SELECT 'many-' || n, 'many-' || n, '样例员工 ' || n, '3', '柜员', 'teller', 'active', now()
      FROM generate_series(1, 200) AS n`.execute(tx),
  )
}
/** Each branch is counted again. */
async function countAnew(): Promise<void> {
  await world.database.write((tx) => tx.deleteFrom('filterChoiceKept').execute())
  await world.product.runDue()
}
