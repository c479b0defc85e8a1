// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import type { ManagedTalkScript } from '../../server/contract/talk-script.ts'
import { useSidebar } from './support/sidebar.ts'

const sidebar = useSidebar()
const asOf = '2026-11-23T10:05:00+08:00'
const draft: ManagedTalkScript = {
  id: '00000000-0000-7000-8000-000000000001',
  branch: null,
  kind: 'text',
  folder: '',
  title: '虚构的问候',
  text: '您好',
  linkUrl: null,
  pictureId: null,
  version: 1,
  state: 'draft',
  usesIn30Days: 0,
  writtenBy: { id: 'zhaoting', name: '赵虚构' },
  writtenAt: asOf,
  decidedBy: null,
  decidedAt: null,
  may: { edit: true, approve: true, retire: true },
}
const chosen = () => document.querySelector('input:checked')?.closest('label')?.textContent?.trim()

function answerWith(state: string, items: ManagedTalkScript[]): void {
  const body = { items, nextCursor: null, forBank: false, branches: [{ id: '2', name: '虚构支行' }], asOf }
  sidebar.server.answer(`GET /api/managed-talk-scripts?state=${state}`, { body })
}

describe('The talk scripts to look after', () => {
  it('begin with what waits to be approved', async () => {
    answerWith('draft', [draft])
    await sidebar.open({ hash: '#/talk-scripts' })
    await sidebar.shows('虚构的问候')
    expect(chosen()).toBe('待批准')
  })

  it('begin with what is in use, where nothing waits', async () => {
    answerWith('draft', [])
    answerWith('approved', [{ ...draft, state: 'approved' }])
    await sidebar.open({ hash: '#/talk-scripts' })
    await sidebar.shows('虚构的问候')
    expect(chosen()).toBe('使用中')
  })

  it('show, while they are written, how their variables will read', async () => {
    answerWith('draft', [])
    answerWith('approved', [])
    await sidebar.open({ hash: '#/talk-scripts' })
    await sidebar.tap('新建话术')
    await sidebar.shows('客户称呼')
    await sidebar.write('您好，{contactName}：{unknown}')
    await sidebar.shows('您好，【客户称呼】：{unknown}')
    await sidebar.write('您好')
    await sidebar.hides('【')
  })
})
