import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { judgePage } from '../support/judge-page.ts'
import { readXlsx } from '../support/read-xlsx.ts'
import { type BranchOffice, openBranchOffice } from './branch-office.ts'

let office: BranchOffice
beforeAll(async () => {
  office = await openBranchOffice()
})
afterAll(() => office?.stop())

const desk = { viewport: { width: 1280, height: 900 } }
const telephone = { viewport: { width: 360, height: 780 } }
const teller = () => office.world.employees.find(({ id }) => id === office.world.me.employeeId)
const leadId = () =>
  office.world.employees.find(({ isLead, branchId }) => isLead && branchId === teller()?.branchId)?.id ?? ''

describe('The branch page of a lead', () => {
  it('opens beside each owed number the list it is the number of, and offers follow-ups of these', async () => {
    const lead = await office.openAs(leadId(), '#/branch', desk)
    const owed = lead.getByRole('link', { name: /认证后没人管$/ })
    const count = Number(/\d+/.exec((await owed.textContent()) ?? '')?.[0])
    expect(count).toBeGreaterThan(0)
    await owed.click()
    const list = lead.getByRole('region', { name: '认证后没人管' })
    await list.getByText(`${count} 条`).waitFor()
    expect(await list.getByRole('listitem').count()).toBe(count)
    await lead.getByRole('heading', { name: '团队' }).waitFor()
    const link = list.getByRole('link', { name: '给这些人安排跟进' })
    expect(await link.getAttribute('href')).toMatch(/^#\/branch\/assign\?state=verified&uncared=1&branch=\d+$/)
    await lead.context().close()
  })

  it('has one column on the phone: the list takes the place of the sums, and back leads to them', async () => {
    const lead = await office.openAs(leadId(), '#/branch', telephone)
    await lead.getByRole('link', { name: /^已认证/ }).click()
    await lead.getByRole('region', { name: '已认证的人' }).getByRole('listitem').first().waitFor()
    expect(await lead.getByRole('heading', { name: '团队' }).isVisible()).toBe(false)
    await lead.getByRole('link', { name: '返回' }).click()
    await lead.getByRole('heading', { name: '团队' }).waitFor()
    await lead.context().close()
  })

  it('writes an export that says who had it, and lists it for a week', async () => {
    const lead = await office.openAs(leadId(), '#/branch/exports', desk)
    await lead.getByText('添加明细').first().click()
    await lead.getByRole('button', { name: '生成文件' }).click()
    const file = lead.getByRole('link', { name: /^添加明细 · XLSX.+可下载/ })
    await file.waitFor()
    const address = `${office.demo.publicOrigin}${await file.getAttribute('href')}`
    const bytes = await lead.evaluate(
      async (url) => [...new Uint8Array(await (await fetch(url)).arrayBuffer())],
      address,
    )
    const { rows, formulas } = readXlsx(Buffer.from(bytes))
    expect(formulas).toBe(0)
    expect(rows[0]?.[0]).toContain(`（${leadId().toLowerCase()}）`)
    expect(rows.length).toBeGreaterThan(10)
    await lead.context().close()
  })

  it('can be lent to a stand-in for a day, and taken back', async () => {
    const name = teller()?.name ?? ''
    const lead = await office.openAs(leadId(), '#/branch', telephone)
    await lead.getByRole('button', { name: '登记代理' }).click()
    const sheet = lead.getByRole('dialog')
    await sheet.getByLabel('代理人').selectOption({ label: name })
    await sheet.getByRole('button', { name: '登记', exact: true }).click()
    await lead.getByText(`由 ${name} 代理`).last().waitFor()
    const deputy = await office.openAs(office.world.me.employeeId, '#/branch', telephone)
    await deputy.getByText(/^您代理/).waitFor()
    await lead.getByRole('button', { name: `结束 ${name} 的代理` }).click()
    await lead.getByText('没有登记代理。').waitFor()
    await deputy.reload()
    const refusal = deputy.getByText('没有此网点').first()
    await refusal.waitFor()
    expect(await refusal.isVisible()).toBe(true)
    for (const page of [lead, deputy]) await page.context().close()
  })

  it.each(['light', 'dark'] as const)('holds WCAG 2.2 AA on 360 pixels with all its lists, %s', async (colorScheme) => {
    const lead = await office.openAs(leadId(), '#/branch', { ...telephone, colorScheme })
    for (const [address, text] of [
      ['branch', '近 28 天'],
      ['branch/uncared', '认证后没人管'],
      ['branch/funnel?step=verified', '已认证的人'],
      ['branch/board', '按员工看'],
      ['branch/exports', '导出记录'],
      ['branch/leads', '负责人的数字'],
      [`branch/member?employee=${office.world.me.employeeId.toLowerCase()}`, '的添加'],
    ]) {
      await lead.goto(`${office.demo.publicOrigin}/#/${address}`)
      await lead
        .getByText(text ?? '')
        .last()
        .waitFor()
      expect([address, await judgePage(lead)]).toEqual([address, []])
    }
    await lead.context().close()
  })
})
