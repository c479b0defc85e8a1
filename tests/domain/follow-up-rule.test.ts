import { describe, expect, it } from 'vitest'
import { completed, daysAgo, followUp, hoursAgo, related, standing, wanted } from './rule-story.ts'

const MINUTE = 1 / 60
const DAYS = 24
const awaits = (...hours: number[]) => ({
  awaiting: hours.map((one) => ({ employeeId: 'xiaoman', startedAt: hoursAgo(one) })),
})
const xiaoman = ['xiaoman']
const nobody: string[] = []

describe('The rule to prompt again', () => {
  it.each([
    ['a minute short of 24 hours', 24 - MINUTE, nobody],
    ['24 hours', 24, xiaoman],
    ['30 days', 30 * DAYS, xiaoman],
    ['a minute over 30 days: that is for the lead to see', 30 * DAYS + MINUTE, nobody],
  ])('wants a follow-up for an add that has awaited %s', (_awaited, hours, expected) => {
    expect(wanted('promptAgain', awaits(hours))).toEqual(expected)
  })

  it('wants none for adds that do not await, whether verified meanwhile or private', () => {
    expect(wanted('promptAgain', {})).toEqual(nobody)
  })

  it('leaves alone what began before the rule was switched on, and does nothing while it is off', () => {
    expect(wanted('promptAgain', awaits(48), { looksFrom: hoursAgo(47) })).toEqual(nobody)
    expect(wanted('promptAgain', awaits(48), { looksFrom: hoursAgo(48) })).toEqual(xiaoman)
    expect(wanted('promptAgain', awaits(48), { enabled: false })).toEqual(nobody)
  })

  it('waits as many hours as operators say', () => {
    expect(wanted('promptAgain', awaits(48), { afterHours: 49 })).toEqual(nobody)
    expect(wanted('promptAgain', awaits(48), { afterHours: 48 })).toEqual(xiaoman)
  })

  it.each([
    ['was never prompted', {}, xiaoman],
    ['was prompted a day ago', { promptsSentAt: [hoursAgo(24)] }, xiaoman],
    ['was prompted since', { promptsSentAt: [hoursAgo(24 - MINUTE)] }, nobody],
    ['was prompted three times in 30 days', { promptsSentAt: [2, 9, 29].map(daysAgo) }, nobody],
    ['failed', standing('failed', 30), xiaoman],
    ['is verified', standing('verified', 30), nobody],
    ['declined', standing('declined', 30), nobody],
    ['is with the provider', standing('submitted', 30), nobody],
    ['is typing the code', standing('challenge', 5 * MINUTE), nobody],
    ['got a code that is too old', standing('challenge', 11 * MINUTE), xiaoman],
  ])('asks only for a prompt that may be sent: the contact %s', (_contact, more, expected) => {
    expect(wanted('promptAgain', { ...awaits(48), ...more })).toEqual(expected)
  })

  it('does not mind the night: the follow-up is due in working hours', () => {
    const threeInTheNight = new Date('2026-11-23T03:00:00+08:00')
    expect(wanted('promptAgain', awaits(48), {}, threeInTheNight)).toEqual(xiaoman)
  })

  it.each([
    ['one was done 24 hours ago', [completed('promptAgain', 24)], xiaoman],
    ['one was done since', [completed('promptAgain', 24 - MINUTE)], nobody],
    ['another rule’s was done since', [completed('firstConversation', 1)], xiaoman],
    ['two were done', [completed('promptAgain', 50), completed('promptAgain', 100)], xiaoman],
    ['three were done', [30, 60, 90].map((hours) => completed('promptAgain', hours)), nobody],
    ['three conversations were had', [30, 60, 90].map((hours) => completed(null, hours)), xiaoman],
    ['one was called off', [followUp('promptAgain', { state: 'cancelled', closedAt: daysAgo(9) })], nobody],
    ['a call was called off', [followUp(null, { state: 'cancelled', closedAt: daysAgo(9) })], xiaoman],
  ])('goes on while it is not for ever: %s', (_made, followUps, expected) => {
    expect(wanted('promptAgain', { ...awaits(200), followUps })).toEqual(expected)
  })

  it('asks those whose own add has awaited that long', () => {
    const relations = [related('xiaoman', 48), related('dawei', 48), related('haoran', 2)]
    const awaiting = [related('xiaoman', 48), related('haoran', 2)]
    expect(wanted('promptAgain', { relations, awaiting })).toEqual(xiaoman)
    expect(wanted('promptAgain', { relations, awaiting: [related('dawei', 30), ...awaiting] })).toEqual([
      'xiaoman',
      'dawei',
    ])
  })
})

