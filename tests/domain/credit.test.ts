import { describe, expect, it } from 'vitest'
import { missingEntries, pinsOf } from '../../server/domain/credit.ts'
import { at, dayOf } from './add-story.ts'
import { held, ledger, missing } from './credit-story.ts'

describe('The entries that are missing', () => {
  it('are none where the ledger tells what was held', () => {
    expect(missing([held('e1', at(4))], ledger('e1 +1 4'), at(4, '13:00'))).toEqual([])
    const lost = [held('e1', at(4), at(5), 'rejected')]
    expect(missing(lost, ledger('e1 +1 4', 'e1 -1 5 rejected'), at(9))).toEqual([])
    expect(missing([], [], at(4))).toEqual([])
  })

  it('are a credit on its day while that is open, and on the day of arrival once it has closed', () => {
    expect(missing([held('e1', at(4))], [], at(5, '01:59'))).toEqual(['e1 +1 4 earned 4'])
    expect(missing([held('e1', at(4))], [], at(5, '02:00'))).toEqual(['e1 +1 5 earned 4'])
  })

  it('give and take in turn what was gained and lost and gained again, by day', () => {
    const turns = [held('e1', at(4), at(5), 'ended-early'), held('e1', at(6)), held('x', at(6))]
    const own = turns.slice(0, 2)
    expect(missing(own, [], at(6, '13:00'))).toEqual(['e1 +1 6 earned 6'])
    expect(missing(own, ledger('e1 +1 4'), at(6, '13:00'))).toEqual(['e1 -1 6 ended-early 5', 'e1 +1 6 earned 6'])
  })

  it('tell also of what was given and lost on one open day, once, however it became known', () => {
    const turn = [held('e1', at(4, '08:00'), at(4, '09:00'), 'rejected')]
    expect(missing(turn, [], at(4))).toEqual(['e1 +1 4 earned 4', 'e1 -1 4 rejected 4'])
    expect(missing(turn, ledger('e1 +1 4'), at(4))).toEqual(['e1 -1 4 rejected 4'])
    expect(missing(turn, ledger('e1 +1 4', 'e1 -1 4 rejected'), at(4))).toEqual([])
    expect(missing(turn, [], at(9))).toEqual([])
    const again = [...turn, held('e1', at(4, '10:00'), at(4, '11:00'), 'ended-early')]
    expect(missing(again, [], at(4)).map((told) => told.split(' ')[3])).toEqual([
      'earned',
      'rejected',
      'earned',
      'ended-early',
    ])
  })

  it('tell what was lost and given back on one open day, once, however it became known', () => {
    const back = [held('e1', at(2), at(4, '08:00'), 'rejected'), held('e1', at(4, '09:00'))]
    const turn = ['e1 -1 4 rejected 4', 'e1 +1 4 earned 4']
    expect(missing(back, ledger('e1 +1 2'), at(4, '13:00'))).toEqual(turn)
    expect(missing(back, ledger('e1 +1 2', 'e1 -1 4 rejected'), at(4, '13:00'))).toEqual(turn.slice(1))
    expect(missing(back, ledger('e1 +1 2', 'e1 -1 4 rejected', 'e1 +1 4'), at(4, '13:00'))).toEqual([])
  })

  it('undo what was given back and lost again on an open day, when nothing speaks of it any more', () => {
    const lost = [held('e1', at(2), at(4, '08:00'), 'rejected')]
    const told = ['e1 +1 2', 'e1 -1 4 rejected', 'e1 +1 4', 'e1 -1 4 rejected']
    expect(missing(lost, ledger(...told), at(4, '13:00'))).toEqual(['e1 +1 4 corrected 4', 'e1 -1 4 corrected 4'])
  })

  it('take a loss back, and give no second credit, where only the loss is no longer spoken of', () => {
    const told = ledger('e1 +1 4', 'e1 -1 4 rejected')
    expect(missing([held('e1', at(4, '08:00'))], told, at(4))).toEqual(['e1 +1 4 corrected 4'])
  })

  it('undo what was given and lost on one open day when nothing speaks of it any more, and let a closed day be', () => {
    const told = ledger('e1 +1 4', 'e1 -1 4 rejected')
    const undone = ledger('e1 +1 4', 'e1 -1 4 rejected', 'e1 +1 4 corrected', 'e1 -1 4 corrected')
    expect(missing([], told, at(4))).toEqual(['e1 +1 4 corrected 4', 'e1 -1 4 corrected 4'])
    expect(missing([], undone, at(4))).toEqual([])
    expect(missing([], told, at(9))).toEqual([])
  })

  it('of one day that is gained and lost in turn are each turn', () => {
    const twice = [held('e1', at(4, '08:00'), at(4, '09:00'), 'ended-early'), held('e1', at(4, '10:00'))]
    const turns = ['e1 +1 4 earned 4', 'e1 -1 4 ended-early 4', 'e1 +1 4 earned 4']
    expect(missing(twice, [], at(4))).toEqual(turns)
    expect(missing(twice, ledger('e1 +1 4'), at(4))).toEqual(turns.slice(1))
  })

  it('count on with the steps, in the branch of what is held', () => {
    const lost = held('e1', at(4), at(9), 'rejected')
    const entries = missingEntries('P', [lost, held('e2', at(9))], ledger('e1 +1 4'), at(9, '13:00'))
    expect(entries).toEqual([
      {
        subject: 'P',
        step: 2,
        amount: -1,
        addId: 'add of e1',
        employeeId: 'e1',
        branchId: 'branch of e1',
        day: dayOf(9),
        earnedDay: dayOf(9),
        reason: 'rejected',
      },
      {
        subject: 'P',
        step: 3,
        amount: 1,
        addId: 'add of e2',
        employeeId: 'e2',
        branchId: 'branch of e2',
        day: dayOf(9),
        earnedDay: dayOf(9),
        reason: 'earned',
      },
    ])
  })

  it('take back from the branch of the credit, whatever branch another of the same add was in', () => {
    const again = { ...ledger('e1 +1 2', 'e1 -1 3 ended-early', 'e1 +1 4').at(-1)!, branchId: 'another branch' }
    const existing = [...ledger('e1 +1 2', 'e1 -1 3 ended-early'), again]
    const lost = { ...held('e1', at(4), at(9), 'rejected'), branchId: 'another branch' }
    expect(missingEntries('P', [held('e1', at(2), at(3), 'ended-early'), lost], existing, at(9))).toMatchObject([
      { step: 4, amount: -1, branchId: 'another branch' },
    ])
  })

  it('move a credit to the branch of its moment while its day is open, as a correction', () => {
    const moved = { ...held('e1', at(4)), branchId: 'another branch' }
    const entries = missingEntries('P', [moved], ledger('e1 +1 4'), at(4, '18:00'))
    expect(entries.map(({ amount, branchId, day, reason }) => [amount, branchId, day, reason])).toEqual([
      [-1, 'branch of e1', dayOf(4), 'corrected'],
      [1, 'another branch', dayOf(4), 'earned'],
    ])
  })

  it('are asked for one identity, whatever is held of others', () => {
    const other = { ...held('e2', at(4)), subject: 'Q' }
    expect(missing([other, held('e1', at(4))], [], at(4))).toEqual(['e1 +1 4 earned 4'])
  })
})

