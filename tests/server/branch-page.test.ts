import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system, type EmployeeActor } from '../../server/domain/employee.ts'
import { funnelSteps, horizons } from '../../server/domain/funnel.ts'
import { findActor } from '../../server/features/employee/find-actor.ts'
import { readExportFile, readExports } from '../../server/features/branch/read-exports.ts'
import { requestExport } from '../../server/features/branch/request-export.ts'
import { writeExport } from '../../server/features/branch/write-export.ts'
import { findExport, readBytes } from '../../server/features/branch/export-store.ts'
import { keepCohorts } from '../../server/features/branch/keep-cohorts.ts'
import { readKeptCohort } from '../../server/features/branch/kept-cohort-store.ts'
import { readBoard, readBoardFollowUps } from '../../server/features/branch/read-board.ts'
import { readBranchOverview } from '../../server/features/branch/read-branch-overview.ts'
import { keepUncaredCounts } from '../../server/features/branch/keep-uncared-counts.ts'
import { readBranchLeads } from '../../server/features/branch/read-lead-figures.ts'
import { readPeerComparison } from '../../server/features/branch/read-peers.ts'
import { readTrend } from '../../server/features/branch/read-trend.ts'
import { readFunnel } from '../../server/features/branch/read-funnel.ts'
import {
  readBranchAdds,
  readBranchCredits,
  readFunnelAdds,
  readUncared,
  type Page,
} from '../../server/features/branch/read-lists.ts'
import type { Tx } from '../../server/ports.ts'
import { forgetOld } from '../../server/retention.ts'
import { MONDAY_TEN, people, startBranchGround, type BranchGround } from '../support/branch-ground.ts'

const { leadA, leadB, tellerA1, head } = people
const operator: EmployeeActor = { ...tellerA1, id: 'operator', roles: ['teller', 'operator'] }
const now = new Date('2026-11-23T10:00:00+08:00').getTime()
const DAY = 86_400_000

let ground: BranchGround
beforeAll(async () => {
  ground = await startBranchGround()
  await ground.fresh()
  await ground.ports.database.write(layHistories)
})
afterAll(() => ground.stop())

const funnel = (actor: EmployeeActor, branchId: string, horizon: (typeof horizons)[number]) =>
  readFunnel(actor, ground.ports, { branchId, horizon })

