import { describe, expect, it } from 'vitest'
import { handOn, sameAs, type HeldCase } from '../../server/domain/reassignment.ts'

const since = (employeeId: string) => ({ employeeId, startedAt: new Date('2026-11-01T10:00:00+08:00') })
const held = (followUpId: string, related: string[], more: Partial<HeldCase> = {}): HeldCase => ({
  followUpId,
  contactId: `contact of ${followUpId}`,
  kind: 'call',
  title: '样例：回访',
  holderId: 'gone',
  verified: false,
  declined: false,
  candidates: related.map(since),
  alreadyOpen: false,
  alreadyWith: [],
  privateFor: [],
  ...more,
})
const anybody = { assigneeIds: null, away: new Set<string>(), load: new Map<string, number>() }
const gets = (cases: HeldCase[], terms: Partial<typeof anybody> = {}) => {
  const { assigned, skipped } = handOn(cases, { ...anybody, ...terms })
  return Object.fromEntries([
    ...assigned.map(({ followUpId, assigneeId }) => [followUpId, assigneeId]),
    ...skipped.map(({ followUpId, reason }) => [followUpId, reason]),
  ])
}

describe('A follow-up that is handed on', () => {
  it('goes to somebody else who is related with the contact, and to nobody where only its holder is', () => {
    expect(gets([held('f1', ['xiaoman'])])).toEqual({ f1: 'xiaoman' })
    expect(gets([held('f1', ['xiaoman'], { holderId: 'xiaoman' })])).toEqual({ f1: 'nobody-else' })
    expect(gets([held('f1', [])])).toEqual({ f1: 'nobody-else' })
  })

  it('keeps its own kind: who is verified is prompted no more, but may be called', () => {
    expect(gets([held('f1', ['xiaoman'], { kind: 'promptAgain', verified: true })])).toEqual({ f1: 'already-verified' })
    expect(gets([held('f1', ['xiaoman'], { verified: true })])).toEqual({ f1: 'xiaoman' })
  })

  it('says who else is related, where those who were chosen are not', () => {
    const cases = [held('f1', ['gone', 'xiaoman', 'dawei'])]
    const { skipped } = handOn(cases, { ...anybody, assigneeIds: ['haoran'] })
    expect(skipped).toMatchObject([{ reason: 'no-relation', related: ['xiaoman', 'dawei'] }])
  })

  it('is only one of two that are the same for a contact', () => {
    const contactId = 'c1'
    const twice = [held('f1', ['xiaoman'], { contactId }), held('f2', ['xiaoman'], { contactId, holderId: 'left' })]
    expect(gets(twice)).toEqual({ f1: 'xiaoman', f2: 'already-open' })
    const other = held('f2', ['xiaoman'], { contactId, title: '样例：别的事' })
    expect(gets([held('f1', ['xiaoman'], { contactId }), other])).toEqual({ f1: 'xiaoman', f2: 'xiaoman' })
    const called = { contactId, kind: 'firstConversation' as const }
    expect(sameAs({ ...called, title: '甲' })).toBe(sameAs({ ...called, title: '乙' }))
  })
})

describe('Many that are handed on', () => {
  it('are shared out fairly whatever their order: those that only one could have count first', () => {
    const both = ['f1', 'f2', 'f3'].map((id) => held(id, ['xiaoman', 'dawei']))
    const one = ['f4', 'f5', 'f6'].map((id) => held(id, ['dawei']))
    const fair = { f1: 'xiaoman', f2: 'xiaoman', f3: 'xiaoman', f4: 'dawei', f5: 'dawei', f6: 'dawei' }
    expect(gets([...both, ...one])).toEqual(fair)
    expect(gets([...one, ...both])).toEqual(fair)
  })

  it('go to who has less to do before', () => {
    expect(gets([held('f1', ['xiaoman', 'dawei'])], { load: new Map([['dawei', 3]]) })).toEqual({ f1: 'xiaoman' })
    expect(gets([held('f1', ['xiaoman', 'dawei'])], { load: new Map([['xiaoman', 3]]) })).toEqual({ f1: 'dawei' })
  })
})
