import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '../../server/domain/employee.ts'
import { funnelSteps, horizons } from '../../server/domain/funnel.ts'
import { keepBranchTargets } from '../../server/features/branch/keep-branch-targets.ts'
import { keepCohorts } from '../../server/features/branch/keep-cohorts.ts'
import { keepMemberLoads } from '../../server/features/branch/keep-member-loads.ts'
import { keepUncaredCounts } from '../../server/features/branch/keep-uncared-counts.ts'
import { readBoard } from '../../server/features/branch/read-board.ts'
import { readBranchContacts } from '../../server/features/branch/read-branch-contacts.ts'
import { readBranchOverview } from '../../server/features/branch/read-branch-overview.ts'
import { readDayReport } from '../../server/features/branch/read-day-report.ts'
import {
  readBranchAdds,
  readBranchCredits,
  readFunnelAdds,
  readUncared,
} from '../../server/features/branch/read-lists.ts'
import { readMembers } from '../../server/features/branch/read-members.ts'
import { readTrend } from '../../server/features/branch/read-trend.ts'
import type { Ports, Tx } from '../../server/ports.ts'
import { people, startBranchGround, type BranchGround } from '../support/branch-ground.ts'
import { layHistories, layStaff, layTarget, makeLarge } from '../support/branch-histories.ts'

const { head } = people
const branchId = '1'

let ground: BranchGround
let counted: Awaited<ReturnType<typeof everything>>
beforeAll(async () => {
  ground = await startBranchGround()
  await ground.fresh()
  await write(layHistories)
  await write(layTarget)
  await write((tx) => layStaff(tx, 120))
  // A day report of any branch reads kept targets.
  await keepBranchTargets(system, ground.ports)
  counted = await everything()
  await keepCohorts(system, ground.ports)
  await keepMemberLoads(system, ground.ports)
  await keepUncaredCounts(system, ground.ports)
  await write(makeLarge)
})
afterAll(() => ground.stop())

const write = (work: (tx: Tx) => Promise<unknown>) => ground.ports.database.write(work)

async function pages<Row>(
  read: (cursor: string | undefined) => Promise<{ items: Row[]; nextCursor: string | null }>,
): Promise<Row[]> {
  const rows: Row[] = []
  for (let cursor: string | undefined; ;) {
    const { items, nextCursor } = await read(cursor)
    rows.push(...items)
    if (nextCursor === null) return rows
    cursor = nextCursor
  }
}

const members = () =>
  pages((cursor) => readMembers(head, ground.ports, { branchId, employeeId: null, day: null, cursor }))

async function lists() {
  const entries: [string, string[]][] = []
  for (const horizon of horizons)
    for (const which of ['reached', 'missing'] as const)
      for (const step of funnelSteps) {
        if (step === 'kept' && horizon < 7) continue
        const asked = { branchId, horizon, step, which }
        const rows = await pages((cursor) => readFunnelAdds(head, ground.ports, { ...asked, cursor }))
        entries.push([`${horizon} ${step} ${which}`, rows.map(({ id }) => id)])
      }
  return entries
}

/** What the branch page, its lists and the day report say. */
async function everything() {
  const board = () =>
    pages(async (cursor) => {
      const { assignees, nextCursor } = await readBoard(head, ground.ports, { branchId, cursor })
      return { items: assignees, nextCursor }
    })
  const all = { branchId, employeeId: null, from: null, to: null, status: null }
  const { sums } = await readBoard(head, ground.ports, { branchId, cursor: undefined })
  return {
    overview: await readBranchOverview(head, ground.ports, { branchId, day: null }),
    report: await readDayReport(ground.ports.database.read, branchId, ground.ports.clock.now()),
    trend: await readTrend(head, ground.ports, { branchId }),
    members: await members(),
    board: { sums, assignees: await board() },
    uncared: await pages((cursor) => readUncared(head, ground.ports, { branchId, cursor })),
    adds: await pages((cursor) => readBranchAdds(head, ground.ports, { ...all, cursor })),
    credits: await pages((cursor) =>
      readBranchCredits(head, ground.ports, { branchId, day: null, span: 'month', cursor }),
    ),
    lists: await lists(),
  }
}

