import { describe, expect, it } from 'vitest'
import type { AddFacts, ContactFacts, RelationSpan } from '../../server/domain/add-facts.ts'
import { bearerAt, endedEarlyAt, lastEndBefore, lifeOf, relatedAt } from '../../server/domain/add-life.ts'
import { windowEndOf } from '../../server/domain/add-window.ts'
import { defaultParameters } from '../../server/domain/policy.ts'
import { at } from './add-story.ts'

const span = (startedAt: Date, endedAt: Date | null = null, more: Partial<RelationSpan> = {}): RelationSpan => ({
  employeeId: 'e1',
  startedAt,
  endedAt,
  endedBy: endedAt ? 'contact' : null,
  ...more,
})
const add = (relations: RelationSpan[], held: [Date, Date | null][] = []): AddFacts => ({
  id: 'a1',
  contactId: 'C',
  employeeId: 'e1',
  relations,
  parameters: defaultParameters,
  privateAt: null,
  staffSince: null,
  reviews: held.map(([openedAt, closedAt]) => ({ openedAt, closedAt, outcome: closedAt ? 'accepted' : null })),
})
const contact = (deciding: [Date, Date | null][] = []): ContactFacts => ({
  id: 'C',
  results: [],
  deciding: deciding.map(([from, to]) => ({ from, to })),
  declinedAt: null,
})
const windowEnd = (held: [Date, Date | null][], deciding: [Date, Date | null][] = []): Date | number => {
  const end = windowEndOf(add([span(at(1, '15:00'))], held), contact(deciding))
  return Number.isFinite(end) ? new Date(end) : end
}
/** The end of the 30th day after the day of the add. */
const END = at(32, '00:00')

describe('The window of an add', () => {
  it('ends with the 30th day after its day', () => {
    expect(windowEnd([])).toEqual(END)
  })

  it('stands still while a review holds the add, and has no end while it is open', () => {
    expect(windowEnd([[at(5), at(8)]])).toEqual(at(35, '00:00'))
    expect(windowEnd([[at(5), null]])).toBe(Infinity)
  })

  it('stands still while the provider decides, seven days at most', () => {
    expect(windowEnd([], [[at(5), at(8)]])).toEqual(at(35, '00:00'))
    expect(windowEnd([], [[at(5), at(20)]])).toEqual(at(39, '00:00'))
    expect(windowEnd([], [[at(5), null]])).toEqual(at(39, '00:00'))
  })

  it('stands still once where both stop it, whichever came first', () => {
    expect(windowEnd([[at(5), at(8)]], [[at(4), at(6)]])).toEqual(at(36, '00:00'))
    expect(windowEnd([[at(4), at(6)]], [[at(5), at(8)]])).toEqual(at(36, '00:00'))
    expect(windowEnd([[at(4), at(8)]], [[at(5), at(6)]])).toEqual(at(36, '00:00'))
  })

  it('stands still for each of several pauses', () => {
    const held: [Date, Date][] = [
      [at(10), at(11)],
      [at(4), at(6)],
    ]
    expect(windowEnd(held)).toEqual(at(35, '00:00'))
    expect(windowEnd(held, [[at(20), at(21)]])).toEqual(at(36, '00:00'))
  })

  it('does not stand still for what was before the add', () => {
    expect(windowEnd([], [[at(-4), at(-1)]])).toEqual(END)
    expect(windowEnd([], [[at(-1), at(2, '15:00')]])).toEqual(at(33, '00:00'))
  })

  it('is not opened again by a pause that begins when it has ended', () => {
    expect(windowEnd([[at(33), at(35)]])).toEqual(END)
    expect(windowEnd([[END, at(35)]])).toEqual(END)
    expect(windowEnd([[at(31, '23:59'), at(32, '23:59')]])).toEqual(at(33, '00:00'))
  })
})

describe('The life of an add', () => {
  const time = (moment: Date): number => moment.getTime()

  it('begins with its earliest relation, in whatever order they are told', () => {
    const life = lifeOf(add([span(at(4)), span(at(1), at(2))]))
    expect(life.start).toBe(time(at(1)))
    expect(life.bearing.map(({ startedAt }) => startedAt)).toEqual([at(1), at(4)])
  })

  it('goes on when the two are related again within seven days, to the second, and not later', () => {
    const again = lifeOf(add([span(at(1), at(2)), span(at(9))]))
    const tooLate = lifeOf(add([span(at(1), at(2)), span(at(9, '12:00:01'))]))
    expect(bearerAt(again, time(at(10)))).toMatchObject({ startedAt: at(9) })
    expect([bearerAt(tooLate, time(at(10))), relatedAt(tooLate, time(at(10)))]).toEqual([null, true])
  })

  it('knows the last end before a moment, and none that lies ahead', () => {
    const life = lifeOf(add([span(at(1), at(2)), span(at(4), at(6)), span(at(8), at(20)), span(at(21))]))
    expect(lastEndBefore(life, time(at(1)))).toBeNull()
    expect(lastEndBefore(life, time(at(3)))?.endedAt).toEqual(at(2))
    expect(lastEndBefore(life, time(at(6)))?.endedAt).toEqual(at(6))
    expect(lastEndBefore(life, time(at(30)))?.endedAt).toEqual(at(20))
  })

  it('ends early within seven full days after its start, and not at the end of them', () => {
    const early = lifeOf(add([span(at(1), at(8, '11:59:59'))]))
    const late = lifeOf(add([span(at(1), at(8))]))
    expect([endedEarlyAt(early, time(at(9))), endedEarlyAt(late, time(at(9)))]).toEqual([true, false])
    expect([endedEarlyAt(early, time(at(7))), endedEarlyAt(early, time(at(0)))]).toEqual([false, false])
  })

  it('ends early as long as the revival has not come, though the second end is late', () => {
    const life = lifeOf(add([span(at(1), at(3)), span(at(5), at(20))]))
    expect([at(4), at(6), at(21)].map((moment) => endedEarlyAt(life, time(moment)))).toEqual([true, false, false])
  })

  it('does not end early after a handover, and does before one', () => {
    const taken = { employeeId: 'e2' }
    const life = lifeOf(
      add([span(at(1), at(2)), span(at(3), at(4), { endedBy: 'transfer' }), span(at(4), at(6), taken)]),
    )
    expect([at(2, '13:00'), at(4), at(7)].map((moment) => endedEarlyAt(life, time(moment)))).toEqual([
      true,
      false,
      false,
    ])
    const given = lifeOf(add([span(at(1), at(2), { endedBy: 'transfer' })]))
    expect(endedEarlyAt(given, time(at(2)))).toBe(false)
  })
})
