import { sql } from 'kysely'
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

type Lead = Awaited<ReturnType<BranchOffice['openAs']>>
const toAssign = (query: string) => async (lead: Lead) => {
  await lead.locator(`a[href^="#/branch/assign?${query}"]`).first().waitFor()
}
const toHandOn = (note: string) => async (lead: Lead) => {
  await lead.getByRole('button', { name: '全部改派' }).waitFor()
  await lead.getByText(note).waitFor()
}
const owedNumbers: { label: string; list?: string; offers(lead: Lead): Promise<void> }[] = [
  { label: '认证后没人管', list: '认证后没人管', offers: toAssign('state=verified&uncared=1&branch=') },
  { label: '逾期的分派任务', list: '逾期的分派任务', offers: toHandOn('任务还在原来的人手里，不再另建') },
  { label: '离职或停用员工的任务', list: '离职或停用员工的任务', offers: toHandOn('任务已经有了，不再另建') },
  { label: '消息未送达', list: '消息未送达的任务', offers: toHandOn('任务仍在员工的待办里') },
  { label: '待复核', offers: toAssign('review=open') },
  { label: '待处理申诉', offers: toAssign('review=appeal') },
]

/** So that each number is more than nothing; a colleague of the teller's has left. */
const oweEverything = () =>
  office.demo.product.database.write(async (tx) => {
    const [me, lead] = [office.world.me.employeeId.toLowerCase(), leadId().toLowerCase()]
    const { rows } = await sql<{ id: string }>`
      SELECT employee.id FROM employee JOIN relation ON relation.employee_id = employee.id AND relation.ended_at IS NULL
      WHERE employee.branch_id = ${teller()?.branchId ?? ''} AND employee.id NOT IN (${me}, ${lead})
      GROUP BY employee.id ORDER BY count(*) DESC, employee.id LIMIT 1`.execute(tx)
    const gone = rows[0]?.id ?? ''
    const now = office.demo.simulator.clock.now()
    const follow = (whose: string, title: string, due: string, count: number) =>
      sql`
      INSERT INTO follow_up (id, contact_id, assignee_id, kind, title, reason, due_at, priority, state, origin, created_by, created_at, closed_itself)
      SELECT gen_random_uuid()::text, contact_id, ${whose}, 'call', ${title}, '样例', ${now}::timestamptz + ${due}::interval, 'normal', 'open',
        'rule', 'system', ${now}, false
      FROM relation WHERE employee_id = ${whose} AND ended_at IS NULL ORDER BY contact_id LIMIT ${count}`.execute(tx)
    await follow(gone, '存单到期回访', '2 days', 3)
    await follow(me, '理财到期', '-2 hours', 2)
    await follow(me, '生日问候', '2 days', 1)
    await sql`INSERT INTO relation (employee_id, contact_id, started_at)
      SELECT ${me}, contact_id, ${now} FROM follow_up WHERE assignee_id = ${gone} AND state = 'open' ORDER BY contact_id LIMIT 2
      ON CONFLICT DO NOTHING`.execute(tx)
    await sql`UPDATE employee SET state = 'left' WHERE id = ${gone}`.execute(tx)
    await sql`INSERT INTO notice (id, employee_id, follow_up_id, state, due_at, attempts, refusal, created_at)
      SELECT 'untold', ${me}, id, 'refused', NULL, 1, 'unreachable', ${now} FROM follow_up WHERE title = '生日问候'`.execute(
      tx,
    )
    await sql`INSERT INTO review (id, add_id, origin, reason, opened_by, opened_at, due_at, proposed_by, proposed_at, proposed_reason, outcome, decided_by, decision_reason, closed_at)
      SELECT gen_random_uuid()::text, add.id, 'lead', '样例', 'system', ${now}, ${now}::timestamptz + interval '5 days',
        CASE WHEN nth = 2 THEN ${lead} END, CASE WHEN nth = 2 THEN ${now}::timestamptz END, CASE WHEN nth = 2 THEN '样例' END,
        CASE WHEN nth = 2 THEN 'rejected' END, CASE WHEN nth = 2 THEN 'somebody' END, CASE WHEN nth = 2 THEN '样例' END,
        CASE WHEN nth = 2 THEN ${now}::timestamptz END
      FROM (SELECT id, row_number() OVER (ORDER BY id) AS nth FROM add WHERE employee_id = ${me}
        AND NOT EXISTS (SELECT 1 FROM review WHERE review.add_id = add.id)) AS add WHERE nth <= 2`.execute(tx)
    await sql`INSERT INTO appeal (id, add_id, review_id, text, by, at, state)
      SELECT gen_random_uuid()::text, add_id, id, '样例', ${me}, ${now}, 'waiting' FROM review WHERE decided_by = 'somebody'`.execute(
      tx,
    )
  })

