import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system, type EmployeeActor } from '../../server/domain/employee.ts'
import { keepCohorts } from '../../server/features/branch/keep-cohorts.ts'
import { keepUncaredCounts } from '../../server/features/branch/keep-uncared-counts.ts'
import { readBranchOverview } from '../../server/features/branch/read-branch-overview.ts'
import { readBranchLeads } from '../../server/features/branch/read-lead-figures.ts'
import { readPeerComparison } from '../../server/features/branch/read-peers.ts'
import type { Tx } from '../../server/ports.ts'
import { MONDAY_TEN, people, startBranchGround, type BranchGround } from '../support/branch-ground.ts'
import { layHistories, layPeer } from '../support/branch-histories.ts'

const { leadA, leadB, tellerA1 } = people
const operator: EmployeeActor = { ...tellerA1, id: 'operator', roles: ['teller', 'operator'] }
const now = new Date(MONDAY_TEN).getTime()
const DAY = 86_400_000

let ground: BranchGround
beforeAll(async () => {
  ground = await startBranchGround()
  await ground.fresh()
  await write(layHistories)
  await keepCohorts(system, ground.ports)
})
afterAll(() => ground.stop())

const write = (work: (tx: Tx) => Promise<unknown>) => ground.ports.database.write(work)

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
    await write(async (tx) => {
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
      await write((tx) => layPeer(tx, n))
    }
    // Branch 3 has too few adds for a share, so that only four others have one.
    expect((await compare()).map(({ figure }) => figure)).toEqual(['effectivePerHead'])
    await write((tx) => layPeer(tx, 8))
    const told = await compare()
    expect(told.map(({ figure }) => figure)).toContain('verifiedShare')
    expect(told.find(({ figure }) => figure === 'verifiedShare')?.median).toBeCloseTo(0.1)
    expect(JSON.stringify(told)).not.toContain('样例')
  })
})
