import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorld, type TestWorld } from '../support/world.ts'

describe('A session', () => {
  let world: TestWorld
  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world.stop())

  it('begins with the sign-in and tells who is there', async () => {
    const { me } = await world.control<{ me: { employeeId: string } }>('world')
    const caller = await world.signIn(me.employeeId)
    const answer = await caller.get('/api/session')
    expect(answer).toMatchObject({ status: 200, body: { employee: { id: me.employeeId.toLowerCase() } } })
  })
})
