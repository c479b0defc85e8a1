// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { branchOverview, contactPage, followUp, followUpId } from './support/made-up.ts'
import { problem } from './support/server.ts'
import { useSidebar } from './support/sidebar.ts'

const sidebar = useSidebar()
const completion = `POST /api/follow-ups/${followUpId}/completion`
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
    expect(localStorage.getItem(`zhenke-note-${followUpId}`)).toBe('下周三来')
    sidebar.server.answer(completion, { body: { followUp: followUp({ state: 'completed' }) } })
    await sidebar.tap('重试')
    await sidebar.shows('已完成：存单到期回访')
    const keys = sidebar.server.askedFor(completion).map(({ key }) => key)
    expect(new Set(keys).size).toBe(1)
    expect(localStorage.getItem(`zhenke-note-${followUpId}`)).toBeNull()
  })

  it('says why the server refused', async () => {
    await openWithOne()
    const refused = { status: 409, body: problem('follow-up/not-open', '这个任务已经结束', 409) }
    sidebar.server.answer(completion, refused)
    await sidebar.tap('完成：存单到期回访')
    await sidebar.tap('完成任务')
    await sidebar.shows('这个任务已经结束 发生了什么。 可以怎么做。')
  })

  it('moves one to another time', async () => {
    await openWithOne()
    const postponement = `POST /api/follow-ups/${followUpId}/postponement`
    sidebar.server.answer(postponement, { body: { followUp: followUp() } })
    await sidebar.tap('改期：存单到期回访')
    await sidebar.tap('明天 10:00')
    await sidebar.tap('确定')
    await expect.poll(() => sidebar.announced()).toContain('已改到 明天 10:00')
    expect(JSON.parse(sidebar.server.askedFor(postponement)[0]?.body ?? '')).toEqual({
      dueAt: '2026-11-24T10:00:00+08:00',
    })
  })
})

describe('Assigning a follow-up on the branch page', () => {
  it('leaves each contact with the employee who added them, and tells who was skipped', async () => {
    sidebar.server.answer('GET /api/branches/2/overview', { body: branchOverview({ id: 'wangmin', name: '王敏' }) })
    const row = { employee: { id: 'wangmin', name: '王敏' }, state: 'verified', openFollowUps: 0 }
    const contact = { id: 'wmSPRING', name: '春天的风', avatar: '' }
    sidebar.server.answer('GET /api/branches/2/contacts', {
      body: { items: [{ ...row, contact, addedAt: '2026-11-20T15:02:00+08:00' }], nextCursor: null },
    })
    sidebar.server.answer('POST /api/follow-ups', {
      status: 201,
      body: { created: [followUp()], skipped: [{ contactId: 'wmSEA', reason: '这位联系人没有在职员工' }] },
    })
    await sidebar.open({ hash: '#/branch' })
    await sidebar.shows('王敏 · 11-20 添加')
    document.querySelector<HTMLInputElement>('input[type=checkbox]')?.click()
    await sidebar.tap('分派任务')
    await sidebar.tap('分派 1 个任务')
    await sidebar.shows('已分派 1 个任务 · 1 位没有分派 这位联系人没有在职员工')
    expect(JSON.parse(sidebar.server.askedFor('POST /api/follow-ups')[0]?.body ?? '')).toMatchObject({
      contactIds: ['wmSPRING'],
      keep: true,
      kind: 'firstConversation',
      title: '首次沟通',
      dueAt: '2026-11-23T18:00:00+08:00',
    })
  })
})
