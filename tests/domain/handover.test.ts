import { describe, expect, it } from 'vitest'
import type { Entry } from '../../server/domain/credit.ts'
import { chainsOf, holdersOf, type HeldSpan } from '../../server/domain/handover.ts'

const at = (day: number, time = '12:00:00'): Date => new Date(`2026-11-${String(day).padStart(2, '0')}T${time}+08:00`)

const ADDED_BY_SCAN = 1
const ASSIGNED = 202

const span = (employeeId: string, startedAt: Date, more: Partial<HeldSpan> = {}): HeldSpan => ({
  employeeId,
  startedAt,
  endedAt: null,
  endedBy: null,
  addWay: ADDED_BY_SCAN,
  leftAt: null,
  ...more,
})
const transferred = (employeeId: string, from: Date, to: Date, more: Partial<HeldSpan> = {}): HeldSpan =>
  span(employeeId, from, { endedAt: to, endedBy: 'transfer', ...more })
const taken = (employeeId: string, from: Date, more: Partial<HeldSpan> = {}): HeldSpan =>
  span(employeeId, from, { addWay: ASSIGNED, ...more })

const holders = (spans: HeldSpan[], alone?: ReadonlySet<string>): string[] =>
  chainsOf(spans, alone).map((chain) => chain.holders.join(' > '))

describe('An add that is handed over', () => {
  it('goes on with the taker, with the relations of all who had it, and nothing of WeCom in them', () => {
    expect(chainsOf([transferred('e1', at(1), at(10)), taken('e2', at(10))])).toEqual([
      {
        adderId: 'e1',
        holders: ['e1', 'e2'],
        relations: [
          { employeeId: 'e1', startedAt: at(1), endedAt: at(10), endedBy: 'transfer' },
          { employeeId: 'e2', startedAt: at(10), endedAt: null, endedBy: null },
        ],
      },
    ])
  })

  it('is found in whatever order the relations are told', () => {
    expect(holders([taken('e2', at(10)), transferred('e1', at(1), at(10))])).toEqual(['e1 > e2'])
  })

  it('is found where an earlier name in the alphabet takes it from a later one', () => {
    expect(holders([transferred('e9', at(1), at(10)), taken('e1', at(10))])).toEqual(['e9 > e1'])
  })

  it('ends for the giver when WeCom says so, a little before the taker begins', () => {
    const chains = chainsOf([transferred('e1', at(1), at(10, '11:30:00')), taken('e2', at(10))])
    expect(chains[0]?.relations).toMatchObject([{ endedAt: at(10, '11:30:00') }, { startedAt: at(10) }])
  })

  it('may be handed over again', () => {
    const spans = [
      transferred('e1', at(1), at(10)),
      taken('e2', at(10), { endedAt: at(12), endedBy: 'transfer' }),
      taken('e3', at(12)),
    ]
    expect(holders(spans)).toEqual(['e1 > e2 > e3'])
    expect(chainsOf(spans)[0]?.relations.map(({ endedBy }) => endedBy)).toEqual(['transfer', 'transfer', null])
  })

  it('stays with the adder where the other added the contact by themselves', () => {
    expect(holders([transferred('e1', at(1), at(10)), span('e2', at(10))])).toEqual(['e1', 'e2'])
  })

  it('is not taken over by somebody who had a relation of their own before', () => {
    const spans = [span('e2', at(2), { endedAt: at(3), endedBy: 'contact' }), transferred('e1', at(1), at(10))]
    expect(holders([...spans, taken('e2', at(10))])).toEqual(['e1', 'e2'])
  })

  it('is not taken over by somebody whose own add the ledger or a review knows', () => {
    const spans = [transferred('e1', at(1), at(10)), taken('e2', at(10))]
    expect(holders(spans, new Set(['e2']))).toEqual(['e1', 'e2'])
  })

  it('goes to one taker only', () => {
    expect(holders([transferred('e1', at(1), at(10)), taken('e2', at(10)), taken('e3', at(10, '12:00:01'))])).toEqual([
      'e1 > e2',
      'e3',
    ])
  })
})

