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
