// @vitest-environment happy-dom
import { nextTick } from 'vue'
import { beforeAll, describe, expect, it } from 'vitest'
import { openContactChat, openNotices } from '../../../simulator/screen/state/desk.ts'
import { followGuide, step, target } from '../../../simulator/screen/state/guide.ts'
import { phone } from '../../../simulator/screen/state/phone.ts'
import { world } from '../../../simulator/screen/state/simulation.ts'
import type { World } from '../../../simulator/screen/state/world.ts'
import { madeUpWorld, relation, said } from './made-up-world.ts'

let now: World

async function happens(changes: Partial<World>): Promise<void> {
  now = { ...now, ...changes, revision: now.revision + 1 }
  world.value = now
  await nextTick()
}

const card = { link: 'http://127.0.0.1:2/v/made-up', title: '实名认证' }
const at = '2026-11-23T02:01:00.000Z'

describe('the guided path', () => {
  beforeAll(async () => {
    now = madeUpWorld()
    world.value = now
    followGuide()
    await nextTick()
  })

  it('begins with the scan, whoever was there before', () => {
    expect([step.value, target.value]).toEqual(['scan', 'scan'])
  })

  it('goes on to the prompt once somebody new has added the employee', async () => {
    await happens({ relations: [...now.relations, relation('newcomer', at)] })
    expect(step.value).toBe('send')
  })

  it('leads to the new contact first while another chat is open', () => {
    expect(target.value).toBe('chat')
  })

  it('goes on to the phone once the card is in the chat', async () => {
    await happens({ chats: [said('newcomer', { from: 'employee', kind: 'news', news: card })] })
    expect(step.value).toBe('open')
  })

  it('goes on to the form once the new contact opens the card, and nobody else', async () => {
    Object.assign(phone, { page: card.link, pageOf: 'old-friend' })
    await nextTick()
    expect(step.value).toBe('open')
    Object.assign(phone, { page: `${card.link}?again`, pageOf: 'newcomer' })
    await nextTick()
    expect(step.value).toBe('verify')
  })

  it('is not satisfied by the code alone', async () => {
    await happens({ texts: [{ id: 't1', contactId: 'newcomer', at, text: '验证码 000000' }] })
    expect(step.value).toBe('verify')
  })

  it('goes on to the lead once the bank has told the customer', async () => {
    await happens({ texts: [{ id: 't2', contactId: 'newcomer', at, text: '已认证', disputeId: 'd1' }] })
    expect([step.value, target.value]).toEqual(['lead', 'who'])
    await happens({ me: { employeeId: 'lead' } })
    expect(step.value).toBe('assign')
  })

  it('does not take a message to the lead for one to the employee', async () => {
    await happens({ notices: [{ id: 'n0', employeeId: 'lead', at, title: '今日日报' }] })
    expect(step.value).toBe('assign')
  })

  it('sends the lead back to the employee whose message has come', async () => {
    const told = (id: string, employeeId: string) => ({ id, employeeId, at, title: '新任务' })
    await happens({ notices: [told('n1', 'teller'), told('n2', 'somebody-else')] })
    expect([step.value, target.value]).toEqual(['notice', 'who'])
    await happens({ me: { employeeId: 'teller' } })
    expect(target.value).toBe('notices')
  })

  it('stays with the message until the chat has been opened from it', async () => {
    openNotices()
    await nextTick()
    expect(step.value).toBe('notice')
    await openContactChat('newcomer')
    expect(step.value).toBe('break')
  })

  it('begins anew in a world that is younger than the one before', async () => {
    world.value = madeUpWorld({ now: '2026-11-23T01:00:00.000Z', revision: 99 })
    await nextTick()
    expect(step.value).toBe('scan')
  })
})