describe('An entry that should not be', () => {
  it('is undone on its own day while that is open', () => {
    expect(missing([], ledger('e1 +1 4'), at(5, '01:00'))).toEqual(['e1 -1 4 corrected 4'])
  })

  it('is undone on the day of arrival once its day has closed, and remembers the day it was of', () => {
    expect(missing([], ledger('e1 +1 4'), at(5, '02:00'))).toEqual(['e1 -1 5 corrected 4'])
    expect(missing([], ledger('e1 +1 5 earned 2'), at(5))).toEqual(['e1 -1 5 corrected 2'])
  })

  it('may be a loss that never was: it is given back', () => {
    const existing = ledger('e1 +1 2', 'e1 -1 4 ended-early')
    expect(missing([held('e1', at(2))], existing, at(4, '13:00'))).toEqual(['e1 +1 4 corrected 4'])
  })
})

describe('A credit that another takes over', () => {
  it('is taken back and given anew on the day of the first, while that is open', () => {
    expect(missing([held('e2', at(4, '09:00'))], ledger('e1 +1 4'), at(4, '11:00'))).toEqual([
      'e1 -1 4 taken-over 4',
      'e2 +1 4 earned 4',
    ])
  })

  it('stands on the day of what is taken over, though it was earned on a day that has closed', () => {
    expect(missing([held('e2', at(3))], ledger('e1 +1 4'), at(4, '13:00'))).toEqual([
      'e1 -1 4 taken-over 4',
      'e2 +1 4 earned 3',
    ])
    expect(missing([held('e2', at(3))], ledger('e1 +1 4'), at(5, '01:00'))).toEqual([
      'e1 -1 4 taken-over 4',
      'e2 +1 4 earned 3',
    ])
  })

  it('stands on its own day where that is open too', () => {
    expect(missing([held('e2', at(5, '00:30'))], ledger('e1 +1 4'), at(5, '01:00'))).toEqual([
      'e1 -1 4 taken-over 4',
      'e2 +1 5 earned 5',
    ])
  })

  it('is no taking over where the first was lost by a rule', () => {
    const own = [held('e1', at(3), at(4, '09:00'), 'rejected'), held('e2', at(4, '10:00'))]
    expect(missing(own, ledger('e1 +1 3'), at(4, '11:00'))).toEqual(['e1 -1 4 rejected 4', 'e2 +1 4 earned 4'])
  })
})