/** Every entry of a list, page by page, each once. */
async function all<Row>(read: (cursor: string | undefined) => Promise<Page<Row>>): Promise<Row[]> {
  const rows: Row[] = []
  for (let cursor: string | undefined; ;) {
    const page = await read(cursor)
    rows.push(...page.items)
    if (page.nextCursor === null) break
    cursor = page.nextCursor
  }
  expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(rows.length)
  return rows
}

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
    const late = await all((cursor) =>
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
        const entries = await all((cursor) => readFunnelAdds(lead, ground.ports, { ...asked, cursor }))
        expect([step, entries.length]).toEqual([step, sums[step]])
      }
    }
  })

  it('names who could go the next step: nobody who has gone it, and nobody verified is asked to verify', async () => {
    const list = (step: (typeof funnelSteps)[number], which: 'reached' | 'missing') =>
      all((cursor) => readFunnelAdds(leadA, ground.ports, { branchId: '2', horizon: 7, step, which, cursor }))
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
    await ground.ports.database.write((tx) => verify(tx, 'h7', 5))
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
      const adds = await all((cursor) =>
        readBranchAdds(lead, ground.ports, { ...one, from: day, to: day, status: null, cursor }),
      )
      expect(adds).toHaveLength(today.added)
      const sumOf = async (span: 'day' | 'month') =>
        (await all((cursor) => readBranchCredits(lead, ground.ports, { branchId, day, span, cursor }))).reduce(
          (sum, { amount }) => sum + amount,
          0,
        )
      expect(await sumOf('day')).toBe(today.effective)
      expect(await sumOf('month')).toBe(month.effective)
      const uncared = await all((cursor) => readUncared(lead, ground.ports, { branchId, cursor }))
      expect(uncared).toHaveLength(owed.verifiedWithoutFollowUp)
      for (const state of ['overdue', 'undelivered'] as const) {
        const listed = await all((cursor) => readBoardFollowUps(lead, ground.ports, { ...one, state, cursor }))
        expect(listed).toHaveLength(state === 'overdue' ? owed.overdue : owed.undeliveredNotices)
      }
    }
    const { owed } = await readBranchOverview(head, ground.ports, { branchId: '1', day: null })
    expect(owed.overdue).toBeGreaterThan(0)
    expect(owed.undeliveredNotices).toBeGreaterThan(0)
    expect(owed.verifiedWithoutFollowUp).toBeGreaterThan(1)
  })

  it('shows follow-ups by state and per assignee, the sums being those of the lists', async () => {
    const { sums, assignees } = await readBoard(leadA, ground.ports, { branchId: '2' })
    for (const state of ['open', 'overdue', 'completed', 'cancelled'] as const) {
      const listed = await all((cursor) =>
        readBoardFollowUps(leadA, ground.ports, { branchId: '2', employeeId: null, state, cursor }),
      )
      expect([state, listed.length]).toEqual([state, sums[state]])
      for (const one of assignees) {
        const own = await all((cursor) =>
          readBoardFollowUps(leadA, ground.ports, { branchId: '2', employeeId: one.employeeId, state, cursor }),
        )
        expect([one.employeeId, state, own.length]).toEqual([one.employeeId, state, one[state]])
      }
    }
    expect(assignees.length).toBeGreaterThan(1)
  })

  it("opens a member's adds with the sentence the member reads", async () => {
    const asked = { branchId: '2', employeeId: 'teller-a1', from: null, to: null, status: null }
    const adds = await all((cursor) => readBranchAdds(leadA, ground.ports, { ...asked, cursor }))
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
      await expect(readBoard(stranger, ground.ports, { branchId: '2' })).rejects.toThrow('branch/not-found')
    }
    expect(await ground.auditActions()).toHaveLength(before)
    await readUncared(leadA, ground.ports, { branchId: '2', cursor: undefined })
    expect((await ground.auditActions()).slice(before)).toEqual(['branch/entries-read'])
  })
})

describe('the trend', () => {
  it('has each of 28 days, today last, whose sums are those of the days', async () => {
    const { days } = await readTrend(leadA, ground.ports, { branchId: '2' })
    expect([days.length, days.at(-1)?.day]).toEqual([28, '2026-11-23'])
    const { today } = await readBranchOverview(leadA, ground.ports, { branchId: '2', day: null })
    expect(days.at(-1)).toMatchObject({ added: today.added, effective: today.effective, workingDay: true })
    expect(days.reduce((sum, { added }) => sum + added, 0)).toBeGreaterThan(10)
  })
})

