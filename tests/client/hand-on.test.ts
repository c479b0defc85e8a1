// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { branchOverview, contactPage, followUp, followUpId, verified } from './support/made-up.ts'
import { problem } from './support/server.ts'
import { useSidebar } from './support/sidebar.ts'

const sidebar = useSidebar()
const sentTo = (call: string) => sidebar.server.askedFor(call).map(({ body }) => JSON.parse(body) as unknown)

describe('A verified contact with whom nobody has talked', () => {
  const conversations = 'POST /api/contacts/wmSPRING/conversations'
  const page = contactPage({
    ...verified(),
    nextAction: {
      kind: 'start-conversation',
      sentence: '还没有人和这位客户聊过',
      label: '记录首次沟通',
      followUpId: null,
      quiet: false,
    },
  })

  it('has the conversation recorded in one sheet, without a follow-up made before, and it can be taken back', async () => {
    sidebar.server.answer('GET /api/contacts/wmSPRING', { body: page })
    await sidebar.open()
    await sidebar.shows('还没有人和这位客户聊过')
    await sidebar.tap('记录首次沟通')
    await sidebar.shows('结果怎么样？')
    await sidebar.tap('有意向')
    await sidebar.write('周三来网点')
    const made = followUp({
      kind: 'firstConversation',
      title: '认证后首次沟通',
      state: 'completed',
      origin: 'employee',
    })
    sidebar.server.answer(conversations, { status: 201, body: { followUp: made } })
    sidebar.server.answer('GET /api/contacts/wmSPRING', { body: verified() })
    await sidebar.tap('完成任务')
    await sidebar.shows('已完成：认证后首次沟通')
    expect(sentTo(conversations)).toEqual([{ outcome: 'interested', note: '周三来网点' }])
    expect(document.querySelector('[aria-label="撤销刚才的完成"]')).not.toBeNull()
  })
})

describe('What people who left had to do', () => {
  const assignment = `POST /api/follow-ups/${followUpId}/assignment`
  const one = {
    id: followUpId,
    contact: { id: 'wmSPRING', name: '春天的风', avatar: '' },
    assignee: { id: 'jinlikai', name: '金离开' },
    title: '存单到期回访',
    kind: 'call',
    state: 'open',
    dueAt: '2026-11-23T18:00:00+08:00',
    overdue: false,
    closedAt: null,
    outcome: null,
    closedItself: false,
    repeats: null,
    delivery: null,
  }
  const openList = async (takers: { id: string; name: string }[]) => {
    const overview = branchOverview({ id: 'wangmin', name: '王敏' })
    sidebar.server.answer('GET /api/branches/2/overview', {
      body: { ...overview, owed: { ...overview.owed, ofLeavers: 1 } },
    })
    sidebar.server.answer('GET /api/branches/2/follow-ups', { body: { items: [one], nextCursor: null } })
    sidebar.server.answer(`GET /api/follow-ups/${followUpId}`, {
      body: { followUp: followUp({ assignee: one.assignee }), takers, asOf: one.dueAt },
    })
    await sidebar.open({ hash: '#/branch/follow-ups?state=left' })
    await sidebar.shows('离职或停用员工的任务')
    await sidebar.tap('改派：存单到期回访')
  }

  it('is given to one of those who can do it, and a refusal says why', async () => {
    await openList([
      { id: 'zhaoting', name: '赵婷' },
      { id: 'wangmin', name: '王敏' },
    ])
    await sidebar.shows('交给谁？')
    await sidebar.tap('王敏')
    const refused = { status: 409, body: problem('follow-up/assignee-unfit', '员工没有客户联系权限', 409) }
    sidebar.server.answer(assignment, refused)
    await sidebar.tap('交给 TA')
    await sidebar.shows('员工没有客户联系权限')
    sidebar.server.answer(assignment, { body: { followUp: followUp({ assignee: { id: 'wangmin', name: '王敏' } }) } })
    await sidebar.tap('交给 TA')
    await expect.poll(() => sidebar.announced()).toContain('已交给 王敏')
    expect(sentTo(assignment).at(-1)).toEqual({ assigneeId: 'wangmin' })
  })

  it('says so where nobody else has the contact', async () => {
    await openList([])
    await sidebar.shows('没有其他员工可以接手')
  })
})