describe('Who held the credit in between', () => {
  it('stands between who holds it now and who shall hold it', () => {
    const own = [held('e1', at(4), at(5), 'rejected'), held('e2', at(6), at(7), 'rejected'), held('e3', at(8))]
    expect(missing(own, ledger('e1 +1 4'), at(8, '13:00'))).toEqual(['e1 -1 8 rejected 5', 'e3 +1 8 earned 8'])
    const late = missing(own, ledger('e1 +1 4'), at(7, '13:00'))
    expect(late.at(0)).toBe('e1 -1 7 rejected 5')
  })
})

describe('A credit on a closed day', () => {
  it('is settled, and keeps its add, employee and the day it was earned on', () => {
    expect(pinsOf(ledger('e1 +1 4'), at(5, '01:59'))).toEqual([])
    expect(pinsOf(ledger('e1 +1 4'), at(5, '02:00'))).toMatchObject([{ addId: 'add of e1', employeeId: 'e1' }])
  })

  it('is settled also when it was lost by a rule later, and not when it was taken over or corrected', () => {
    const of = (...texts: string[]) => pinsOf(ledger(...texts), at(9)).map(({ employeeId }) => employeeId)
    expect(of('e1 +1 2', 'e1 -1 3 rejected', 'e2 +1 4')).toEqual(['e1', 'e2'])
    expect(of('e1 +1 2', 'e1 -1 2 taken-over', 'e2 +1 2')).toEqual(['e2'])
    expect(of('e1 +1 2', 'e1 -1 2 corrected', 'e2 +1 2', 'e2 -1 3 rejected')).toEqual(['e2'])
    expect(of('e1 +1 2', 'e1 -1 2 rejected', 'e1 +1 2 corrected', 'e1 -1 2 corrected', 'e2 +1 2')).toEqual(['e2'])
  })

  it('is settled once although a loss of it was taken back, and again where it stepped aside', () => {
    const of = (...texts: string[]) => pinsOf(ledger(...texts), at(9)).map(({ employeeId }) => employeeId)
    expect(of('e1 +1 2', 'e1 -1 3 ended-early', 'e1 +1 3 corrected')).toEqual(['e1'])
    expect(of('e1 +1 2', 'e1 -1 3 rejected', 'e1 +1 5 earned')).toEqual(['e1', 'e1'])
    expect(of('e1 +1 2', 'e1 -1 3 corrected', 'e2 +1 3', 'e2 -1 3 rejected', 'e1 +1 3')).toEqual(['e2', 'e1'])
  })

  it('is undone for its own identity and employee alone', () => {
    const lost = [
      'e1 +1 2',
      'e1 -1 2 rejected',
      'e2 +1 2',
      'e2 -1 2 rejected',
      'e1 +1 2 corrected',
      'e1 -1 2 corrected',
    ]
    expect(pinsOf(ledger(...lost), at(9)).map(({ employeeId }) => employeeId)).toEqual(['e2'])
    const other = ledger('e1 +1 3').map((entry) => ({ ...entry, subject: 'Q' }))
    const taken = ledger('e1 +1 2', 'e1 -1 2 corrected')
    const pins = pinsOf([...taken.slice(0, 1), ...other, ...taken.slice(1)], at(9))
    expect(pins.map(({ subject }) => subject)).toEqual(['Q'])
  })
})
