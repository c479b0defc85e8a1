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

describe('What is owed and is somebody’s already', () => {
  const preview = 'POST /api/reassignments/preview'
  const handOn = 'POST /api/reassignments'
  const ids = ['0190c3a0-0000-7000-8000-00000000000a', '0190c3a0-0000-7000-8000-00000000000b']
  const row = (id: string, title: string) => ({
    id,
    contact: { id: 'wmSPRING', name: '春天的风', avatar: '' },
    assignee: { id: 'jinlikai', name: '金离开' },
    title,
    kind: 'call',
    state: 'open',
    dueAt: '2026-11-23T18:00:00+08:00',
    overdue: false,
    closedAt: null,
    outcome: null,
    closedItself: false,
    repeats: null,
    delivery: null,
  })
  const zhaoting = { id: 'zhaoting', name: '赵婷' }
  const told = (more: object = {}) => ({
    followUps: 2,
    count: 1,
    load: [{ employee: zhaoting, open: 3, new: 1 }],
    onLeave: [],
    skipped: [
      {
        reason: '所选员工目前与该联系人没有好友关系',
        contacts: 1,
        first: [{ contact: row('', '').contact, related: [] }],
      },
    ],
    leftToday: 20_000,
    asOf: '2026-11-23T10:00:00+08:00',
    ...more,
  })
  const handedOnId = '0190c3a0-0000-7000-8000-0000000000ff'
  const assignment = (more: object = {}) => ({
    id: handedOnId,
    state: 'done',
    reassigns: 'left',
    kind: 'other',
    title: '改派：离职或停用员工的任务',
    reason: '',
    dueAt: '2026-11-23T10:00:00+08:00',
    by: { id: 'lichunfeng', name: '李春风' },
    createdAt: '2026-11-23T10:00:00+08:00',
    contacts: 2,
    created: 1,
    waiting: 0,
    workedOn: 0,
    takenBack: 0,
    told: 0,
    recalled: 0,
    skipped: [{ reason: '没有别的员工', contacts: 1 }],
    undoUntil: '2026-11-23T10:10:00+08:00',
    may: { undo: true },
    ...more,
  })
  const answerHandOn = (more: object = {}) => {
    const made = assignment(more)
    sidebar.server.answer(handOn, { status: 201, body: { assignment: made } })
    sidebar.server.answer(`GET /api/assignments/${handedOnId}`, { body: { assignment: made, asOf: made.createdAt } })
  }

  async function openList(state: 'left' | 'overdue'): Promise<void> {
    const wangmin = { id: 'wangmin', name: '王敏' }
    const overview = branchOverview(wangmin)
    sidebar.server.answer('GET /api/branches/2/overview', { body: overview })
    const items = overview.members.map((one) => ({ ...one }))
    sidebar.server.answer('GET /api/branches/2/members', {
      body: { items: [...items, { ...items[0], employee: zhaoting }], nextCursor: null },
    })
    const rows = [row(ids[0] ?? '', '存单到期回访'), row(ids[1] ?? '', '理财到期')]
    sidebar.server.answer('GET /api/branches/2/follow-ups', { body: { items: rows, nextCursor: null } })
    sidebar.server.answer(preview, { body: told() })
    await sidebar.open({ hash: `#/branch/follow-ups?state=${state}` })
    await sidebar.shows('不再另建')
  }

  it('is handed on as a whole after a look at who would get how many, and what stays says why', async () => {
    await openList('left')
    await sidebar.tap('全部改派')
    await sidebar.shows('2 个任务，1 个可以交出')
    await sidebar.shows('1 个留在原处')
    await sidebar.shows('3 + 1')
    answerHandOn()
    await sidebar.tap('交出 1 个任务')
    await expect.poll(() => sidebar.announced()).toContain('已改派 1 个，1 个留在原处')
    const list = { branch: '2', state: 'left' }
    expect(sentTo(preview).at(0)).toEqual({ list, includeOnLeave: false })
    expect(sentTo(handOn)).toEqual([{ list, includeOnLeave: false }])
    await sidebar.shows('改派：离职或停用员工的任务')
    await sidebar.shows('交出 1 个 · 1 个留在原处')
    await sidebar.shows('10 分钟内可撤销')
  })

  it('can be handed on in part: only what was ticked, which stays ticked until it has been given', async () => {
    await openList('overdue')
    await sidebar.tap('选几个改派')
    await sidebar.tap('选中：理财到期 · 春天的风')
    await sidebar.shows('已选 1 个')
    ;[...document.querySelectorAll<HTMLButtonElement>('.chosen button')][0]?.click()
    await sidebar.shows('交出 1 个任务')
    await sidebar.tap('关闭')
    await sidebar.shows('已选 1 个')
    ;[...document.querySelectorAll<HTMLButtonElement>('.chosen button')][0]?.click()
    await sidebar.shows('交出 1 个任务')
    answerHandOn({ state: 'running', contacts: 60, created: 20, waiting: 40, skipped: [] })
    await sidebar.tap('交出 1 个任务')
    await expect.poll(() => sidebar.announced()).toContain('正在改派 60 个任务')
    await sidebar.shows('20 / 60')
    expect(sentTo(handOn)).toEqual([{ followUpIds: [ids[1]], includeOnLeave: false }])
    expect(sidebar.screen()).not.toContain('已选')
  })

  it('goes only to whom the lead chooses, and where those cannot take it, offers who has the contact', async () => {
    await openList('left')
    await sidebar.tap('全部改派')
    await sidebar.shows('1 个留在原处')
    const first = [{ contact: row('', '').contact, related: [zhaoting] }]
    sidebar.server.answer(preview, { body: told({ skipped: [{ ...told().skipped[0], first }] }) })
    await sidebar.tap('王敏')
    await sidebar.shows('与 赵婷 有好友关系')
    expect(sentTo(preview).at(-1)).toMatchObject({ assigneeIds: ['wangmin'] })
    await sidebar.tap('按好友关系分')
    await sidebar.shows('不选就按任务量')
    sidebar.server.answer(handOn, { status: 201, body: { assignment: null } })
    await sidebar.tap('交出 1 个任务')
    await expect.poll(() => sidebar.announced()).toContain('这里已经没有要改派的任务')
    expect(sentTo(handOn)).toEqual([{ list: { branch: '2', state: 'left' }, includeOnLeave: false }])
  })
})
