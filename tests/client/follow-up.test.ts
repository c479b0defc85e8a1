// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { branchOverview, contactPage, followUp, followUpId } from './support/made-up.ts'
import { problem } from './support/server.ts'
import { useSidebar } from './support/sidebar.ts'

const sidebar = useSidebar()
const completion = `POST /api/follow-ups/${followUpId}/completion`
const postponement = `POST /api/follow-ups/${followUpId}/postponement`
const sentTo = (call: string) => sidebar.server.askedFor(call).map(({ body }) => JSON.parse(body) as unknown)
const withOne = contactPage({ followUps: [followUp()] })

async function openWithOne(): Promise<void> {
  sidebar.server.answer('GET /api/contacts/wmSPRING', { body: withOne })
  await sidebar.open()
  await sidebar.shows('李行长指派 · 今天 18:00 前')
}

describe('Completing a follow-up', () => {
  it('takes an outcome and a note, and offers to undo it', async () => {
    await openWithOne()
    sidebar.server.answer(completion, { body: { followUp: followUp({ state: 'completed' }) } })
    sidebar.server.answer('GET /api/contacts/wmSPRING', { body: contactPage() })
    await sidebar.tap('完成：存单到期回访')
    await sidebar.tap('有意向')
    await sidebar.write('下周三来')
    await sidebar.tap('完成任务')
    await sidebar.shows('已完成：存单到期回访')
    await sidebar.shows('没有待办')
    expect(JSON.parse(sidebar.server.askedFor(completion)[0]?.body ?? '')).toEqual({
      outcome: 'interested',
      note: '下周三来',
    })
    sidebar.server.answer(`${completion}/undo`, { body: { followUp: followUp() } })
    sidebar.server.answer('GET /api/contacts/wmSPRING', { body: withOne })
    await sidebar.tap('撤销刚才的完成')
    await sidebar.shows('今天 18:00 前')
    expect(sidebar.announced()).toContain('已撤销')
  })

  it('keeps the note and the key while the server cannot be reached', async () => {
    await openWithOne()
    sidebar.server.answer(completion, 'gateway')
    await sidebar.tap('完成：存单到期回访')
    await sidebar.shows('结果怎么样？')
    await sidebar.write('下周三来')
    await sidebar.tap('完成任务')
    await sidebar.shows('服务暂时没有回应')
    expect(document.querySelector('textarea')?.value).toBe('下周三来')
    expect(JSON.stringify(localStorage)).not.toContain('下周三来')
    sidebar.server.answer(completion, { body: { followUp: followUp({ state: 'completed' }) } })
    await sidebar.tap('重试')
    await sidebar.shows('已完成：存单到期回访')
    const keys = sidebar.server.askedFor(completion).map(({ key }) => key)
    expect(new Set(keys).size).toBe(1)
  })

  it('says why the server refused', async () => {
    await openWithOne()
    const refused = { status: 409, body: problem('follow-up/not-open', '这个任务已经结束', 409) }
    sidebar.server.answer(completion, refused)
    await sidebar.tap('完成：存单到期回访')
    await sidebar.tap('完成任务')
    await sidebar.shows('这个任务已经结束 发生了什么。 可以怎么做。')
  })

  it('moves one to another time, of those that the server offers', async () => {
    await openWithOne()
    sidebar.server.answer(postponement, { body: { followUp: followUp() } })
    await sidebar.tap('改期：存单到期回访')
    await sidebar.shows('改到什么时候？ 明天 18:00 周三 18:00 周四 18:00 11-30 18:00 其他时间')
    await sidebar.tap('周三 18:00')
    await sidebar.tap('确定')
    await expect.poll(() => sidebar.announced()).toContain('已改到 11-25 18:00')
    expect(sentTo(postponement)).toEqual([{ dueAt: '2026-11-25T18:00:00+08:00' }])
  })

  it('corrects a time that the server refused with one tap', async () => {
    await openWithOne()
    const nextAt = '2026-11-30T08:30:00+08:00'
    const refused = { ...problem('follow-up/day-off', '这一天不上班', 422), nextAt }
    sidebar.server.answer(postponement, { status: 422, body: refused })
    await sidebar.tap('改期：存单到期回访')
    await sidebar.tap('明天 18:00')
    await sidebar.tap('确定')
    await sidebar.shows('这一天不上班 发生了什么。 可以怎么做。')
    await sidebar.tap('改成 11-30 08:30')
    await sidebar.hides('这一天不上班')
    sidebar.server.answer(postponement, { body: { followUp: followUp() } })
    await sidebar.tap('确定')
    await expect.poll(() => sentTo(postponement)).toHaveLength(2)
    expect(sentTo(postponement)[1]).toEqual({ dueAt: nextAt })
  })

  it('offers the times that the server named last while it cannot be asked', async () => {
    const items = ['2026-11-23T18:00:00+08:00', '2026-11-25T18:00:00+08:00']
    const kept = { items, asOf: '2026-11-22T18:00:00+08:00', keptAt: Date.now() - 2 * 86_400_000 }
    localStorage.setItem('zhenke-due-choices', JSON.stringify(kept))
    sidebar.server.answer('GET /api/due-choices', 'gateway')
    await openWithOne()
    await sidebar.tap('改期：存单到期回访')
    await sidebar.shows('改到什么时候？ 周三 18:00 其他时间')
  })
})