describe('Whose relation a taker goes on with', () => {
  it('is told by WeCom within an hour, and no longer', () => {
    const given = transferred('e1', at(1), at(10, '11:00:00'))
    expect(holders([given, taken('e2', at(10))])).toEqual(['e1 > e2'])
    expect(holders([given, taken('e2', at(10, '12:00:01'))])).toEqual(['e1', 'e2'])
    expect(holders([transferred('e1', at(1), at(10, '13:00:00')), taken('e2', at(10))])).toEqual(['e1 > e2'])
    expect(holders([transferred('e1', at(1), at(10, '13:00:01')), taken('e2', at(10))])).toEqual(['e1', 'e2'])
  })

  it('is that of the handover nearest in time', () => {
    const spans = [
      transferred('e1', at(1), at(10, '11:30:00')),
      transferred('e2', at(2), at(10, '12:10:00')),
      transferred('e3', at(3), at(10, '11:20:00')),
    ]
    expect(holders([...spans, taken('e4', at(10))])).toEqual(['e1', 'e2 > e4', 'e3'])
  })

  it('is no relation that the employee or the contact ended', () => {
    const ended = span('e1', at(1), { endedAt: at(10), endedBy: 'contact' })
    expect(holders([ended, taken('e2', at(10))])).toEqual(['e1', 'e2'])
  })

  it('is that of a leaver, where WeCom tells of no end, and it ends when the taker begins', () => {
    const chains = chainsOf([span('e1', at(1), { leftAt: at(8) }), taken('e2', at(10))])
    expect(chains).toMatchObject([
      { holders: ['e1', 'e2'], relations: [{ endedAt: at(10), endedBy: 'transfer' }, { endedAt: null }] },
    ])
  })

  it('is that of the leaver who had the contact last', () => {
    const spans = [span('e1', at(1), { leftAt: at(8) }), span('e2', at(2), { leftAt: at(7) }), taken('e3', at(10))]
    expect(holders(spans)).toEqual(['e1', 'e2 > e3'])
  })

  it('is that of the greater userid where two leavers had it from the same second, in whatever order they are told', () => {
    const leavers = [span('e1', at(1), { leftAt: at(8) }), span('e2', at(1), { leftAt: at(8) })]
    for (const told of [leavers, leavers.toReversed()])
      expect(holders([...told, taken('e3', at(10))])).toEqual(['e1', 'e2 > e3'])
  })

  it('is not that of somebody who leaves later, who is still there, or whose relation had ended', () => {
    expect(holders([span('e1', at(1), { leftAt: at(11) }), taken('e2', at(10))])).toEqual(['e1', 'e2'])
    expect(holders([span('e1', at(1), { leftAt: at(10) }), taken('e2', at(10))])).toEqual(['e1 > e2'])
    expect(holders([span('e1', at(1)), taken('e2', at(10))])).toEqual(['e1', 'e2'])
    const ended = span('e1', at(1), { leftAt: at(8), endedAt: at(7), endedBy: 'contact' })
    expect(holders([ended, taken('e2', at(10))])).toEqual(['e1', 'e2'])
  })

  it('is none that began with it or after it', () => {
    expect(holders([transferred('e1', at(10), at(10)), taken('e2', at(10))])).toEqual(['e1', 'e2'])
    expect(holders([taken('e2', at(10)), span('e3', at(11), { leftAt: at(9) })])).toEqual(['e2', 'e3'])
  })

  it('is asked for the first relation of the taker, and only the one it was handed over from ends by it', () => {
    const again = taken('e2', at(20))
    const chains = chainsOf([
      span('e1', at(1), { endedAt: at(2), endedBy: 'contact' }),
      transferred('e1', at(3), at(10)),
      taken('e2', at(10), { endedAt: at(15), endedBy: 'contact' }),
      again,
    ])
    expect(chains[0]?.relations).toEqual([
      { employeeId: 'e1', startedAt: at(1), endedAt: at(2), endedBy: 'contact' },
      { employeeId: 'e1', startedAt: at(3), endedAt: at(10), endedBy: 'transfer' },
      { employeeId: 'e2', startedAt: at(10), endedAt: at(15), endedBy: 'contact' },
      { employeeId: 'e2', startedAt: at(20), endedAt: null, endedBy: null },
    ])
  })
})

describe('A handover of which the end was lost', () => {
  const gone = span('e1', at(1), { endedAt: at(9), endedBy: 'unknown', endFoundAt: at(11) })

  it('is one when the taker was assigned the contact while the relation was found gone', () => {
    const [chain] = chainsOf([gone, taken('e2', at(10))])
    expect(chain?.holders).toEqual(['e1', 'e2'])
    expect(chain?.relations.map(({ endedBy, endFoundAt = null }) => [endedBy, endFoundAt])).toEqual([
      ['transfer', null],
      [null, null],
    ])
  })

  it('keeps the range of an end that was no handover', () => {
    expect(chainsOf([gone, span('e2', at(20))]).map(({ relations }) => relations)).toStrictEqual([
      [{ employeeId: 'e1', startedAt: at(1), endedAt: at(9), endedBy: 'unknown', endFoundAt: at(11) }],
      [{ employeeId: 'e2', startedAt: at(20), endedAt: null, endedBy: null }],
    ])
  })

  it('is none for somebody who was assigned it before or long after, or added the contact', () => {
    expect(holders([gone, taken('e2', at(8))])).toEqual(['e1', 'e2'])
    expect(holders([gone, taken('e2', at(12))])).toEqual(['e1', 'e2'])
    expect(holders([gone, span('e2', at(10))])).toEqual(['e1', 'e2'])
  })
})

describe('Who holds the credit of an add', () => {
  const entry = (addId: string, employeeId: string, amount: 1 | -1): Entry => ({
    subject: 'P',
    step: 1,
    amount,
    addId,
    employeeId,
    branchId: 'A',
    day: '2026-11-05',
    earnedDay: '2026-11-05',
    reason: 'earned',
  })

  it('is the employee whose entries sum up to one; nobody where it was taken back', () => {
    const entries = [entry('a1', 'e1', 1), entry('a2', 'e1', 1), entry('a2', 'e1', -1), entry('a3', 'e2', 1)]
    expect([...holdersOf(entries)]).toEqual([
      ['a1', 'e1'],
      ['a3', 'e2'],
    ])
  })
})