describe('What is kept for a large part of the bank', () => {
  it('says of every figure, and of every list, what counting says of a small one', async () => {
    expect(await everything()).toEqual(counted)
  })

  it('has something to say', () => {
    const { overview, board, uncared, lists: entries, members: all } = counted
    expect(overview.today.target).toBeGreaterThan(0)
    expect(overview.owed.overdue).toBeGreaterThan(0)
    expect(overview.owed.overdue).toBeLessThan(board.sums.overdue)
    expect(overview.owed.verifiedWithoutFollowUp).toBe(uncared.length)
    expect(uncared.length).toBeGreaterThan(3)
    expect(all).toHaveLength(126)
    expect(counted.adds).toHaveLength(60)
    expect(counted.credits.length).toBeGreaterThan(5)
    expect(entries.filter(([, ids]) => ids.length > 0).length).toBeGreaterThan(20)
  })
})

describe('The members of a large part of the bank', () => {
  it('come fifty at a time, who needs help first, each once', async () => {
    const { members: first, nextMembers } = await readBranchOverview(head, ground.ports, { branchId, day: null })
    expect([first.length, nextMembers]).toEqual([50, expect.any(String)])
    const all = await members()
    expect(first).toEqual(all.slice(0, 50))
    expect(new Set(all.map(({ id }) => id)).size).toBe(126)
    const needs = all.map(({ overdue, awaiting, id }) => [overdue, awaiting, id] as const)
    expect(needs).toEqual(needs.toSorted((a, b) => b[0] - a[0] || b[1] - a[1] || (a[2] < b[2] ? -1 : 1)))
    expect(needs[0]?.[0]).toBeGreaterThan(0)
  })

  it('can be asked for one by one, and nobody else can', async () => {
    const one = (employeeId: string) =>
      readMembers(head, ground.ports, { branchId, employeeId, day: null, cursor: undefined })
    expect((await one('staff-77')).items.map(({ id }) => id)).toEqual(['staff-77'])
    await expect(one('made-up')).rejects.toThrow('branch/not-found')
  })

  it.each(['x', '1_2', '1_-2_a', "1_2_a'b"])('refuse the cursor %s', async (cursor) => {
    const asked = { branchId, employeeId: null, day: null, cursor }
    await expect(readMembers(head, ground.ports, asked)).rejects.toThrow('request/invalid')
    await expect(readBoard(head, ground.ports, { branchId, cursor })).rejects.toThrow('request/invalid')
  })
})

describe('A page of a large part of the bank', () => {
  it('takes as many queries, and reads as many members, however many people it has', async () => {
    const before = await cost()
    await write((tx) => layStaff(tx, 400, 120))
    await keepMemberLoads(system, ground.ports)
    expect(await cost()).toEqual(before)
    expect(before.queries).toBeLessThan(20)
    expect(before.books).toBeLessThanOrEqual(51)
  })

  it('lists its contacts the newest relation first, each once', async () => {
    const read = (cursor: string | undefined) =>
      readBranchContacts(head, ground.ports, { branchId, employeeId: null, cursor: cursor ?? null })
    expect((await read(undefined)).order).toBe('newest')
    const rows = await pages(read)
    const times = rows.map(({ addedAt }) => addedAt.getTime())
    expect(times).toEqual(times.toSorted((a, b) => b - a))
    expect(new Set(rows.map((row) => `${row.contactId} ${row.employeeId}`)).size).toBe(rows.length)
    expect(rows.length).toBeGreaterThan(40)
  })
})

/** Statements, and employees whose targets are worked out, for the branch page. */
async function cost(): Promise<{ queries: number; books: number }> {
  let queries = 0
  let books = 0
  const read = ground.ports.database.read.withPlugin({
    transformQuery: ({ node }) => {
      queries += 1
      return node
    },
    transformResult: async ({ result }) => result,
  })
  const ports: Ports = {
    ...ground.ports,
    database: { ...ground.ports.database, read },
    targets: {
      ...ground.ports.targets,
      books(reader, employees, ...rest) {
        books += employees.length
        return ground.ports.targets.books(reader, employees, ...rest)
      },
    },
  }
  await readBranchOverview(head, ports, { branchId, day: null })
  return { queries, books }
}
