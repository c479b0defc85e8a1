// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import type { BranchExport } from '../../server/contract/branch-export.ts'
import { branchOverview, opening } from './support/made-up.ts'
import { problem } from './support/server.ts'
import { useSidebar } from './support/sidebar.ts'

const sidebar = useSidebar()
const { asOf } = opening.myDay
const overview = branchOverview({ id: 'zhaoting', name: '赵虚构' })
const employee = { id: 'zongbu', name: '钱虚构', branch: { id: '1', name: '示例总行' }, roles: ['teller', 'operator'] }
const file: BranchExport = {
  id: '00000000-0000-7000-8000-0000000000ee',
  branch: overview.branch,
  kind: 'members',
  format: 'xlsx',
  filter: { from: null, to: null, employeeId: null, status: null },
  state: 'ready',
  refused: null,
  rows: 12,
  fileName: 'zhenke-members-2.xlsx',
  requestedAt: asOf,
  expiresAt: '2026-11-30T10:05:00+08:00',
}
const history = (items: BranchExport[]) => ({ body: { items, nextCursor: null, asOf } })

async function openBranch(may: typeof overview.may, hash: string): Promise<void> {
  sidebar.server.answer('GET /api/branches/2/overview', { body: { ...overview, members: [], may } })
  sidebar.server.answer('GET /api/branches/2/contacts', { body: { items: [], nextCursor: null } })
  sidebar.server.answer('GET /api/exports', history([]))
  const session = may.assign ? opening.session : { ...opening.session, employee }
  await sidebar.open({ hash, opening: { ...opening, session } })
}

describe("An operator's exports", () => {
  const asked = 'POST /api/branches/2/exports'
  const open = (hash: string) => openBranch({ assign: false, export: 'with-reason' }, hash)

  it('are opened from the figures of any branch', async () => {
    await open('#/branch?branch=2')
    await sidebar.shows('导出 团队、添加、跟进任务')
    expect(document.querySelector('a[href="#/branch/exports?branch=2"]')).not.toBeNull()
  })

  it('say why there is no file without a reason, and are asked for with the reason that was given', async () => {
    await open('#/branch/exports?branch=2')
    await sidebar.shows('您不负责这个网点')
    const refusal = problem('request/reason-required', '需要理由', 403)
    sidebar.server.answer(asked, { status: 403, body: refusal })
    await sidebar.tap('生成文件')
    await sidebar.shows('需要理由')
    sidebar.server.answer(asked, { status: 201, body: { export: file } })
    sidebar.server.answer('GET /api/exports', history([file]))
    await sidebar.write(' 审计抽查 ')
    await sidebar.tap('生成文件')
    await sidebar.shows('团队 · XLSX · 示例支行')
    expect(sidebar.server.askedFor(asked).map(({ reason }) => reason)).toEqual(['', '审计抽查'])
  })
})

describe("A lead's exports of their own branch", () => {
  it('ask for no reason', async () => {
    await openBranch({ assign: true, export: 'freely' }, '#/branch/exports?branch=2')
    await sidebar.shows('还没有导出过。')
    expect(sidebar.screen()).not.toContain('为什么要导出')
  })
})