describe('what the leads are measured by', () => {
  it('is what their branches owe and how long they took to decide, for operators, without a name of a person', async () => {
    const closed = { outcome: 'accepted', decidedBy: 'lead-a', dueAt: new Date(now + DAY) } as const
    const review = (addId: string, hours: number, more: object) => ({
      id: `r-${addId}`,
      addId,
      origin: 'lead' as const,
      reason: '样例',
      openedBy: 'lead-a',
      openedAt: new Date(now - 2 * DAY),
      dueAt: new Date(now + DAY),
      closedAt: new Date(now - 2 * DAY + hours * 3_600_000),
      ...more,
    })
    await ground.ports.database.write(async (tx) => {
      const rows = [review('add-h1', 2, closed), review('add-h2', 5, closed), review('add-h4', 9, closed)]
      await tx
        .insertInto('review')
        .values([...rows, review('add-h5', 20, { outcome: 'accepted' })])
        .execute()
      const open = { outcome: null, closedAt: null }
      await tx
        .insertInto('review')
        .values(review('add-h3', 0, open))
        .execute()
    })
    await keepUncaredCounts(system, ground.ports)
    const { items } = await readBranchLeads(operator, ground.ports, { branchId: '1', cursor: undefined })
    expect(
      items.map(({ branchId, decided, lapsed, medianHours, waiting }) => [
        branchId,
        decided,
        lapsed,
        medianHours,
        waiting,
      ]),
    ).toEqual([
      ['2', 3, 1, 5, 0],
      ['3', 0, 0, null, 1],
    ])
    for (const { branchId, overdue, uncared } of items) {
      const lead = branchId === '2' ? leadA : leadB
      const { owed } = await readBranchOverview(lead, ground.ports, { branchId, day: null })
      expect([overdue, uncared]).toEqual([owed.overdue, owed.verifiedWithoutFollowUp])
    }
    expect(JSON.stringify(items)).not.toMatch(/lead-a|teller/)
    const own = await readBranchLeads(leadA, ground.ports, { branchId: '2', cursor: undefined })
    expect(own.items.map(({ branchId }) => branchId)).toEqual(['2'])
    await expect(readBranchLeads(leadA, ground.ports, { branchId: '3', cursor: undefined })).rejects.toThrow(
      'branch/not-found',
    )
  })
})

describe('the comparison with other branches', () => {
  const compare = () => readPeerComparison(leadA, ground.ports, { branchId: '2' })

  it('says nothing with fewer than five others, and with five the median alone', async () => {
    expect(await compare()).toEqual([])
    for (const n of [4, 5, 6, 7]) {
      expect(await compare()).toEqual([])
      await layPeer(n)
    }
    // Branch 3 has too few adds for a share, so that only four others have one.
    expect((await compare()).map(({ figure }) => figure)).toEqual(['effectivePerHead'])
    await layPeer(8)
    const told = await compare()
    expect(told.map(({ figure }) => figure)).toContain('verifiedShare')
    expect(told.find(({ figure }) => figure === 'verifiedShare')?.median).toBeCloseTo(0.1)
    expect(JSON.stringify(told)).not.toContain('样例')
  })
})

describe('an export that was asked for', () => {
  const filter = { from: null, to: null, employeeId: null, status: null }
  const ask = async () =>
    (
      await requestExport(leadA, ground.ports, {
        branchId: '2',
        kind: 'adds',
        format: 'csv',
        filter,
        reason: null,
      })
    ).row.id
  const found = (id: string) => findExport(ground.ports.database.read, id)

  it('is refused when the requester has left, or leads the branch no more, before it is written', async () => {
    for (const actor of [null, { ...leadA, scope: [] }, leadB]) {
      const id = await ask()
      await writeExport(ground.ports, { exportId: id, findActor: async () => actor })
      expect(await found(id)).toMatchObject({ refused: 'out-of-scope', readyAt: null })
    }
  })

  it('is written once, however often the job runs', async () => {
    const id = await ask()
    await writeExport(ground.ports, { exportId: id, findActor: async () => leadA })
    const before = (await ground.auditActions()).length
    await writeExport(ground.ports, { exportId: id, findActor: async () => leadA })
    expect(await ground.auditActions()).toHaveLength(before)
    expect((await found(id))?.rowCount).toBeGreaterThan(30)
  })
})

