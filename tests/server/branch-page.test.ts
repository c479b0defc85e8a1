import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system, type EmployeeActor } from '../../server/domain/employee.ts'
import { funnelSteps, horizons } from '../../server/domain/funnel.ts'
import { keepCohorts } from '../../server/features/branch/keep-cohorts.ts'
import { readKeptCohort } from '../../server/features/branch/kept-cohort-store.ts'
import { readBoard, readBoardFollowUps, readUndelivered } from '../../server/features/branch/read-board.ts'
import { readBranchOverview } from '../../server/features/branch/read-branch-overview.ts'
import { readDayReport } from '../../server/features/branch/read-day-report.ts'
import { readBranchLeads } from '../../server/features/branch/read-lead-figures.ts'
import { readFunnel } from '../../server/features/branch/read-funnel.ts'
import {
  readBranchAdds,
  readBranchCredits,
  readFunnelAdds,
  readUncared,
} from '../../server/features/branch/read-lists.ts'
import type { Tx } from '../../server/ports.ts'
import { MONDAY_TEN, people, startBranchGround, type BranchGround } from '../support/branch-ground.ts'
import { allPages } from '../support/all-pages.ts'
import { layHistories, verify } from '../support/branch-histories.ts'

const { leadA, leadB, tellerA1, head } = people
const operator: EmployeeActor = { ...tellerA1, id: 'operator', roles: ['teller', 'operator'] }

let ground: BranchGround
beforeAll(async () => {
  ground = await startBranchGround()
  await ground.fresh()
  await write(layHistories)
})
afterAll(() => ground.stop())

const write = (work: (tx: Tx) => Promise<unknown>) => ground.ports.database.write(work)

const funnel = (actor: EmployeeActor, branchId: string, horizon: (typeof horizons)[number]) =>
  readFunnel(actor, ground.ports, { branchId, horizon })

/** Every entry of a list, page by page, each once. */
describe('the funnel', () => {
  it('is counted over the 28 add days that have had their days, one cohort a day', async () => {
    const { from, to, days, sums } = await funnel(leadA, '2', 7)
    expect([from, to]).toEqual(['2026-10-19', '2026-11-16'])
    expect(days.every(({ day }) => day >= from && day < to)).toBe(true)
    for (const step of funnelSteps) expect(days.reduce((sum, one) => sum + (one[step] ?? 0), 0)).toBe(sums[step])
    expect(sums.added).toBeGreaterThan(10)
    expect(sums.verified).toBeGreaterThan(sums.kept ?? 0)
  })

  it('counts what came about within the days of each add alone', async () => {
    const sums = await Promise.all(horizons.map(async (horizon) => (await funnel(leadA, '2', horizon)).sums))
    expect(sums.map(({ kept }) => kept === null)).toEqual([true, true, false, false])
    const { sums: month } = await funnel(leadA, '2', 30)
    const late = await allPages((cursor) =>
      readFunnelAdds(leadA, ground.ports, { branchId: '2', horizon: 30, step: 'verified', which: 'reached', cursor }),
    )
    expect(late).toHaveLength(month.verified)
  })

  it.each(horizons)('within %i days: each figure is the number of the adds in its list', async (horizon) => {
    for (const [lead, branchId] of [
      [leadA, '2'],
      [leadB, '3'],
      [head, '1'],
    ] as const) {
      const { sums } = await funnel(lead, branchId, horizon)
      for (const step of funnelSteps) {
        if (step === 'kept' && horizon < 7) continue
        const asked = { branchId, horizon, step, which: 'reached' as const }
        const entries = await allPages((cursor) => readFunnelAdds(lead, ground.ports, { ...asked, cursor }))
        expect([step, entries.length]).toEqual([step, sums[step]])
      }
    }
  })

  it('names who could go the next step: nobody who has gone it, and nobody verified is asked to verify', async () => {
    const list = (step: (typeof funnelSteps)[number], which: 'reached' | 'missing') =>
      allPages((cursor) => readFunnelAdds(leadA, ground.ports, { branchId: '2', horizon: 7, step, which, cursor }))
    const verified = new Set((await list('verified', 'reached')).map(({ id }) => id))
    for (const step of ['prompted', 'opened', 'verified'] as const) {
      const gap = await list(step, 'missing')
      expect(gap.filter(({ id }) => verified.has(id))).toEqual([])
    }
    const cared = new Set((await list('followedUp', 'reached')).map(({ id }) => id))
    const uncared = (await list('followedUp', 'missing')).map(({ id }) => id)
    expect(uncared.toSorted()).toEqual([...verified].filter((id) => !cared.has(id)).toSorted())
  })

  it('is kept each night as it is counted now, and an operator of a large bank reads what was kept', async () => {
    await keepCohorts(system, ground.ports)
    for (const horizon of horizons) {
      const { sums, from, to } = await funnel(head, '1', horizon)
      const kept = await readKeptCohort(ground.ports.database.read, { horizon, from, to }, ['1', '2', '3'])
      for (const step of funnelSteps) {
        if (step === 'kept' && horizon < 7) continue
        expect(kept.reduce((sum, day) => sum + day[step], 0)).toBe(sums[step])
      }
      expect((await funnel(operator, '1', horizon)).sums).toEqual(sums)
    }
  })

  it('takes in what was learned three days late, and nothing is kept twice', async () => {
    await write((tx) => verify(tx, 'h7', 5))
    ground.setTime('2026-11-24T10:00:00+08:00')
    await keepCohorts(system, ground.ports)
    await keepCohorts(system, ground.ports)
    const { sums, ...cohort } = await funnel(head, '1', 7)
    const kept = await readKeptCohort(ground.ports.database.read, cohort, ['1', '2', '3'])
    expect(kept.reduce((sum, day) => sum + day.added, 0)).toBe(sums.added)
    ground.setTime('2026-11-23T10:00:00+08:00')
  })
})