describe('Calling a follow-up off', () => {
  const cancellation = `POST /api/follow-ups/${followUpId}/cancellation`
  const open = async (change: object): Promise<void> => {
    const followUps = [followUp({ ...change, may: { complete: true, postpone: true, cancel: true, assign: false } })]
    sidebar.server.answer('GET /api/contacts/wmSPRING', { body: contactPage({ followUps }) })
    sidebar.server.answer(cancellation, { body: { followUp: followUp({ state: 'cancelled' }) } })
    await sidebar.open()
    await sidebar.tap('取消：存单到期回访')
  }

  it('asks once more and takes a reason', async () => {
    await open({})
    await sidebar.shows('王敏的任务，今天 18:00 前 这个任务不用做了，不能恢复。')
    await sidebar.tap('取消任务')
    await expect.poll(() => sidebar.announced()).toContain('任务已取消')
    expect(sentTo(cancellation)).toEqual([{ once: false }])
  })

  it.each([
    ['只取消这一次', '这一次不用做了，下一次照常出现。', '取消这一次', true],
    ['以后都取消', '这一次和以后的都不再出现。', '结束重复', false],
  ])('of one that repeats says what becomes of the others (%s)', async (choice, hint, action, once) => {
    await open({ repeats: 'week' })
    await sidebar.shows('今天 18:00 前 · 每周重复')
    await sidebar.shows('这个任务每周重复，取消哪些？')
    await sidebar.tap(choice)
    await sidebar.shows(hint)
    await sidebar.tap(action)
    await expect.poll(() => sentTo(cancellation)).toEqual([{ once }])
  })

  it("ends a series from the list of the branch's follow-ups, which says that it repeats", async () => {
    const { id, title, contact, assignee, kind, dueAt } = followUp()
    const row = { id, title, contact, assignee, kind, dueAt, state: 'open', overdue: false, repeats: 'week' }
    const closed = { closedAt: null, outcome: null, closedItself: false, undelivered: false }
    sidebar.server.answer('GET /api/branches/2/overview', { body: branchOverview({ id: 'wangmin', name: '王敏' }) })
    sidebar.server.answer('GET /api/branches/2/follow-ups', {
      body: { items: [{ ...row, ...closed }], nextCursor: null },
    })
    sidebar.server.answer(cancellation, { body: { followUp: followUp({ state: 'cancelled' }) } })
    await sidebar.open({ hash: '#/branch/follow-ups' })
    await sidebar.shows('今天 18:00 到期 · 王敏 · 每周重复')
    await sidebar.tap('取消：存单到期回访')
    await sidebar.tap('以后都取消')
    sidebar.server.answer('GET /api/branches/2/follow-ups', { body: { items: [], nextCursor: null } })
    await sidebar.tap('结束重复')
    await sidebar.hides('每周重复')
    expect(sentTo(cancellation)).toEqual([{ once: false }])
    expect(sidebar.announced()).toContain('已结束重复')
  })

  it('is offered to nobody who may not', async () => {
    await openWithOne()
    expect(sidebar.screen()).toContain('改期')
    expect(document.querySelector('[aria-label^="取消："]')).toBeNull()
  })
})

describe('Assigning a follow-up on the branch page', () => {
  it('leaves each contact with the employee who added them, and tells who was skipped', async () => {
    sidebar.server.answer('GET /api/branches/2/overview', { body: branchOverview({ id: 'wangmin', name: '王敏' }) })
    const row = { employee: { id: 'wangmin', name: '王敏' }, state: 'verified', openFollowUps: 0 }
    const contacts = [
      { id: 'wmSPRING', name: '春天的风', avatar: '' },
      { id: 'wmSEA', name: '海边的云', avatar: '' },
    ]
    sidebar.server.answer('GET /api/branches/2/contacts', {
      body: {
        items: contacts.map((contact) => ({ ...row, contact, addedAt: '2026-11-20T15:02:00+08:00' })),
        nextCursor: null,
      },
    })
    sidebar.server.answer('POST /api/follow-ups', {
      status: 201,
      body: {
        created: [followUp()],
        skipped: [{ contactId: 'wmSEA', reason: '没有好友关系', related: [{ id: 'x', name: '何虚构' }] }],
      },
    })
    await sidebar.open({ hash: '#/branch' })
    await sidebar.shows('王敏 · 11-20 添加')
    document.querySelector<HTMLInputElement>('input[type=checkbox]')?.click()
    await sidebar.tap('分派任务')
    await sidebar.tap('分派 1 个任务')
    await sidebar.shows('已分派 1 个任务 · 1 位没有分派 海边的云：没有好友关系（何虚构 与 TA 有好友关系）')
    expect(JSON.parse(sidebar.server.askedFor('POST /api/follow-ups')[0]?.body ?? '')).toMatchObject({
      contactIds: ['wmSPRING'],
      keep: true,
      kind: 'firstConversation',
      title: '首次沟通',
      dueAt: '2026-11-23T18:00:00+08:00',
    })
  })
})
