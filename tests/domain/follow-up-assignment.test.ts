import { describe, expect, it } from 'vitest'
import { assign, isPurpose, MOST_OPEN } from '../../server/domain/follow-up-assignment.ts'
import { followUpKinds } from '../../server/domain/follow-up.ts'
import type { Candidate, ContactCase, Terms } from '../../server/domain/follow-up-assignment.ts'

const since = (employeeId: string, day: string): Candidate => ({
  employeeId,
  startedAt: new Date(`${day}T10:00:00+08:00`),
})
const xiaoman = since('xiaoman', '2026-11-01')
const dawei = since('dawei', '2026-11-02')

const contact = (more: Partial<ContactCase> = {}): ContactCase => ({
  contactId: 'c1',
  verified: false,
  declined: false,
  candidates: [xiaoman, dawei],
  alreadyOpen: false,
  alreadyWith: [],
  privateFor: [],
  ...more,
})
/** Who gets the one contact, or why nobody does. */
function gets(more: Partial<ContactCase>, terms: Partial<Terms> = {}): string | undefined {
  const anybody = { kind: 'call' as const, assigneeIds: null, away: new Set<string>(), load: new Map<string, number>() }
  const { assigned, skipped } = assign([contact(more)], { ...anybody, ...terms })
  return assigned[0]?.assigneeId ?? skipped[0]?.reason
}

describe('A contact among those a follow-up is assigned for', () => {
  it.each([
    ['is verified', { verified: true }, 'already-verified', 'xiaoman'],
    ['declined', { declined: true }, 'declined', 'xiaoman'],
    ['did neither', {}, 'xiaoman', 'xiaoman'],
  ])('needs no prompt, though it may need a call: it %s', (_contact, more, prompt, call) => {
    expect(gets(more, { kind: 'promptAgain' })).toBe(prompt)
    expect(gets(more, { kind: 'call' })).toBe(call)
  })

  it.each([
    ['nobody within reach has a relation with it', { candidates: [] }, 'no-relation'],
    ['it is private for everybody', { privateFor: ['dawei', 'xiaoman'] }, 'private'],
    ['it is private for one of two', { privateFor: ['xiaoman'] }, 'dawei'],
    ['the follow-up is open already', { alreadyOpen: true }, 'already-open'],
    ['each has made their own already', { alreadyWith: ['dawei', 'xiaoman'] }, 'already-open'],
    ['one of two has made their own already', { alreadyWith: ['xiaoman'] }, 'dawei'],
  ])('is left out with its reason, or goes to who is left: %s', (_why, more, expected) => {
    expect(gets(more)).toBe(expected)
  })

  it('goes to nobody but those who were chosen', () => {
    expect(gets({}, { assigneeIds: ['dawei'] })).toBe('dawei')
    expect(gets({}, { assigneeIds: ['haoran'] })).toBe('no-relation')
  })

  it('goes to nobody who has very much open already', () => {
    const full = new Map([['xiaoman', MOST_OPEN]])
    expect(gets({}, { load: full })).toBe('dawei')
    expect(gets({ candidates: [xiaoman] }, { load: full })).toBe('too-many-open')
    expect(gets({ candidates: [xiaoman] }, { load: new Map([['xiaoman', MOST_OPEN - 1]]) })).toBe('xiaoman')
  })

  it('goes to nobody on leave', () => {
    expect(gets({}, { away: new Set(['xiaoman']) })).toBe('dawei')
    expect(gets({}, { away: new Set(['xiaoman', 'dawei']) })).toBe('on-leave')
  })
})

describe('The same follow-up', () => {
  it('is told by its kind alone where the kind is what is to come about', () => {
    expect(followUpKinds.filter(isPurpose)).toEqual(['promptAgain', 'firstConversation', 'cameBack'])
  })
})

describe('Of several who could have it', () => {
  it('gets it who has the fewest open follow-ups', () => {
    expect(gets({}, { load: new Map([['xiaoman', 1]]) })).toBe('dawei')
    const both = new Map([
      ['xiaoman', 2],
      ['dawei', 3],
    ])
    expect(gets({}, { load: both })).toBe('xiaoman')
  })

  it('gets it who has known the contact longest, where they have as many', () => {
    expect(gets({ candidates: [dawei, xiaoman] })).toBe('xiaoman')
    expect(gets({ candidates: [since('xiaoman', '2026-11-03'), dawei] })).toBe('dawei')
  })

  it('gets it who comes first by id, where nothing else tells them apart', () => {
    const same = ['xiaoman', 'dawei', 'haoran'].map((id) => since(id, '2026-11-01'))
    expect(gets({ candidates: same })).toBe('dawei')
    expect(gets({ candidates: same.toReversed() })).toBe('dawei')
  })
})
