// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { contactPage, followUp } from './support/made-up.ts'
import { useSidebar } from './support/sidebar.ts'

const sidebar = useSidebar()
const planned = 'POST /api/follow-ups'
const sent = () => sidebar.server.askedFor(planned).map(({ body }) => JSON.parse(body) as unknown)
const may = { ...contactPage().may, plan: false, assign: false }
const dueAt = '2026-11-23T18:00:00+08:00'

async function openWith(change: Partial<typeof may>): Promise<void> {
  sidebar.server.answer('GET /api/contacts/wmSPRING', { body: contactPage({ may: { ...may, ...change } }) })
  await sidebar.open()
  await sidebar.shows('没有待办')
}

describe("On the contact's page a follow-up is made", () => {
  it('by an employee for themselves, repeating if wanted, and is there at once', async () => {
    await openWith({ plan: true, assign: true })
    await sidebar.tap('安排跟进')
    await sidebar.shows('给自己安排跟进')
    expect(sidebar.screen()).not.toMatch(/分派|添加了 TA 的员工/)
    await sidebar.tap('拜访')
    await sidebar.tap('每周')
    const own = followUp({ title: '拜访', origin: 'employee', kind: 'visit', repeats: 'week' })
    sidebar.server.answer(planned, { status: 201, body: { created: [own], skipped: [], assignment: null } })
    const body = contactPage({ may: { ...may, plan: true }, followUps: [own] })
    sidebar.server.answer('GET /api/contacts/wmSPRING', { body })
    await submit('安排跟进')
    await sidebar.shows('自己安排 · 今天 18:00 前')
    await sidebar.hides('给自己安排跟进')
    expect(sidebar.announced()).toContain('跟进已安排')
    expect(sent()).toEqual([
      {
        contactIds: ['wmSPRING'],
        assigneeIds: ['wangmin'],
        includeOnLeave: false,
        kind: 'visit',
        title: '拜访',
        reason: '',
        dueAt,
        priority: 'normal',
        repeats: 'week',
      },
    ])
  })

  it('by a lead for whoever has the contact', async () => {
    await openWith({ assign: true })
    await sidebar.tap('安排跟进')
    await sidebar.shows('给 1 位联系人分派任务')
    await sidebar.shows('任务交给添加了 TA 的员工')
    sidebar.server.answer(planned, { status: 201, body: { created: [followUp()], skipped: [], assignment: null } })
    await submit('分派 1 个任务')
    await expect.poll(() => sidebar.announced()).toContain('已分派 1 个任务')
    expect(sent()).toMatchObject([{ contactIds: ['wmSPRING'], keep: true, kind: 'firstConversation', dueAt }])
  })

  it('or not, and then it says why', async () => {
    await openWith({ plan: true })
    await sidebar.tap('安排跟进')
    await sidebar.shows('给自己安排跟进')
    const skipped = [{ contactId: 'wmSPRING', reason: '已有相同的跟进任务', related: [] }]
    sidebar.server.answer(planned, { status: 201, body: { created: [], skipped, assignment: null } })
    await submit('安排跟进')
    await sidebar.shows('没有安排：已有相同的跟进任务')
    await sidebar.tap('关闭')
    await sidebar.hides('没有安排')
  })

  it('by nobody whom the server does not let', async () => {
    await openWith({})
    expect(sidebar.screen()).not.toContain('安排跟进')
  })
})

/** In the sheet, whose button may bear the name of the one that opened it. */
async function submit(name: string): Promise<void> {
  const buttons = () => [...document.querySelectorAll<HTMLButtonElement>('[role=dialog] button')]
  const button = () => buttons().find(({ textContent, disabled }) => textContent?.trim() === name && !disabled)
  await expect.poll(button).toBeTruthy()
  button()?.click()
}
