import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { judgePage } from '../support/judge-page.ts'
import { type BranchOffice, openBranchOffice } from './branch-office.ts'

let office: BranchOffice
beforeAll(async () => {
  office = await openBranchOffice()
})
afterAll(() => office?.stop())

const on = (colorScheme: 'light' | 'dark') => ({ viewport: { width: 360, height: 780 }, colorScheme })

describe('From a gap to follow-ups', () => {
  it('is three taps: the gap, the list that is filled in, assign; and ten minutes to undo it', async () => {
    const lead = await office.openAs('LiChunFeng', '#/branch', on('light'))
    const gap = lead.locator('a[href^="#/branch/uncared"]').first()
    const owed = Number(/\d+/.exec((await gap.textContent()) ?? '')?.[0])
    await gap.click()
    await lead.locator('a[href^="#/branch/assign?state=verified"]').first().click()
    const assign = lead.getByRole('button', { name: /^分派 \d+ 个任务$/ })
    await assign.waitFor()
    expect(await judgePage(lead)).toEqual([])
    const count = Number((await assign.textContent())?.replace(/\D/g, ''))
    expect(count).toBeGreaterThan(0)
    const inHand = Number(/\d+/.exec((await lead.getByText(/^另有 \d+ 位已有未完成的任务/).textContent()) ?? '')?.[0])
    expect(count + inHand).toBe(owed)
    await assign.click()
    const latest = lead.getByRole('listitem').filter({ hasText: '分钟内可撤销' }).first()
    await latest.getByText(`${count} 个任务`).waitFor()
    await latest.getByText('已分派').waitFor()
    await latest.getByRole('button', { name: /撤销/ }).click()
    await lead.getByRole('button', { name: '确定撤销' }).click()
    await lead.getByText(`撤回 ${count} 个`).first().waitFor()
    await lead.context().close()
  })

  it('can be narrowed by a filter of what the contacts have, which says so, and finds nobody honestly', async () => {
    await office.demo.product.database.write((tx) =>
      sql`UPDATE relation_profile SET tags = '[{ "name": "虚构的标签", "group": "" }]' WHERE employee_id = 'linxiaoman'`.execute(
        tx,
      ),
    )
    const lead = await office.openAs('LiChunFeng', '#/branch/assign?state=awaiting&days=3', on('dark'))
    await lead.getByText('添加满 3 天').waitFor()
    await lead.getByRole('button', { name: '筛选', exact: true }).click()
    await lead.getByText('虚构的标签').click()
    await lead.getByLabel('至少添加了几天').fill('365')
    expect(await judgePage(lead)).toEqual([])
    await lead.getByRole('button', { name: '查看名单' }).click()
    await lead.getByText('虚构的标签').waitFor()
    await lead.getByText('没有符合条件的联系人').waitFor()
    expect(await lead.getByRole('button', { name: /^分派/ }).count()).toBe(0)
    expect(await judgePage(lead)).toEqual([])
    await lead.context().close()
  })
})