/** Of those who were verified in time one ended it on the third day. */
const loseOneEarly = () =>
  office.demo.product.database.write((tx) =>
    sql`UPDATE relation SET ended_at = relation.started_at + interval '2 days', ended_by = 'contact'
      WHERE (employee_id, contact_id) = (
        SELECT add.employee_id, add.contact_id FROM add
        JOIN verification ON verification.contact_id = add.contact_id AND verification.state = 'verified'
          AND verification.since < add.started_at + interval '7 days'
        WHERE add.employee_id = ${office.world.me.employeeId.toLowerCase()}
          AND add.started_at < ${office.demo.simulator.clock.now()}::timestamptz - interval '9 days'
          AND add.started_at > ${office.demo.simulator.clock.now()}::timestamptz - interval '30 days'
        ORDER BY add.started_at DESC, add.contact_id LIMIT 1)`.execute(tx),
  )

describe('The branch page of a lead', () => {
  it('opens beside each owed number the list it is the number of, and offers what can be done about these', async () => {
    await oweEverything()
    const lead = await office.openAs(leadId(), '#/branch', desk)
    for (const { label, list, offers } of owedNumbers) {
      const owed = lead.locator('.owed').getByRole('link', { name: new RegExp(`${label}$`) })
      const count = Number(/\d+/.exec((await owed.textContent()) ?? '')?.[0])
      expect([label, count]).toEqual([label, expect.any(Number)])
      expect(count).toBeGreaterThan(0)
      await owed.click()
      const region = list ? lead.getByRole('region', { name: list }) : null
      await region?.getByText(`${count} 条`).waitFor()
      expect([label, (await region?.getByRole('listitem').count()) ?? count]).toEqual([label, count])
      await offers(lead)
      await lead.goto(`${office.demo.publicOrigin}/#/branch`)
      await lead.getByRole('heading', { name: '团队' }).waitFor()
    }
    await lead.context().close()
  })

  it('offers follow-ups of those who reached each step of the funnel and of those who did not, or says why it does not', async () => {
    await loseOneEarly()
    const lead = await office.openAs(leadId(), '#/branch', desk)
    const horizon = '&horizon=7'
    const offered: string[] = []
    for (const step of ['added', 'prompted', 'opened', 'verified', 'kept', 'followedUp']) {
      for (const which of step === 'added' ? ['reached'] : ['reached', 'missing']) {
        await lead.goto(`${office.demo.publicOrigin}/#/branch/funnel?step=${step}`)
        const sides = lead.getByRole('group', { name: '看哪些人' }).getByRole('button')
        if (step !== 'added') await sides.nth(which === 'reached' ? 0 : 1).click()
        const list = lead.locator('.list')
        await list.getByText(/\d+\+? 条/).waitFor()
        const entries = await list.getByRole('listitem').count()
        const link = list.getByRole('link', { name: '给这些人安排跟进' })
        const isOver = step === 'kept' && which === 'missing'
        expect([step, which, await link.count()]).toEqual([step, which, entries > 0 && !isOver ? 1 : 0])
        expect(await list.getByText('不从这里安排跟进').count()).toBe(isOver && entries > 0 ? 1 : 0)
        if (entries > 0) offered.push(`${step} ${which}`)
        if (entries === 0 || isOver) continue
        const asked = new RegExp(`^#/branch/assign\\?branch=\\d+&step=${step}&which=${which}${horizon}$`)
        expect(await link.getAttribute('href')).toMatch(asked)
      }
    }
    // Of the others the played branch has nobody.
    expect(offered).toEqual(
      expect.arrayContaining(['added reached', 'prompted reached', 'opened reached', 'verified reached']),
    )
    expect(offered).toEqual(expect.arrayContaining(['kept reached', 'kept missing', 'followedUp missing']))
    await lead.context().close()
  })

  it('hands on only what was ticked in the list that is open', async () => {
    const lead = await office.openAs(leadId(), '#/branch/follow-ups?state=overdue', desk)
    await lead.getByRole('button', { name: '选几个改派' }).click()
    await lead.getByText('选中').first().click()
    await lead.getByText('已选 1 个').waitFor()
    await lead
      .locator('.owed')
      .getByRole('link', { name: /离职或停用员工的任务$/ })
      .click()
    await lead.getByRole('region', { name: '离职或停用员工的任务' }).waitFor()
    await lead.getByRole('button', { name: '选几个改派' }).waitFor()
    expect(await lead.getByText('已选').count()).toBe(0)
    await lead.context().close()
  })

  it('hands on what somebody who left had to do: look, hand on, and give back', async () => {
    const lead = await office.openAs(leadId(), '#/branch/follow-ups?state=left', telephone)
    await lead.getByRole('button', { name: '全部改派' }).click()
    const sheet = lead.getByRole('dialog')
    const act = sheet.getByRole('button', { name: /^交出 \d+ 个任务$/ })
    await act.waitFor()
    expect(await judgePage(lead)).toEqual([])
    const count = Number(/\d+/.exec((await act.textContent()) ?? '')?.[0])
    expect(count).toBeGreaterThan(0)
    await act.click()
    const latest = lead.getByRole('listitem').filter({ hasText: '改派：离职或停用员工的任务' }).first()
    await latest.getByText(`交出 ${count} 个`).waitFor()
    await latest.getByRole('button', { name: /撤销/ }).click()
    await lead.getByRole('button', { name: '确定退回' }).click()
    await latest.getByText(`退回 ${count} 个`).waitFor()
    expect(await latest.getByText('已退回').isVisible()).toBe(true)
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