describe('what the branch page counts', () => {
  it('is the number, or the sum, of the entries behind it', async () => {
    for (const [lead, branchId] of [
      [leadA, '2'],
      [leadB, '3'],
      [head, '1'],
    ] as const) {
      const { today, month, owed } = await readBranchOverview(lead, ground.ports, { branchId, day: null })
      const { day } = today
      const one = { branchId, employeeId: null }
      const adds = await allPages((cursor) =>
        readBranchAdds(lead, ground.ports, { ...one, from: day, to: day, status: null, cursor }),
      )
      expect(adds).toHaveLength(today.added)
      const sumOf = async (span: 'day' | 'month') =>
        (await allPages((cursor) => readBranchCredits(lead, ground.ports, { branchId, day, span, cursor }))).reduce(
          (sum, { amount }) => sum + amount,
          0,
        )
      expect(await sumOf('day')).toBe(today.effective)
      expect(await sumOf('month')).toBe(month.effective)
      const uncared = await allPages((cursor) => readUncared(lead, ground.ports, { branchId, cursor }))
      expect(uncared).toHaveLength(owed.verifiedWithoutFollowUp)
      for (const state of ['owed', 'undelivered'] as const) {
        const listed = await allPages((cursor) => readBoardFollowUps(lead, ground.ports, { ...one, state, cursor }))
        const others =
          state === 'owed' ? [] : await allPages((cursor) => readUndelivered(lead, ground.ports, { branchId, cursor }))
        expect(listed.length + others.length).toBe(state === 'owed' ? owed.overdue : owed.undeliveredNotices)
      }
    }
    const { owed } = await readBranchOverview(head, ground.ports, { branchId: '1', day: null })
    expect(owed.overdue).toBeGreaterThan(0)
    expect(owed.undeliveredNotices).toBeGreaterThan(0)
    expect(owed.verifiedWithoutFollowUp).toBeGreaterThan(1)
  })

  it('holds against the lead what a lead or a rule gave out, and not what an employee plans alone', async () => {
    const owed = async () => {
      const { owed: debts } = await readBranchOverview(leadA, ground.ports, { branchId: '2', day: null })
      const asked = { branchId: '2', employeeId: null, state: 'owed', cursor: undefined } as const
      const { items } = await readBoardFollowUps(leadA, ground.ports, asked)
      const leads = await readBranchLeads(leadA, ground.ports, { branchId: '2', cursor: undefined })
      const report = await readDayReport(ground.ports.database.read, '2', ground.ports.clock.now())
      expect([items.length, leads.items[0]?.overdue, report?.overdue]).toEqual([
        debts.overdue,
        debts.overdue,
        debts.overdue,
      ])
      return debts.overdue
    }
    const overdue = async () =>
      (await readBoard(leadA, ground.ports, { branchId: '2', cursor: undefined })).sums.overdue
    const before = [await owed(), await overdue()] as const
    const at = new Date(new Date(MONDAY_TEN).getTime() - 3_600_000)
    const open = { state: 'open', outcome: null, note: null, closedAt: null, closedItself: false } as const
    const call = {
      kind: 'call',
      reason: '',
      priority: 'normal',
      dueAt: at,
      createdAt: at,
      assigneeId: 'teller-a1',
    } as const
    const own = { ...call, ...open, contactId: 'c1', origin: 'employee', createdBy: 'teller-a1' } as const
    await ground.ports.database.write((tx) =>
      tx
        .insertInto('followUp')
        .values([
          { ...own, id: 'owed-alone', title: '样例：自己安排' },
          { ...own, id: 'owed-handed-on', title: '样例：转交来的', createdBy: 'teller-a2' },
          { ...own, id: 'owed-rule', title: '样例：规则', origin: 'rule', createdBy: 'system' },
          { ...own, id: 'owed-lead', title: '样例：负责人', origin: 'lead', createdBy: 'lead-a' },
        ])
        .execute(),
    )
    expect([(await owed()) - before[0], (await overdue()) - before[1]]).toEqual([3, 4])
    await ground.ports.database.write((tx) => tx.deleteFrom('followUp').where('id', 'like', 'owed-%').execute())
  })

  it('shows follow-ups by state and per assignee, the sums being those of the lists', async () => {
    const { sums, assignees } = await readBoard(leadA, ground.ports, { branchId: '2', cursor: undefined })
    for (const state of ['open', 'overdue', 'completed', 'cancelled'] as const) {
      const listed = await allPages((cursor) =>
        readBoardFollowUps(leadA, ground.ports, { branchId: '2', employeeId: null, state, cursor }),
      )
      expect([state, listed.length]).toEqual([state, sums[state]])
      for (const one of assignees) {
        const own = await allPages((cursor) =>
          readBoardFollowUps(leadA, ground.ports, { branchId: '2', employeeId: one.employeeId, state, cursor }),
        )
        expect([one.employeeId, state, own.length]).toEqual([one.employeeId, state, one[state]])
      }
    }
    expect(assignees.length).toBeGreaterThan(1)
  })

  it("opens a member's adds with the sentence the member reads", async () => {
    const asked = { branchId: '2', employeeId: 'teller-a1', from: null, to: null, status: null }
    const adds = await allPages((cursor) => readBranchAdds(leadA, ground.ports, { ...asked, cursor }))
    expect(adds.length).toBeGreaterThan(5)
    expect(adds.every(({ employeeId, verdict }) => employeeId === 'teller-a1' && verdict.sentence.length > 3)).toBe(
      true,
    )
    const strange = { ...asked, employeeId: 'teller-b1', cursor: undefined }
    expect((await readBranchAdds(leadA, ground.ports, strange)).items).toEqual([])
  })

  it('is out of reach for another lead, a teller and an operator, and each look at entries is in the audit log', async () => {
    const before = (await ground.auditActions()).length
    for (const stranger of [tellerA1, leadB, operator]) {
      await expect(readUncared(stranger, ground.ports, { branchId: '2', cursor: undefined })).rejects.toThrow(
        'branch/not-found',
      )
      await expect(readBoard(stranger, ground.ports, { branchId: '2', cursor: undefined })).rejects.toThrow(
        'branch/not-found',
      )
    }
    expect(await ground.auditActions()).toHaveLength(before)
    await readUncared(leadA, ground.ports, { branchId: '2', cursor: undefined })
    expect((await ground.auditActions()).slice(before)).toEqual(['branch/entries-read'])
  })
})