describe('the file of an export', () => {
  const fetchFile = (id: string) => readExportFile(leadA, ground.ports, { id })

  it('is there for seven days, then forgotten, while its history stays', async () => {
    const filter = { from: null, to: null, employeeId: null, status: null }
    const asked = { branchId: '2', kind: 'followUps', format: 'csv', filter, reason: null } as const
    const { row } = await requestExport(leadA, ground.ports, asked)
    await expect(fetchFile(row.id)).rejects.toThrow('export/not-ready')
    await writeExport(ground.ports, { exportId: row.id, findActor: async () => leadA })
    const lines = Buffer.from((await fetchFile(row.id)).base64, 'base64')
      .toString('utf8')
      .split('\r\n')
    expect(lines.length).toBeGreaterThan(6)
    ground.setTime('2026-11-30T09:59:59+08:00')
    expect((await fetchFile(row.id)).name).toContain('followUps-2-by-lead-a')
    ground.setTime('2026-11-30T10:00:00+08:00')
    await expect(fetchFile(row.id)).rejects.toThrow('export/expired')
    await forgetOld(ground.ports)
    expect(await readBytes(ground.ports.database.read, row.id)).toBeNull()
    expect((await readExports(leadA, ground.ports)).map(({ id }) => id)).toContain(row.id)
    ground.setTime(MONDAY_TEN)
  })
})

describe('the scope of a stand-in', () => {
  it("is the lead's from the first moment of the first day to the last of the last", async () => {
    const lend = { id: 'lent', leadId: 'lead-b', deputyId: 'teller-b1', firstDay: '2026-11-24', lastDay: '2026-11-25' }
    const entered = { enteredBy: 'lead-b', enteredAt: new Date(now), endedBy: null, endedAt: null }
    await ground.ports.database.write(async (tx) => {
      await tx.insertInto('branchLead').values({ branchId: '3', employeeId: 'lead-b' }).execute()
      await tx
        .insertInto('standIn')
        .values({ ...lend, ...entered })
        .execute()
    })
    const scopes: [string, string[]][] = []
    for (const time of ['23T23:59:59', '24T00:00:00', '25T23:59:59', '26T00:00:00']) {
      ground.setTime(`2026-11-${time}+08:00`)
      scopes.push([time, (await findActor(ground.ports, 'teller-b1', 'zh-CN'))?.scope ?? []])
    }
    expect(scopes.map(([, scope]) => scope)).toEqual([[], ['3'], ['3'], []])
    ground.setTime(MONDAY_TEN)
  })
})

/** Another branch below the first, with one employee and a cohort of which one in ten was verified. */
async function layPeer(n: number): Promise<void> {
  const at = new Date(now)
  const id = String(n)
  const branch = { id, name: `样例网点 ${n}`, parentId: '1', position: n, updatedAt: at, removedAt: null }
  const known = { name: '样例', branchId: id, position: '', joinedAt: null, leftAt: null, updatedAt: at }
  const sums = { added: 10 * n, prompted: 0, opened: 0, verified: n, kept: 0, followedUp: 0 }
  await ground.ports.database.write(async (tx) => {
    await tx.insertInto('branch').values(branch).execute()
    await tx
      .insertInto('employee')
      .values({ id: `peer-${n}`, userid: `peer-${n}`, role: 'teller', state: 'active', ...known })
      .execute()
    await tx
      .insertInto('branchCohort')
      .values({ branchId: id, day: '2026-11-10', horizon: 7, ...sums })
      .execute()
  })
}

/** Sixty contacts of two branches over sixty days, whose histories differ in every step. */
async function layHistories(tx: Tx): Promise<void> {
  for (let n = 0; n < 60; n += 1) {
    const employeeId = n % 3 === 0 ? 'teller-b1' : n % 3 === 1 ? 'teller-a1' : 'teller-a2'
    const id = `h${n}`
    const startedAt = new Date(now - n * DAY - 3_600_000)
    const contact = { id, name: `样例 ${id}`, avatar: '', unionid: null, createdAt: startedAt, updatedAt: startedAt }
    await tx
      .insertInto('contact')
      .values({ ...contact, kind: 'wechat' })
      .execute()
    const stayed = n % 7 !== 0
    const end = stayed
      ? { endedAt: null, endedBy: null }
      : { endedAt: new Date(startedAt.getTime() + 2 * DAY), endedBy: 'contact' as const }
    await tx
      .insertInto('relation')
      .values({ contactId: id, employeeId, startedAt, ...end })
      .execute()
    await layAdd(tx, id, employeeId, startedAt)
    if (n % 4 !== 0) await prompt(tx, id, employeeId, startedAt, n)
    if (n % 2 === 0) await verify(tx, id, n - (n % 6))
    if (n % 5 === 0) await followUp(tx, id, employeeId, n)
    if (n % 6 === 2) await credit(tx, id, employeeId, n < 12 ? '2026-11-23' : '2026-11-20')
  }
}

