import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ManagedTalkScript, TalkScript } from '../../server/contract/talk-script.ts'
import type { Answer, Caller } from '../support/caller.ts'
import { startWorld, type TestWorld } from '../support/world.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let world: TestWorld
let lead: Caller
let teller: Caller
let elsewhere: Caller
let operator: Caller
let second: Caller
let contactId: string
beforeAll(async () => {
  world = await startWorld({ env: { OPERATORS: 'ZhouYunFan,FanHeWan' } })
  const added = await world.control<{ contactId: string }>('adds', { employeeId: 'LinXiaoMan', name: '{branchName}甲' })
  contactId = added.contactId
  await world.product.runDue()
  const people = ['LiChunFeng', 'LinXiaoMan', 'HeQing', 'ZhouYunFan', 'FanHeWan'] as const
  ;[lead, teller, elsewhere, operator, second] = (await Promise.all(people.map((id) => world.signIn(id)))) as [
    Caller,
    Caller,
    Caller,
    Caller,
    Caller,
  ]
})
afterAll(() => world.stop())

const words = (title: string, text = `${title}的内容`) => ({ kind: 'text', folder: '问候', title, text })
const write = (who: Caller, content: object, branchId: string | null = '2') =>
  who.post<{ id: string; version: number }>('/api/talk-scripts', { branchId, content })
const approve = (who: Caller, { id, version }: { id: string; version: number }) =>
  who.post(`/api/talk-scripts/${id}/approval`, { version })
/** Written by the branch's lead and approved. */
async function approved(content: object): Promise<string> {
  const { body } = await write(lead, content)
  expect((await approve(operator, body)).status).toBe(200)
  return body.id
}
const list = async (who: Caller, query = '') =>
  (await who.get<{ items: TalkScript[]; folders: string[] }>(`/api/talk-scripts?${query}`)).body
const titles = async (who: Caller, query = '') => (await list(who, query)).items.map(({ title }) => title)
const managed = async (who: Caller, state: string) =>
  (await who.get<{ items: ManagedTalkScript[] }>(`/api/managed-talk-scripts?state=${state}`)).body.items
const told = ({ status, body }: Answer) => [status, body['type']]

