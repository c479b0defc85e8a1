import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sumOfTargets } from '../../server/domain/branch.ts'
import { system } from '../../server/domain/employee.ts'
import { keepBranchTargets } from '../../server/features/branch/keep-branch-targets.ts'
import { readBranchOverview } from '../../server/features/branch/read-branch-overview.ts'
import { readBranchTargets, type TargetList, type TargetRow } from '../../server/features/branch/read-branch-targets.ts'
import type { Tx } from '../../server/ports.ts'
import { people, startBranchGround, type BranchGround } from '../support/branch-ground.ts'
import { layStaff, layTarget, makeLarge } from '../support/branch-histories.ts'

const { head, leadA } = people

let ground: BranchGround
beforeAll(async () => {
  ground = await startBranchGround()
  await ground.fresh()
  await write(layTarget)
  await write((tx) => layStaff(tx, 120))
})
afterAll(() => ground.stop())

const write = (work: (tx: Tx) => Promise<unknown>) => ground.ports.database.write(work)
type Asked = { span?: 'day' | 'month'; isOwn?: boolean }

/** Every row, page by page; what stands above them is the same on each page. */
async function listOf(branchId: string, { span = 'day', isOwn = false }: Asked = {}, actor = head) {
  const items: TargetRow[] = []
  let first: TargetList | null = null
  for (let cursor: string | undefined; ;) {
    const page = await readBranchTargets(actor, ground.ports, { branchId, day: null, span, isOwn, cursor })
    first ??= page
    expect(page.total).toBe(first.total)
    expect(page.items.length).toBeLessThanOrEqual(50)
    items.push(...page.items)
    if (page.nextCursor === null) break
    cursor = page.nextCursor
  }
  expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
  expect(sumOfTargets(items)).toBe(first.total)
  return { ...first, items }
}
const shownOf = async (branchId: string) => {
  const { today, month } = await readBranchOverview(head, ground.ports, { branchId, day: null })
  return { day: today.target, month: month.target }
}

describe('What a target is the sum of', () => {
  it('comes fifty members at a time', async () => {
    const { items, total, kept } = await listOf('1')
    expect(items).toHaveLength(126)
    expect([total, kept]).toEqual([(await shownOf('1')).day, false])
  })

  it('is, of a large part of the bank, what is kept of its own employees and of each branch below', async () => {
    await write(makeLarge)
    await keepBranchTargets(system, ground.ports)
    ground.setTime('2026-11-23T10:40:00+08:00')
    for (const span of ['day', 'month'] as const) {
      const { items, total, kept, asOf } = await listOf('1', { span })
      expect(total).toBe((await shownOf('1'))[span])
      expect(items).toHaveLength(54)
      expect(items.slice(0, 3).map(({ of, id }) => [of, id])).toEqual([
        ['own', '1'],
        ['branch', '2'],
        ['branch', '3'],
      ])
      expect([kept, asOf]).toEqual([true, new Date('2026-11-23T10:00:00+08:00')])
      for (const { of, id, target } of items.slice(0, 3)) {
        const below = await listOf(id, { span, isOwn: of === 'own' })
        expect(below.total).toBe(target)
        expect(below.items.every((row) => row.of === 'member' && row.sentences.length > 0)).toBe(true)
      }
    }
  })

  it('says nothing of a branch where nobody has a target', async () => {
    const { items } = await listOf('1')
    expect(items.at(-1)).toMatchObject({ of: 'branch', target: null })
    expect(await listOf('empty-1', {}, { ...head, scope: ['empty-1'] })).toMatchObject({ total: null, items: [] })
  })

  it('is, of one branch with more people than are summed up, its members a page at a time, with the sum as kept', async () => {
    await write((tx) => layStaff(tx, 1_000, 120))
    ground.setTime('2026-11-23T11:10:00+08:00')
    await keepBranchTargets(system, ground.ports)
    const { items, total, kept } = await listOf('2', {}, leadA)
    expect(items.length).toBeGreaterThan(500)
    expect([total, kept]).toEqual([(await shownOf('2')).day, true])
  })

  it('is the whole of the bank still, branch by branch', async () => {
    expect((await listOf('1')).total).toBe((await shownOf('1')).day)
  })

  it('refuses a cursor that is none of its own', async () => {
    const asked = { branchId: '1', day: null, span: 'day' as const, isOwn: false, cursor: 'made-up' }
    await expect(readBranchTargets(head, ground.ports, asked)).rejects.toThrow('request/invalid')
  })
})