async function layAdd(tx: Tx, contactId: string, employeeId: string, startedAt: Date): Promise<void> {
  const rules = { policyId: null, privateAt: null, windowEndsAt: null, settleAt: null }
  const verdict = { verdictStatus: 'awaiting', verdictReason: 'not-verified', verdictSince: startedAt } as const
  const branchId = employeeId.includes('-b') ? '3' : '2'
  await tx
    .insertInto('add')
    .values({ id: `add-${contactId}`, contactId, employeeId, branchId, startedAt, ...rules, ...verdict })
    .execute()
}

async function prompt(tx: Tx, contactId: string, employeeId: string, startedAt: Date, n: number): Promise<void> {
  const sentAt = new Date(startedAt.getTime() + (n % 9) * DAY + 60_000)
  const opened = { openedAt: n % 8 < 5 ? new Date(sentAt.getTime() + 3_600_000) : null }
  const end = { endedAt: sentAt, endedBecause: 'expired' as const }
  const row = { id: `p-${contactId}`, contactId, employeeId, tokenHash: null, createdAt: sentAt, failedAttempts: 0 }
  await tx
    .insertInto('prompt')
    .values({ ...row, sentAt, expiresAt: sentAt, ...opened, ...end })
    .execute()
}

/** So many days before now. */
async function verify(tx: Tx, contactId: string, daysAgo: number): Promise<void> {
  const since = new Date(now - daysAgo * DAY - 1_800_000)
  await tx.insertInto('verification').values({ contactId, state: 'verified', since, failure: null }).execute()
}

async function followUp(tx: Tx, contactId: string, assigneeId: string, n: number): Promise<void> {
  const id = `f-${contactId}`
  const createdAt = new Date(now - (n % 2 === 0 ? n : n % 6) * DAY)
  const state = n % 4 === 1 ? 'open' : n % 20 === 0 ? 'cancelled' : 'completed'
  const closedAt = state === 'open' ? null : new Date(createdAt.getTime() + 3_600_000)
  const what = { kind: 'call', title: '样例回访', reason: '', priority: 'normal', origin: 'lead' } as const
  const closing = { outcome: state === 'completed' ? ('reached' as const) : null, note: null, closedItself: false }
  const due = { dueAt: new Date(now - (n % 3) * DAY + DAY / 2), createdBy: 'lead-a', createdAt }
  await tx
    .insertInto('followUp')
    .values({ id, contactId, assigneeId, state, closedAt, ...what, ...closing, ...due })
    .execute()
  const notice = { id: `n-${contactId}`, employeeId: assigneeId, followUpId: id, createdAt, sentAt: null, attempts: 1 }
  await tx
    .insertInto('notice')
    .values({ ...notice, state: 'refused', dueAt: null, refusal: 'unreachable' })
    .execute()
}

async function credit(tx: Tx, contactId: string, employeeId: string, day: string): Promise<void> {
  const branchId = employeeId.includes('-b') ? '3' : '2'
  const entry = { addId: `add-${contactId}`, employeeId, branchId, day, earnedDay: day, reason: 'effective' }
  const recordedAt = new Date(now)
  const steps = contactId === 'h8' ? ([1, 2, 3] as const) : ([1] as const)
  for (const step of steps) {
    const amount = step === 2 ? (-1 as const) : (1 as const)
    await tx
      .insertInto('credit')
      .values({ subject: contactId, step, amount, recordedAt, ...entry })
      .execute()
  }
}