describe('A talk script', () => {
  it('is a draft that nobody can send until an operator other than its author has approved it', async () => {
    const { body: draft } = await write(operator, words('问候一'), null)
    expect(await titles(teller)).not.toContain('问候一')
    expect((await teller.get(`/api/talk-scripts/${draft.id}`)).status).toBe(404)
    expect(told(await approve(operator, draft))).toEqual([409, 'talk-script/own-words'])
    expect(told(await approve(lead, draft))).toEqual([404, 'talk-script/not-found'])
    expect((await approve(second, draft)).status).toBe(200)
    expect(await titles(teller)).toContain('问候一')
  })

  it('of a branch is for the branch and all below it, and one of the bank for everybody', async () => {
    const id = await approved(words('本网点的话'))
    expect(await titles(teller)).toContain('本网点的话')
    expect(await titles(elsewhere)).not.toContain('本网点的话')
    expect((await elsewhere.get(`/api/talk-scripts/${id}`)).status).toBe(404)
    expect(told(await write(lead, words('别人的网点'), '3'))).toEqual([404, 'branch/not-found'])
    expect(told(await write(lead, words('全行'), null))).toEqual([403, 'request/forbidden'])
    expect(told(await write(teller, words('柜员'), '2'))).toEqual([404, 'talk-script/not-found'])
  })

  it('stays in use while a new version is written, and is replaced when that is approved', async () => {
    const id = await approved(words('旧的', '旧的内容'))
    const { body: draft } = await lead.post<{ id: string; version: number }>(`/api/talk-scripts/${id}/draft`, {
      content: words('新的', '新的内容'),
    })
    expect(draft).toEqual({ id, version: 2 })
    expect((await list(teller)).items.find((one) => one.id === id)?.text).toBe('旧的内容')
    await approve(operator, draft)
    expect((await list(teller)).items.find((one) => one.id === id)?.text).toBe('新的内容')
    expect((await managed(lead, 'retired')).map(({ title }) => title)).toContain('旧的')
  })

  it('is approved as it was read: an edit meanwhile makes the approval void', async () => {
    const { body: draft } = await write(lead, words('会变的'))
    await lead.post(`/api/talk-scripts/${draft.id}/draft`, { content: words('变了的') })
    expect(told(await approve(operator, draft))).toEqual([409, 'talk-script/changed'])
    expect((await approve(operator, { ...draft, version: 2 })).status).toBe(200)
  })

  it('that two operators approve at once is approved once', async () => {
    const { body: draft } = await write(lead, words('一次'))
    const answers = await Promise.all([approve(operator, draft), approve(second, draft)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  })

  it('goes out of use by its lead or an operator, from every list at once', async () => {
    const id = await approved(words('停用的'))
    await teller.post(`/api/talk-scripts/${id}/favourite`, { favourite: true })
    expect((await teller.post(`/api/talk-scripts/${id}/retirement`, { version: 1 })).status).toBe(404)
    expect((await lead.post(`/api/talk-scripts/${id}/retirement`, { version: 1 })).status).toBe(200)
    expect(await titles(teller)).not.toContain('停用的')
    expect(told(await lead.post(`/api/talk-scripts/${id}/retirement`, { version: 1 }))).toEqual([
      409,
      'talk-script/changed',
    ])
  })

  it('says what each step was and who took it, in the audit log', async () => {
    const id = await approved(words('有记录的'))
    const rows = await world.database.read
      .selectFrom('audit')
      .select(['actorId', 'action'])
      .where('objectId', '=', id)
      .orderBy('id')
      .execute()
    expect(rows).toEqual([
      { actorId: 'lichunfeng', action: 'talk-script/written' },
      { actorId: 'zhouyunfan', action: 'talk-script/approved' },
    ])
  })
})

describe('What can be said', () => {
  it.each([
    ['an unknown variable', words('坏', '{contactName}您好，您的余额{balance}'), 422],
    [
      'a link that is not https',
      { kind: 'link', folder: '', title: '坏', text: '', linkUrl: 'http://b.example/' },
      400,
    ],
    ['a script as link', { kind: 'link', folder: '', title: '坏', text: '', linkUrl: 'javascript:alert(1)' }, 400],
    [
      'a link with a password',
      { kind: 'link', folder: '', title: '坏', text: '', linkUrl: 'https://a:b@c.example/' },
      400,
    ],
    ["somebody else's picture", { kind: 'image', folder: '', title: '坏', text: '', pictureId: 'PICTURE' }, 422],
    ['no words', words('空', ' '), 400],
  ])('is not %s', async (_title, content, status) => {
    const { body } = await operator.post('/api/talk-script-pictures', { base64: png.toString('base64') })
    const sent = JSON.parse(JSON.stringify(content).replace('PICTURE', String(body['pictureId']))) as object
    expect((await write(lead, sent)).status).toBe(status)
  })

  it('has the names filled in for the contact, and a name with braces stays a name', async () => {
    const id = await approved(words('称呼', '{contactName}您好，我是{branchName}的{employeeName}'))
    const { body } = await teller.get<{ talkScript: TalkScript }>(`/api/talk-scripts/${id}?contact=${contactId}`)
    expect(body.talkScript.text).toMatch(/^\{branchName\}甲您好，我是[^{}]+的[^{}]+$/)
    expect((await elsewhere.get(`/api/talk-scripts?contact=${contactId}`)).status).toBe(404)
    expect((await lead.get(`/api/talk-scripts?contact=${contactId}`)).status).toBe(404)
  })

  it('is kept as it was typed, markup included (T27)', async () => {
    const hostile = '<img src=x onerror=alert(1)>"\'&lt;/script> =HYPERLINK("x") \u202e'
    const id = await approved(words('<b>标题</b>', hostile))
    const { body } = await teller.get<{ talkScript: TalkScript }>(`/api/talk-scripts/${id}`)
    expect([body.talkScript.title, body.talkScript.text]).toEqual(['<b>标题</b>', hostile])
  })
})

describe('The library', () => {
  it('is searched for what stands anywhere in title or words, and % is only itself', async () => {
    await approved(words('养老金讲座', '本周四下午三点，邀请您参加'))
    await approved(words('利率 3% 说明', '今天起'))
    expect(await titles(teller, `search=${encodeURIComponent('四下午')}`)).toEqual(['养老金讲座'])
    expect(await titles(teller, `search=${encodeURIComponent('3%')}`)).toEqual(['利率 3% 说明'])
    expect(await titles(teller, `search=${encodeURIComponent('%')}`)).toEqual(['利率 3% 说明'])
  })

  it('has folders, and favourites of each employee that come first', async () => {
    const id = await approved({ ...words('节日祝福'), folder: '节日' })
    await teller.post(`/api/talk-scripts/${id}/favourite`, { favourite: true })
    const mine = await list(teller)
    expect(mine.folders).toEqual(expect.arrayContaining(['节日', '问候']))
    expect(mine.items[0]).toMatchObject({ id, favourite: true })
    expect((await list(lead)).items.find((one) => one.id === id)?.favourite).toBe(false)
    expect(await titles(teller, `folder=${encodeURIComponent('节日')}`)).toEqual(['节日祝福'])
    await teller.post(`/api/talk-scripts/${id}/favourite`, { favourite: false })
    expect((await list(teller)).items.find((one) => one.id === id)?.favourite).toBe(false)
  })

  it('counts uses by day and not by whom', async () => {
    const id = await approved(words('常用的'))
    await Promise.all([1, 2, 3].map(() => teller.post(`/api/talk-scripts/${id}/uses`)))
    expect((await managed(lead, 'approved')).find((one) => one.id === id)?.usesIn30Days).toBe(3)
    const [row] = await world.database.read.selectFrom('talkScriptUse').selectAll().where('scriptId', '=', id).execute()
    expect(Object.keys(row ?? {}).toSorted()).toEqual(['day', 'scriptId', 'uses'])
  })
})

describe('A follow-up', () => {
  const due = '2026-11-24T10:00:00+08:00'
  type One = { id: string; state: string; talkScript: { id: string; title: string } | null; history: { by: string }[] }
  const task = { keep: true, kind: 'call', reason: '样例：到期', dueAt: due }
  async function assign(title: string, talkScriptId: string) {
    const answer = await lead.post<{ created: One[] }>('/api/follow-ups', {
      ...task,
      contactIds: [contactId],
      title,
      talkScriptId,
    })
    return { status: answer.status, type: (answer.body as { type?: string }).type, made: answer.body.created?.[0] }
  }
  const mine = async (state: string) =>
    (await teller.get<{ items: One[] }>(`/api/follow-ups?assignee=me&state=${state}`)).body.items

  it('carries a script of which its assignee sees the title, until it is retired', async () => {
    const id = await approved(words('带着的话'))
    const { made } = await assign('带话术', id)
    expect((await mine('open')).find((one) => one.id === made?.id)?.talkScript).toEqual({ id, title: '带着的话' })
    await lead.post(`/api/talk-scripts/${id}/retirement`, { version: 1 })
    expect((await mine('open')).find((one) => one.id === made?.id)?.talkScript).toBeNull()
    expect((await teller.get(`/api/talk-scripts/${id}`)).status).toBe(404)
    expect(await assign('停用的话术', id)).toMatchObject({ status: 404, type: 'talk-script/not-found' })
  })

  it('can be looked at alone, with who closed it and when; done ones are listed the last first', async () => {
    const id = await approved(words('不重要'))
    const done = (await assign('先完成的', id)).made?.id ?? ''
    const called = (await assign('后取消的', id)).made?.id ?? ''
    await teller.post(`/api/follow-ups/${done}/completion`, { outcome: 'reached' })
    await world.control('clock', { advance: 'PT1M' })
    await lead.post(`/api/follow-ups/${called}/cancellation`)
    const { body } = await teller.get<{ followUp: One }>(`/api/follow-ups/${called}`)
    expect(body.followUp).toMatchObject({ state: 'cancelled', history: [{ by: '李春风' }, { by: '李春风' }] })
    expect((await elsewhere.get(`/api/follow-ups/${called}`)).status).toBe(404)
    expect((await mine('completed,cancelled')).map((one) => one.id)).toEqual([called, done])
  })
})

describe('A picture', () => {
  const upload = (who: Caller, bytes: Buffer) =>
    who.post<{ pictureId: string }>('/api/talk-script-pictures', { base64: bytes.toString('base64') })

  it.each([
    ['markup that calls itself a picture', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['more than 2 MB', Buffer.concat([png, Buffer.alloc(2_000_000)])],
    ['nothing', Buffer.alloc(0)],
  ])('is not taken: %s', async (_title, bytes) => {
    expect(told(await upload(lead, bytes))).toEqual([422, 'talk-script/picture-refused'])
  })

  it('is served from our own origin as what it is, to whoever may use its script', async () => {
    const { body } = await upload(lead, png)
    const address = `/api/talk-script-pictures/${body.pictureId}`
    expect((await teller.get(address)).status).toBe(404)
    await approved({ kind: 'image', folder: '', title: '海报', text: '讲座海报', pictureId: body.pictureId })
    const { status, headers } = await teller.get(address)
    expect([status, headers['content-type'], headers['x-content-type-options']]).toEqual([200, 'image/png', 'nosniff'])
    expect(headers['content-length']).toBe(String(png.length))
    expect((await elsewhere.get(address)).status).toBe(404)
  })

  it('is handed to WeCom once and again after three days, and told when WeCom refuses it', async () => {
    const { body: picture } = await upload(lead, png)
    const id = await approved({ kind: 'image', folder: '', title: '图', text: '', pictureId: picture.pictureId })
    const prepare = () => teller.post<{ mediaId: string }>(`/api/talk-scripts/${id}/picture`)
    await world.control('faults', { path: 'media/upload', errcode: 40004, times: 1 })
    expect(told(await prepare())).toEqual([502, 'wecom/refused'])
    const first = await prepare()
    expect((await prepare()).body).toEqual(first.body)
    await world.control('clock', { advance: 'P3D', stride: 'P1D' })
    teller = await world.signIn('LinXiaoMan')
    const later = await prepare()
    expect(later.status).toBe(200)
    expect(later.body.mediaId).not.toBe(first.body.mediaId)
  })
})
