// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest'
import { markAllSeen, markSeen, myChats, unreadNotices } from '../../../simulator/screen/state/chats.ts'
import { world } from '../../../simulator/screen/state/simulation.ts'
import { madeUpWorld, relation, said } from './made-up-world.ts'

const notice = { id: 'n1', employeeId: 'teller', at: '2026-11-23T02:00:00.000Z', title: '新任务' }

describe('the chats of the simulated client', () => {
  beforeEach(() => {
    world.value = madeUpWorld()
    markAllSeen(world.value)
  })

  it('put the newest relation or message first', () => {
    world.value = madeUpWorld({
      relations: [relation('old-friend', '2026-06-01T02:00:00.000Z'), relation('newcomer', '2026-11-23T01:00:00.000Z')],
    })
    expect(myChats.value.map(({ contactId }) => contactId)).toEqual(['newcomer', 'old-friend'])
    world.value = { ...world.value, chats: [said('old-friend', { text: '在吗' })] }
    expect(myChats.value[0]?.contactId).toBe('old-friend')
  })

  it('keep a contact who has deleted the employee, and say so', () => {
    const ended = { ...relation('old-friend', '2026-06-01T02:00:00.000Z'), endedAt: '2026-11-23T02:00:00.000Z' }
    world.value = madeUpWorld({ relations: [ended] })
    expect(myChats.value).toMatchObject([{ contactId: 'old-friend', ended: true }])
  })

  it('show one line for a contact who deleted and added again', () => {
    const first = { ...relation('old-friend', '2026-06-01T02:00:00.000Z'), endedAt: '2026-06-02T02:00:00.000Z' }
    world.value = madeUpWorld({ relations: [first, relation('old-friend', '2026-11-20T02:00:00.000Z')] })
    expect(myChats.value).toMatchObject([{ ended: false }])
  })

  it('count as unread what the contact said since the chat was looked at', () => {
    world.value = madeUpWorld({ chats: [said('old-friend', { text: '在吗' }, { from: 'employee', text: '在的' })] })
    expect(myChats.value[0]?.unread).toBe(1)
    markSeen('old-friend')
    expect(myChats.value[0]?.unread).toBe(0)
  })

  it('count a new application message as unread until it is opened', () => {
    world.value = madeUpWorld({ notices: [notice] })
    expect(unreadNotices.value).toBe(1)
    markSeen('notices')
    expect(unreadNotices.value).toBe(0)
  })

  it('count nothing that a new world brings along', () => {
    world.value = madeUpWorld({ notices: [notice], chats: [said('old-friend', { text: '早' })] })
    markAllSeen(world.value)
    expect([unreadNotices.value, myChats.value[0]?.unread]).toEqual([0, 0])
  })
})
