import { describe, expect, it } from 'vitest'
import { completed, followUp, fulfilled, hoursAgo, related, standing } from './rule-story.ts'

const ended = (by: 'contact' | 'employee' | 'transfer', hours = 1) =>
  related('xiaoman', hours + 47, { endedAt: hoursAgo(hours), endedBy: by })

describe('A follow-up to prompt again', () => {
  it.each([
    ['awaits', {}, false],
    ['was prompted meanwhile', standing('prompted', 1), false],
    ['has failed', standing('failed', 1), false],
    ['is verified', standing('verified', 1), true],
    ['declined', standing('declined', 1), true],
    ['is private now', { privateFor: ['xiaoman'] }, true],
    ['is private for a colleague', { privateFor: ['dawei'] }, false],
  ])(
    'closes itself when nobody can be prompted any more, whoever made it: the contact %s',
    (_contact, more, expected) => {
      expect(fulfilled(followUp('promptAgain'), more)).toBe(expected)
      expect(fulfilled(followUp(null, { kind: 'promptAgain' }), more)).toBe(expected)
    },
  )
})

describe('A first conversation', () => {
  it.each([
    ['nobody has talked yet', standing('verified', 80), false],
    ['the provider took its answer back', standing('revoked', 1), true],
    ['nothing is known of a verification any more', { verification: null }, true],
  ])('closes itself once it is had, or there is no customer: %s', (_what, more, expected) => {
    expect(fulfilled(followUp('firstConversation'), more)).toBe(expected)
  })

  it.each([
    ['another follow-up was completed', completed(null, 1), true],
    ['another follow-up closed itself', completed(null, 1, { closedItself: true }), false],
    ['somebody was prompted again', completed('promptAgain', 1), false],
  ])('closes itself when the conversation was had over another follow-up: %s', (_what, other, expected) => {
    const one = followUp('firstConversation')
    expect(fulfilled(one, { ...standing('verified', 80), followUps: [one, other] })).toBe(expected)
  })
})

describe('A follow-up for somebody who came back', () => {
  it.each([
    ['the moment it was made', completed(null, 48), true],
    ['later', completed(null, 1), true],
    ['before', completed(null, 49), false],
    ['by itself', completed(null, 1, { closedItself: true }), false],
    ['by being called off', followUp(null, { state: 'cancelled', closedAt: hoursAgo(1) }), false],
  ])('closes itself with another conversation since: one ended %s', (_when, other, expected) => {
    const one = followUp('cameBack', { createdAt: hoursAgo(48) })
    expect(fulfilled(one, { followUps: [one, other] })).toBe(expected)
  })
})

describe('A follow-up that somebody made by hand', () => {
  it('stays until they close it, whatever happens to the contact', () => {
    const byHand = followUp(null)
    expect(fulfilled(byHand, standing('verified', 1))).toBe(false)
    expect(fulfilled(byHand, standing('declined', 1))).toBe(false)
    expect(fulfilled(byHand, { privateFor: ['xiaoman'] })).toBe(false)
    expect(fulfilled(byHand, { relations: [ended('contact')] })).toBe(false)
    const firstTalk = followUp(null, { kind: 'firstConversation' })
    expect(fulfilled(firstTalk, standing('revoked', 1))).toBe(false)
  })
})

describe('A follow-up by a rule or of a series', () => {
  const inSeries = followUp(null, { repeats: 'series-1' })
  const both = [followUp('promptAgain'), inSeries]

  it.each([
    ['lives', [related('xiaoman', 48)], false],
    ['was ended by the contact', [ended('contact')], true],
    ['was ended by the employee', [ended('employee')], true],
    ['is only a colleague’s', [related('dawei', 48)], true],
    ['is not known', [], true],
    ['is being handed over, and the follow-up with it', [ended('transfer')], false],
    ['was handed over once and ended later', [ended('contact', 1), ended('transfer', 100)], true],
    ['was handed over lately and ended once', [ended('transfer', 1), ended('contact', 100)], false],
    ['is handed over by a colleague', [ended('contact'), { ...ended('transfer'), employeeId: 'dawei' }], true],
  ])('ends with the relation of who has it: the relation %s', (_relation, relations, expected) => {
    expect(both.map((one) => fulfilled(one, { relations }))).toEqual([expected, expected])
  })

  it('waits for whoever takes the contact over, or for the lead, when who has it has left', () => {
    const left = { relations: [], leavers: ['xiaoman'] }
    expect(both.map((one) => fulfilled(one, left))).toEqual([false, false])
    expect(both.map((one) => fulfilled(one, { ...left, privateFor: ['xiaoman'] }))).toEqual([true, true])
    expect(fulfilled(followUp('promptAgain'), { ...left, ...standing('verified', 1) })).toBe(true)
  })

  it('stays when somebody has talked to the contact, where that was not its purpose', () => {
    expect(both.map((one) => fulfilled(one, { followUps: [one, completed(null, 1)] }))).toEqual([false, false])
  })

  it('ends when who has it marks the contact as private, handover or not', () => {
    expect(fulfilled(inSeries, { privateFor: ['xiaoman'] })).toBe(true)
    expect(fulfilled(inSeries, { privateFor: ['xiaoman'], relations: [ended('transfer')] })).toBe(true)
    expect(fulfilled(inSeries, { privateFor: ['dawei'], relations: [ended('transfer')] })).toBe(false)
  })
})
