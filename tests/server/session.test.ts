import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCaller } from '../support/caller.ts'
import { startWorld, type TestWorld } from '../support/world.ts'

const teller = 'LinXiaoMan'

describe('A session', () => {
  let world: TestWorld
  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world.stop())

  const advance = (by: string) => world.control('clock', { advance: by })

  it('tells who is there, with branch and roles from the directory', async () => {
    const lead = await world.signIn('LiChunFeng')
    expect(await lead.get('/api/session')).toMatchObject({
      status: 200,
      body: {
        employee: { id: 'lichunfeng', name: '李春风', branch: { id: '2' }, roles: ['teller', 'lead'] },
        locale: 'zh-CN',
      },
    })
    expect((await lead.get('/api/session')).body['leads']).toEqual([{ id: '2', name: expect.any(String) }])
    const operator = await world.signIn('ZhouYunFan')
    expect((await operator.get('/api/session')).body['leads']).toEqual([])
    expect(await operator.get('/api/session')).toMatchObject({ body: { employee: { roles: ['teller', 'operator'] } } })
  })

  it('tells which branches are theirs to lead: the home branch first, and none that is below another', async () => {
    const lead = await world.signIn('LiChunFeng')
    const told = async () =>
      (await lead.get<{ leads: { id: string }[] }>('/api/session')).body.leads.map(({ id }) => id)
    const leadOf = (...branchIds: string[]) =>
      world.database.write(async (tx) => {
        await tx.deleteFrom('branchLead').where('employeeId', '=', 'lichunfeng').execute()
        const rows = branchIds.map((branchId) => ({ branchId, employeeId: 'lichunfeng' }))
        await tx.insertInto('branchLead').values(rows).execute()
      })
    await leadOf('3')
    expect(await told()).toEqual(['3'])
    expect((await lead.get('/api/branches/3/overview')).status).toBe(200)
    await leadOf('3', '4', '2')
    expect(await told()).toEqual(['2', '3', '4'])
    await leadOf('1', '3')
    expect(await told()).toEqual(['2', '1'])
    await leadOf('2')
  })

  it('names the first 50 of more branches than that, says so, and finds every one of them by its name', async () => {
    const many = Array.from({ length: 120 }, (_, at) => ({ id: `many-${at}`, name: `虚构网点${at}`, position: at }))
    await world.database.write(async (tx) => {
      const rows = many.map((one) => ({ ...one, parentId: '1', updatedAt: new Date(), removedAt: null }))
      await tx.insertInto('branch').values(rows).execute()
      const below = { id: 'many-below', name: '虚构网点7下的分理处', parentId: 'many-7', position: 0 }
      await tx
        .insertInto('branch')
        .values({ ...below, updatedAt: new Date(), removedAt: null })
        .execute()
      const led = many.map(({ id }) => ({ branchId: id, employeeId: 'lichunfeng' }))
      await tx.insertInto('branchLead').values(led).execute()
    })
    const lead = await world.signIn('LiChunFeng')
    const { leads, moreLeads } = (await lead.get<{ leads: object[]; moreLeads: boolean }>('/api/session')).body
    expect({ listed: leads.length, moreLeads }).toEqual({ listed: 50, moreLeads: true })
    const find = async (search: string, by = lead) => {
      const path = `/api/led-branches?search=${encodeURIComponent(search)}`
      const { items, more } = (await by.get<{ items: { id: string }[]; more: boolean }>(path)).body
      return { ids: items.map(({ id }) => id), more }
    }
    for (const { id, name } of many) expect((await find(name)).ids[0]).toBe(id)
    expect(await find('点7下')).toEqual({ ids: ['many-below'], more: false })
    expect(await find('虚构网点')).toEqual({ ids: many.slice(0, 50).map(({ id }) => id), more: true })
    expect(await find('不存在的名称')).toEqual({ ids: [], more: false })
    expect((await lead.get('/api/branches/many-119/overview')).status).toBe(200)
    expect(await find('虚构网点', await world.signIn(teller))).toEqual({ ids: [], more: false })
    await world.database.write((tx) => tx.deleteFrom('branchLead').where('branchId', 'like', 'many-%').execute())
    expect((await lead.get('/api/session')).body).toMatchObject({ leads: [{ id: '2' }], moreLeads: false })
    expect(await find('虚构网点')).toEqual({ ids: [], more: false })
  })

  it('speaks the language of the switch, else of the browser', async () => {
    const caller = await world.signIn(teller)
    expect((await caller.get('/api/session', { 'accept-language': 'en-GB,en' })).body['locale']).toBe('en')
    caller.jar.set('zhenke-locale', 'zh-CN')
    expect((await caller.get('/api/session', { 'accept-language': 'en-GB,en' })).body['locale']).toBe('zh-CN')
  })

  it('keeps nothing of its token but a hash', async () => {
    const caller = await world.signIn(teller)
    const token = caller.jar.get('__Host-zhenke') ?? 'none'
    const rows = await world.database.read.selectFrom('session').selectAll().execute()
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  it('is not there without a cookie, with a made-up one, or with one that is no token', async () => {
    for (const cookie of [
      '',
      `__Host-zhenke=${'0'.repeat(64)}`,
      '__Host-zhenke=admin',
      `__Host-zhenke=${'0'.repeat(9000)}`,
    ]) {
      const answer = await world.stranger().get('/api/session', cookie ? { cookie } : {})
      expect(answer.status === 401 || answer.status === 431).toBe(true)
    }
  })

  it('ends by signing out, and the cookie goes', async () => {
    const caller = await world.signIn(teller)
    const copy = createCaller(world.product.publicOrigin)
    copy.jar.set('__Host-zhenke', caller.jar.get('__Host-zhenke') ?? '')
    expect((await caller.post('/api/sign-out')).status).toBe(200)
    expect(caller.jar.get('__Host-zhenke')).toBeUndefined()
    expect(await copy.get('/api/session')).toMatchObject({ status: 401, body: { type: 'session/required' } })
  })

  it('ends after 30 minutes without a request, and not while there are some', async () => {
    const [busy, idle] = [await world.signIn(teller), await world.signIn('ZhaoTing')]
    await advance('PT29M')
    expect((await busy.get('/api/session')).status).toBe(200)
    await advance('PT2M')
    expect((await busy.get('/api/session')).status).toBe(200)
    expect((await idle.get('/api/session')).status).toBe(401)
  })

  it('ends after 8 hours however busy it is', async () => {
    const caller = await world.signIn(teller)
    for (let half = 0; half < 16; half += 1) {
      expect((await caller.get('/api/session')).status).toBe(200)
      await advance('PT29M')
    }
    expect((await caller.get('/api/session')).status).toBe(200)
    await advance('PT16M')
    expect((await caller.get('/api/session')).status).toBe(401)
  })
})
