import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contactPage } from '../../server/contract/contact.ts'
import { contactRoutes } from '../../server/features/contact/contact-routes.ts'
import { readContactPage } from '../../server/features/contact/read-contact-page.ts'
import { readOlderTimeline } from '../../server/features/contact/read-timeline.ts'
import { actor, startAddGround, type AddGround } from './add-ground.ts'

let ground: AddGround

beforeAll(async () => {
  ground = await startAddGround('2026-11-20T10:00:00+08:00')
  await ground.employee('e1')
  await ground.employee('e2')
  await ground.employee('e3', { branchId: 'branch-2' })
  await ground.added('e1', 'open', new Date('2026-11-18T09:00:00+08:00'))
})
afterAll(async () => ground.stop())

const page = (contactId: string, reader = actor('e1')) => readContactPage(reader, ground.ports, contactId)

describe("The contact's page", () => {
  it('says who it is, why the add does not count yet, and what to do', async () => {
    expect(await page('open')).toMatchObject({
      contact: { id: 'open', name: 'Contact open', type: 'wechat' },
      relation: { channel: '扫码添加', endedAt: null },
      verification: { state: 'none', promptsLeft: 3, nextPromptAt: null, linkEndsAt: null },
      verdict: { status: 'awaiting', sentence: '还没有完成实名认证，还有 28 天', daysLeft: 28 },
      nextAction: { kind: 'send-prompt', label: '发送认证邀请' },
      timeline: [{ kind: 'added', sentence: '添加好友' }],
      may: { prompt: true, plan: true, assign: false },
    })
  })

  it('keeps its contract', async () => {
    const [route] = contactRoutes
    const call = { actor: actor('e1'), params: { id: 'open' }, query: undefined, body: undefined, ports: ground.ports }
    const reply = await route?.answer(call as never)
    expect(contactPage.strict().parse(reply)).toEqual(reply)
  })

  it('shows a sent link, and that the contact is verified at last', async () => {
    await ground.added('e1', 'prompted', new Date('2026-11-18T09:00:00+08:00'))
    const sentAt = new Date('2026-11-19T09:00:00+08:00')
    await ground.database.write((tx) =>
      tx
        .insertInto('prompt')
        .values({
          id: ground.ports.random.id(),
          contactId: 'prompted',
          employeeId: 'e1',
          tokenHash: 'made up',
          createdAt: sentAt,
          sentAt,
          expiresAt: new Date('2026-11-22T11:00:00+08:00'),
          failedAttempts: 0,
        })
        .execute(),
    )
    expect((await page('prompted')).nextAction).toMatchObject({
      kind: 'send-prompt-again',
      sentence: '还没有完成实名认证。已邀请 1 次，链接还有 2 天有效',
    })
    await ground.answered('prompted')
    expect(await page('prompted')).toMatchObject({
      verification: { state: 'verified', maskedName: '*客', recipient: 'confirmed' },
      verdict: { status: 'effective', sentence: '有效，11-20 已计入' },
      nextAction: { kind: 'start-conversation' },
      timeline: [{ kind: 'verified' }, { kind: 'prompted' }, { kind: 'added' }],
      may: { prompt: false },
    })
  })

  it("puts the reader's overdue follow-up first", async () => {
    await ground.added('e1', 'followed')
    const id = ground.ports.random.id()
    await ground.database.write((tx) =>
      tx
        .insertInto('followUp')
        .values({
          id,
          contactId: 'followed',
          assigneeId: 'e1',
          kind: 'call',
          title: 'A made-up call',
          reason: '',
          dueAt: new Date('2026-11-20T09:00:00+08:00'),
          priority: 'normal',
          state: 'open',
          origin: 'lead',
          createdBy: 'e2',
          createdAt: new Date('2026-11-19T09:00:00+08:00'),
          closedItself: false,
        })
        .execute(),
    )
    const shown = await page('followed')
    expect(shown.nextAction).toMatchObject({ kind: 'overdue-follow-up', label: '完成跟进', followUpId: id })
    expect(shown.followUps).toMatchObject([{ id, overdue: true, may: { complete: true } }])
    const lead = actor('lead', { roles: ['teller', 'lead'], scope: ['branch-1'] })
    expect((await page('followed', lead)).nextAction).toMatchObject({ kind: 'overdue-follow-up', label: null })
  })

  it('says that the relation has ended', async () => {
    await ground.added('e1', 'gone', new Date('2026-11-18T09:00:00+08:00'))
    await ground.removed('e1', 'gone')
    expect(await page('gone')).toMatchObject({
      nextAction: { kind: 'nothing', sentence: '好友关系已结束' },
      verdict: { status: 'void', reason: 'ended-early' },
      may: { prompt: false, plan: false },
    })
    expect((await page('gone', actor('lead', { roles: ['lead'], scope: ['branch-1'] }))).may.assign).toBe(false)
  })
})

