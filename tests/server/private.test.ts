import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ContactPage } from '../../server/contract/contact.ts'
import type { FollowUp } from '../../server/contract/follow-up.ts'
import { lead, startReviewWorld, type ReviewGround } from './review-ground.ts'
import { colleague, teller } from './verification-ground.ts'

let ground: ReviewGround
beforeAll(async () => {
  ground = await startReviewWorld()
})
afterAll(() => ground.stop())

type Mark = { privateSince: string | null; verdict: { status: string; reason: string | null }; type?: string }
const mark = async (by: string, contactId: string, end = '') =>
  (await ground.signIn(by)).post<Mark>(`/api/contacts/${contactId}/private${end}`, {})
const pageOf = async (by: string, contactId: string) =>
  (await (await ground.signIn(by)).get<ContactPage>(`/api/contacts/${contactId}`)).body

describe('A contact marked as private', () => {
  it('is neither counted nor prompted, and says why', async () => {
    const { addId, contact } = await ground.add(teller, '示例家人')
    const { body } = await mark(teller, contact.id)
    expect(body).toMatchObject({ privateSince: expect.any(String), verdict: { status: 'void', reason: 'private' } })
    const page = await pageOf(teller, contact.id)
    expect(page).toMatchObject({
      nextAction: { kind: 'nothing', label: null },
      may: { prompt: false, plan: false, markPrivate: true },
    })
    const refused = await (
      await ground.signIn(teller)
    ).post<{ type: string; detail: string }>(`/api/contacts/${contact.id}/prompts`)
    expect(refused).toMatchObject({ status: 409, body: { type: 'verification/private-contact' } })
    expect(refused.body.detail).toContain('私人')
    expect(await ground.entries(addId)).toEqual([])
    expect((await ground.audited(contact.id)).slice(0, 1)).toEqual(['linxiaoman contact/marked-private'])
  })

  it('counts again once the mark is ended, as if it had never been', async () => {
    const { addId, contact } = await ground.add(teller, '标记错了')
    await mark(teller, contact.id)
    await mark(teller, contact.id)
    const { body } = await mark(teller, contact.id, '/end')
    expect(body).toMatchObject({ privateSince: null, verdict: { status: 'awaiting', reason: 'not-verified' } })
    await ground.verify(teller, contact)
    expect(await ground.verdict(addId)).toBe('effective')
    expect(await ground.audited(contact.id)).toEqual([
      'linxiaoman contact/marked-private',
      'linxiaoman contact/private-ended',
    ])
  })

  it('keeps the credit it has', async () => {
    const { addId, contact } = await ground.add(teller, '先计入后私人')
    await ground.verify(teller, contact)
    expect((await mark(teller, contact.id)).body.verdict.status).toBe('effective')
    expect(await ground.entries(addId)).toHaveLength(1)
  })

  it('is reminded of by nobody: open follow-ups to prompt close themselves, and none is assigned', async () => {
    const { contact } = await ground.add(teller, '不再提醒')
    const boss = await ground.signIn(lead)
    const assign = (title: string) =>
      boss.post<{ created: FollowUp[]; skipped: { reason: string }[] }>('/api/follow-ups', {
        contactIds: [contact.id],
        keep: true,
        kind: 'promptAgain',
        title,
        dueAt: '2027-01-15T18:00:00+08:00',
      })
    const [open] = (await assign('样例：再次邀请')).body.created
    await mark(teller, contact.id)
    const { body } = await boss.get<{ items: FollowUp[] }>('/api/follow-ups?state=completed')
    expect(body.items.find(({ id }) => id === open?.id)).toMatchObject({ closedItself: true })
    const again = (await assign('样例：又一次')).body
    expect(again.created).toEqual([])
    expect(again.skipped[0]?.reason).toContain('私人')
  })

  it('is seen by the lead as private, and by its name as before', async () => {
    const { contact } = await ground.add(teller, '负责人看到的')
    await mark(teller, contact.id)
    const page = await pageOf(lead, contact.id)
    expect(page.contact.name).toBe('负责人看到的')
    expect(page).toMatchObject({ verdict: { reason: 'private' }, may: { markPrivate: false } })
  })

  it('is marked by nobody else', async () => {
    const { contact } = await ground.add(teller, '不是我的')
    for (const name of [colleague, lead]) {
      expect(await mark(name, contact.id)).toMatchObject({ status: 404, body: { type: 'contact/not-found' } })
    }
  })
})