describe('The rule of the first conversation', () => {
  it.each([
    ['a minute short of three days ago', 72 - MINUTE, nobody],
    ['three days ago', 72, xiaoman],
    ['30 days ago', 30 * DAYS, xiaoman],
    ['longer ago', 30 * DAYS + MINUTE, nobody],
  ])('wants a follow-up for somebody verified %s', (_when, hours, expected) => {
    expect(wanted('firstConversation', standing('verified', hours))).toEqual(expected)
  })

  it('wants none for somebody who is not verified', () => {
    expect(wanted('firstConversation', {})).toEqual(nobody)
    expect(wanted('firstConversation', standing('revoked', 100))).toEqual(nobody)
  })

  it.each([
    ['a call', [completed(null, 90)], nobody],
    ['a conversation with somebody who came back', [completed('cameBack', 90)], nobody],
    ['only a prompt, which is no conversation', [completed('promptAgain', 90)], xiaoman],
    ['only a follow-up that closed itself', [completed(null, 90, { closedItself: true })], xiaoman],
    ['only one that was called off', [followUp(null, { state: 'cancelled', closedAt: hoursAgo(90) })], xiaoman],
    ['a prompt and a call', [completed('promptAgain', 90), completed(null, 80)], nobody],
  ])('wants none after a conversation: there was %s', (_had, followUps, expected) => {
    expect(wanted('firstConversation', { ...standing('verified', 100), followUps })).toEqual(expected)
  })

  it.each([
    ['after it was called off', 90, nobody],
    ['when it was made that very moment', 100, nobody],
    ['when it was made for a verification before this one', 100 + MINUTE, xiaoman],
  ])('wants one for each verification: %s', (_when, hours, expected) => {
    const made = followUp('firstConversation', { state: 'cancelled', createdAt: hoursAgo(hours) })
    expect(wanted('firstConversation', { ...standing('verified', 100), followUps: [made] })).toEqual(expected)
  })

  it('is not kept from it by what another rule made', () => {
    const made = followUp('cameBack', { state: 'cancelled', createdAt: hoursAgo(1) })
    expect(wanted('firstConversation', { ...standing('verified', 100), followUps: [made] })).toEqual(xiaoman)
  })

  it('asks whoever has the contact, each once, and not who marked it as private', () => {
    const relations = [
      related('xiaoman', 48),
      related('xiaoman', 40),
      related('dawei', 48),
      related('haoran', 48, { endedAt: hoursAgo(1), endedBy: 'contact' }),
    ]
    expect(wanted('firstConversation', { ...standing('verified', 100), relations })).toEqual(['xiaoman', 'dawei'])
    expect(wanted('firstConversation', { ...standing('verified', 100), relations, privateFor: ['dawei'] })).toEqual(
      xiaoman,
    )
  })
})

describe('The rule of who came back', () => {
  const left = related('xiaoman', 300, { endedAt: hoursAgo(200), endedBy: 'contact' })
  const back = (hours: number) => ({ relations: [left, related('xiaoman', hours)] })

  it.each([
    ['less than an hour ago', 1 - MINUTE, nobody],
    ['an hour ago', 1, xiaoman],
    ['30 days ago', 30 * DAYS, xiaoman],
    ['longer ago', 30 * DAYS + MINUTE, nobody],
  ])('wants a follow-up for somebody who deleted the employee and came back %s', (_when, hours, expected) => {
    expect(wanted('cameBack', back(hours))).toEqual(expected)
  })

  it('wants none for who was new, gone again, deleted by the employee, or deleted somebody else', () => {
    expect(wanted('cameBack', {})).toEqual(nobody)
    const goneAgain = related('xiaoman', 5, { endedAt: hoursAgo(2), endedBy: 'contact' })
    expect(wanted('cameBack', { relations: [left, goneAgain] })).toEqual(nobody)
    const byEmployee = { ...left, endedBy: 'employee' as const }
    expect(wanted('cameBack', { relations: [byEmployee, related('xiaoman', 5)] })).toEqual(nobody)
    const another = { ...left, employeeId: 'dawei' }
    expect(wanted('cameBack', { relations: [another, related('xiaoman', 5)] })).toEqual(nobody)
  })

  it('asks the employee to whom the contact came back, unless it is private', () => {
    const relations = [related('dawei', 500), ...back(5).relations]
    expect(wanted('cameBack', { relations })).toEqual(xiaoman)
    expect(wanted('cameBack', { relations, privateFor: xiaoman })).toEqual(nobody)
  })

  it.each([
    [
      'its follow-up was made and called off',
      followUp('cameBack', { state: 'cancelled', createdAt: hoursAgo(4) }),
      nobody,
    ],
    [
      'its follow-up was made that very moment',
      followUp('cameBack', { state: 'cancelled', createdAt: hoursAgo(5) }),
      nobody,
    ],
    ['one was made for an earlier return', completed('cameBack', 6, { createdAt: hoursAgo(6) }), xiaoman],
    ['another rule’s was made', followUp('firstConversation', { createdAt: hoursAgo(4) }), xiaoman],
    ['somebody has talked since', completed(null, 5), nobody],
    ['somebody talked before', completed(null, 6), xiaoman],
    ['a follow-up has closed itself since', completed(null, 4, { closedItself: true }), xiaoman],
    ['a call was called off since', followUp(null, { state: 'cancelled', closedAt: hoursAgo(4) }), xiaoman],
  ])('wants one for each return: five hours ago, and %s', (_since, one, expected) => {
    expect(wanted('cameBack', { ...back(5), followUps: [one] })).toEqual(expected)
  })
})

describe('One open follow-up', () => {
  it.each([
    ['is open, whoever made it', followUp(null, { kind: 'firstConversation' }), nobody],
    ['was called off', followUp(null, { kind: 'firstConversation', state: 'cancelled' }), xiaoman],
    ['of another kind is open', followUp(null), xiaoman],
  ])('is enough for a rule and a contact: one %s', (_state, one, expected) => {
    expect(wanted('firstConversation', { ...standing('verified', 100), followUps: [one] })).toEqual(expected)
  })
})