describe('The history', () => {
  it('comes in pages, each event once, also where several happened in the same moment', async () => {
    await ground.added('e1', 'busy', new Date('2026-11-18T09:00:00+08:00'))
    const at = ground.clock.now()
    const task = { contactId: 'busy', assigneeId: 'e1', kind: 'call', reason: '', dueAt: at, createdAt: at } as const
    const more = { priority: 'normal', state: 'open', origin: 'lead', createdBy: 'e2', closedItself: false } as const
    const rows = Array.from({ length: 45 }, (_, place) => ({
      ...task,
      ...more,
      id: ground.ports.random.id(),
      title: `Call ${place}`,
    }))
    await ground.database.write((tx) => tx.insertInto('followUp').values(rows).execute())
    const { timeline, olderTimeline } = await page('busy')
    expect(timeline).toHaveLength(20)
    const seen = timeline.map(({ sentence }) => sentence)
    for (let cursor = olderTimeline; cursor;) {
      const older = await readOlderTimeline(actor('e1'), ground.ports, { contactId: 'busy', cursor })
      seen.push(...older.items.map(({ sentence }) => sentence))
      cursor = older.nextCursor
    }
    expect([seen.length, new Set(seen).size, seen.at(-1)]).toEqual([46, 46, '添加好友'])
  })

  it('is for whoever may see the page, and a cursor that is none of ours is refused', async () => {
    const asked = { contactId: 'busy', cursor: '1763600000000_added' }
    await expect(readOlderTimeline(actor('e2'), ground.ports, asked)).rejects.toMatchObject({
      code: 'contact/not-found',
    })
    const nonsense = { contactId: 'busy', cursor: 'nonsense' }
    await expect(readOlderTimeline(actor('e1'), ground.ports, nonsense)).rejects.toMatchObject({
      code: 'request/invalid',
    })
  })

  it('says from whom the add came and to whom it went: a handover, without a name', async () => {
    await ground.added('e1', 'moved', new Date('2026-11-10T09:00:00+08:00'))
    await ground.removed('e1', 'moved', 'transfer', new Date('2026-11-17T09:00:00+08:00'))
    await ground.added('e2', 'moved', new Date('2026-11-17T09:00:00+08:00'))
    await ground.database.write(async (tx) => {
      await tx.deleteFrom('add').where('contactId', '=', 'moved').where('employeeId', '=', 'e2').execute()
      const taken = { employeeId: 'e2', adderId: 'e1' }
      await tx.updateTable('add').set(taken).where('contactId', '=', 'moved').execute()
    })
    const told = async (reader: string) => (await page('moved', actor(reader))).timeline.map(({ sentence }) => sentence)
    expect(await told('e1')).toEqual(['移交给了同事', '添加好友'])
    expect(await told('e2')).toEqual(['由同事移交而来'])
  })
})

describe('Somebody whose relation has ended', () => {
  const before = new Date('2026-11-18T09:00:00+08:00')
  const seenBy = async (reader = actor('e1')) => {
    const { timeline, verification } = await page('handed-on', reader)
    return { kinds: timeline.map(({ kind }) => kind), ...verification }
  }

  it('sees what belongs to their own time, and neither what came later nor who the contact is', async () => {
    await ground.added('e1', 'handed-on', before)
    await ground.removed('e1', 'handed-on', 'employee', new Date('2026-11-19T09:00:00+08:00'))
    await ground.added('e2', 'handed-on', new Date('2026-11-19T10:00:00+08:00'))
    const then = await seenBy()
    await ground.answered('handed-on')
    expect(await seenBy()).toEqual(then)
    expect(then).toMatchObject({ kinds: ['ended', 'added'], state: 'none', maskedName: null })
  })

  it('is told no name that was found out in their time either', async () => {
    await ground.added('e1', 'known-then', before)
    await ground.answered('known-then', { decidedAt: new Date('2026-11-18T12:00:00+08:00') })
    expect((await page('known-then')).verification.maskedName).toBe('*客')
    await ground.removed('e1', 'known-then', 'contact', new Date('2026-11-19T09:00:00+08:00'))
    expect((await page('known-then')).verification).toMatchObject({ state: 'verified', maskedName: null })
  })

  it('sees less than a lead of the branch and than the colleague who has the contact now', async () => {
    const lead = actor('lead', { roles: ['teller', 'lead'], scope: ['branch-1'] })
    for (const reader of [actor('e2'), lead]) {
      const { kinds, maskedName } = await seenBy(reader)
      expect(kinds).toContain('verified')
      expect(maskedName).toBe('*客')
    }
  })
})

describe('Who may read it', () => {
  const lead = (scope: string[]) => actor('lead', { roles: ['teller', 'lead'], scope })

  it('is whose contact it is, and a lead of their branch, whose look is audited', async () => {
    ground.audited.length = 0
    await page('open')
    expect(ground.audited).toEqual([])
    const shown = await page('open', lead(['branch-1']))
    expect(shown.may).toEqual({ prompt: false, plan: false, assign: true, markPrivate: false, editProfile: false })
    expect(shown.nextAction.label).toBeNull()
    expect(ground.audited).toEqual([{ action: 'contact.read', id: 'open' }])
  })

  it.each([
    ['a colleague of the same branch', () => actor('e2')],
    ['an employee of another branch', () => actor('e3', { branchId: 'branch-2' })],
    ['a lead of another branch', () => lead(['branch-2'])],
    ['an operator', () => actor('op', { roles: ['teller', 'operator'] })],
  ])('is not %s', async (_who, reader) => {
    await expect(page('open', reader())).rejects.toMatchObject({ code: 'contact/not-found' })
    await expect(page('nobody', reader())).rejects.toMatchObject({ code: 'contact/not-found' })
  })
})
