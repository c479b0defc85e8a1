import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBranchOverview } from '../../server/features/branch/read-branch-overview.ts'
import { readBranchAdds, readBranchCredits } from '../../server/features/branch/read-lists.ts'
import { readTrend } from '../../server/features/branch/read-trend.ts'
import { allPages } from '../support/all-pages.ts'
import { people, startBranchGround, type BranchGround } from '../support/branch-ground.ts'
import { layHistories } from '../support/branch-histories.ts'

const { leadA } = people

let ground: BranchGround
beforeAll(async () => {
  ground = await startBranchGround()
  await ground.fresh()
  await ground.ports.database.write(layHistories)
})
afterAll(() => ground.stop())

describe('the trend', () => {
  it('has each of 28 days, today last, whose sums are those of the days', async () => {
    const { days } = await readTrend(leadA, ground.ports, { branchId: '2' })
    expect([days.length, days.at(-1)?.day]).toEqual([28, '2026-11-23'])
    const { today } = await readBranchOverview(leadA, ground.ports, { branchId: '2', day: null })
    expect(days.at(-1)).toMatchObject({ added: today.added, effective: today.effective, workingDay: true })
    expect(days.reduce((sum, { added }) => sum + added, 0)).toBeGreaterThan(10)
  })

  it('opens: the adds and the entries of all its days, and of each, come to what it shows', async () => {
    const { days } = await readTrend(leadA, ground.ports, { branchId: '2' })
    const [first, last] = [days[0]?.day ?? '', days.at(-1)?.day ?? '']
    const spans = [{ from: first, to: last }, ...days.map(({ day }) => ({ from: day, to: day }))]
    for (const span of spans) {
      const here = days.filter(({ day }) => day >= span.from && day <= span.to)
      const asked = { branchId: '2', employeeId: null, status: null, ...span }
      const adds = await allPages((cursor) => readBranchAdds(leadA, ground.ports, { ...asked, cursor }))
      const entries = await allPages((cursor) =>
        readBranchCredits(leadA, ground.ports, { branchId: '2', day: null, span: 'day', ...span, cursor }),
      )
      const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0)
      const told = [adds.length, sum(entries.map(({ amount }) => amount))]
      expect([span, ...told]).toEqual([
        span,
        sum(here.map(({ added }) => added)),
        sum(here.map(({ effective }) => effective)),
      ])
    }
  })
})
