import { describe, expect, it } from 'vitest'
import { branchesBeside, compareWithPeers, type PeerSums } from '../../server/domain/peers.ts'

const branch = (branchId: string, more: Partial<PeerSums> = {}): PeerSums => ({
  branchId,
  added: 20,
  prompted: 20,
  opened: 20,
  verified: 10,
  kept: 10,
  followedUp: 5,
  effective: 12,
  employees: 4,
  ...more,
})
const five = (more: Partial<PeerSums> = {}): PeerSums[] =>
  ['一', '二', '三', '四', '五'].map((name) => branch(`样例${name}支行`, more))
const own = (more: Partial<PeerSums> = {}): PeerSums => branch('本支行', more)
const compare = (...all: PeerSums[]) => compareWithPeers(all, '本支行')

describe('A branch beside its peers', () => {
  it('is told its share of verified adds, its share of followed up, and effective adds per head, each with the median of the others', () => {
    expect(compare(own({ verified: 16, followedUp: 4, effective: 20 }), ...five())).toEqual([
      { figure: 'verifiedShare', own: 0.8, median: 0.5 },
      { figure: 'followedUpShare', own: 0.25, median: 0.5 },
      { figure: 'effectivePerHead', own: 5, median: 3 },
    ])
  })

  it('is not compared with fewer than five, for a median would say of whom it is', () => {
    expect(compare(own(), ...five().slice(1))).toEqual([])
    expect(compare(own(), ...five())).toHaveLength(3)
  })

  it('is not compared where it is not among them', () => {
    expect(compare(...five())).toEqual([])
  })

  it.each([
    ['ten adds make a share of verified, nine do not', { added: 10 }, { added: 9 }, 'verifiedShare'],
    ['ten verified make a share of followed up, nine do not', { verified: 10 }, { verified: 9 }, 'followedUpShare'],
    ['one employee makes a figure per head, nobody does not', { employees: 1 }, { employees: 0 }, 'effectivePerHead'],
  ])('has a figure only of enough: %s', (_rule, enough, tooFew, figure) => {
    const told = (...all: PeerSums[]) => compare(...all).map((one) => one.figure)
    expect(told(own(enough), ...five(enough))).toContain(figure)
    expect(told(own(tooFew), ...five())).not.toContain(figure)
    expect(told(own(), ...five(tooFew))).not.toContain(figure)
    expect(told(own(tooFew), ...five())).toHaveLength(2)
  })
})

describe('The branches beside a branch', () => {
  const tree = [
    { id: 'bank', parentId: null },
    { id: 'north', parentId: 'bank' },
    { id: 'south', parentId: 'bank' },
    { id: 'north-1', parentId: 'north' },
    { id: 'north-2', parentId: 'north' },
    { id: 'north-1-a', parentId: 'north-1' },
  ]

  it('have the same parent, and each stands for itself and all below it', () => {
    expect([...branchesBeside(tree, 'south')]).toEqual([
      ['north', ['north', 'north-1', 'north-2', 'north-1-a']],
      ['south', ['south']],
    ])
    expect([...branchesBeside(tree, 'north-2').keys()]).toEqual(['north-1', 'north-2'])
  })

  it('of the head office are itself alone', () => {
    expect([...branchesBeside(tree, 'bank').keys()]).toEqual(['bank'])
  })

  it('of one that the directory does not know are none', () => {
    expect(branchesBeside(tree, 'elsewhere').size).toBe(0)
  })

  it('are taken once each where the directory goes in a circle', () => {
    const circle = [
      { id: 'left', parentId: 'right' },
      { id: 'right', parentId: 'left' },
    ]
    expect([...branchesBeside(circle, 'left')]).toEqual([['left', ['left', 'right']]])
  })
})
