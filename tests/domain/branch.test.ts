import { describe, expect, it } from 'vitest'
import { branchChains } from '../../server/domain/branch-tree.ts'
import { sumOfTargets, targetsBelow } from '../../server/domain/branch.ts'
import { roleOf } from '../../server/domain/employee.ts'

describe("A lead's list of employees", () => {
  it('sums up the targets of those who have one, and says nothing where nobody has', () => {
    expect(sumOfTargets([{ target: 12 }, { target: null }, { target: 5 }])).toBe(17)
    expect(sumOfTargets([{ target: 0 }])).toBe(0)
    expect(sumOfTargets([{ target: null }])).toBeNull()
  })
})

describe("A branch's target", () => {
  const branches = [
    { id: 'region', parentId: 'bank' },
    { id: 'branch', parentId: 'region' },
    { id: 'counter', parentId: 'branch' },
    { id: 'other', parentId: 'region' },
    { id: 'empty', parentId: 'region' },
  ]
  const own = new Map([
    ['region', 1],
    ['branch', 10],
    ['counter', 100],
    ['other', 0],
  ])

  it('is the sum of its own employees and of each branch directly below with all below it', () => {
    const sums = targetsBelow('region', branches, (id) => own.get(id) ?? null)
    expect([...sums]).toEqual([
      ['region', 1],
      ['branch', 110],
      ['other', 0],
      ['empty', null],
    ])
  })
})

describe('The branches above a branch', () => {
  const places = [
    { id: 'bank', parentId: null },
    { id: 'region', parentId: 'bank' },
    { id: 'branch', parentId: 'region' },
    { id: 'left', parentId: 'right' },
    { id: 'right', parentId: 'left' },
    { id: 'lost', parentId: 'gone' },
  ]

  it('are told from the nearest up, the branch itself first, as often as one asks', () => {
    const chain = branchChains(places)
    expect(chain('branch')).toEqual(['branch', 'region', 'bank'])
    expect(chain('branch')).toEqual(['branch', 'region', 'bank'])
    expect(chain('bank')).toEqual(['bank'])
  })

  it('end where the directory goes in a circle, or knows no more', () => {
    const chain = branchChains(places)
    expect(chain('left')).toEqual(['left', 'right'])
    expect(chain('lost')).toEqual(['lost', 'gone'])
  })
})

describe("An employee's role", () => {
  it('is account manager where the position says so, else teller', () => {
    expect([roleOf('高级客户经理'), roleOf('柜员'), roleOf('')]).toEqual(['accountManager', 'teller', 'teller'])
  })
})
