import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { judgePage } from '../support/judge-page.ts'
import { type BranchOffice, openBranchOffice } from './branch-office.ts'

let office: BranchOffice
beforeAll(async () => {
  office = await openBranchOffice()
})
afterAll(() => office?.stop())

const look = { viewport: { width: 360, height: 780 }, colorScheme: 'dark' as const }
const targetOf = async (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const answer: unknown = await (await fetch('/api/my-day')).json()
    return typeof answer === 'object' && answer !== null && 'target' in answer ? Number(answer.target) : -1
  })

describe('Half a day of leave', () => {
  it("that a lead enters on the branch page halves today's target of the teller", async () => {
    const { world, openAs } = office
    const teller = await openAs(world.me.employeeId, '#/my-day', look)
    const whole = await targetOf(teller)
    const name = world.employees.find(({ id }) => id === world.me.employeeId)?.name ?? ''
    const lead = await openAs(world.employees.find(({ isLead }) => isLead)?.id ?? '', '#/branch', look)
    await lead.getByRole('button', { name }).first().click()
    await lead.getByRole('button', { name: '请假', exact: true }).click()
    const sheet = lead.getByRole('dialog')
    await sheet.getByText('下午').first().click()
    await sheet.getByRole('button', { name: '登记', exact: true }).click()
    await sheet.getByText('今天 下午').waitFor()
    expect(await judgePage(lead)).toEqual([])
    expect(await targetOf(teller)).toBe(Math.ceil(whole / 2))
    await teller.context().close()
    await lead.context().close()
  })
})
