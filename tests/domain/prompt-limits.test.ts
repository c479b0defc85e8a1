import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mayStillCountAsSent, promptAllowance, type PromptFacts } from '../../server/domain/verification-prompts.ts'
import { verificationStates } from '../../server/domain/verification.ts'

const at = (text: string) => new Date(`${text}+08:00`)
const plus = (moment: Date, hours: number) => new Date(moment.getTime() + hours * 3_600_000)
const noon = at('2026-11-23T12:00:00')
const nobody: PromptFacts = { state: 'none', since: null, sentAt: [], otherMadeAt: null, addedAt: null }

describe('How often a contact may be prompted', () => {
  it('allows the first prompt in the daytime and says that three are left', () => {
    expect(promptAllowance(nobody, noon)).toEqual({ allowed: true, reason: null, nextPromptAt: null, promptsLeft: 3 })
  })

  it('keeps 24 hours from one sent prompt to the next, whoever sent it', () => {
    const facts = { ...nobody, sentAt: [noon] }
    const justBefore = new Date(plus(noon, 24).getTime() - 1)
    expect(promptAllowance(facts, justBefore)).toMatchObject({ reason: 'too-soon', nextPromptAt: plus(noon, 24) })
    expect(promptAllowance(facts, plus(noon, 24))).toMatchObject({ allowed: true, promptsLeft: 2 })
  })

  it('allows three in 30 days, and the fourth when the first of them is 30 days old', () => {
    const facts = { ...nobody, sentAt: [noon, plus(noon, 24), plus(noon, 48)] }
    const refused = promptAllowance(facts, plus(noon, 80))
    expect(refused).toMatchObject({ reason: 'too-many-prompts', promptsLeft: 0, nextPromptAt: plus(noon, 30 * 24) })
    expect(promptAllowance(facts, plus(noon, 30 * 24))).toMatchObject({ allowed: true, promptsLeft: 1 })
  })

  it('leaves contacts alone from 20:00 to 08:30 and says when the night ends', () => {
    const morning = at('2026-11-24T08:30:00')
    expect(promptAllowance(nobody, at('2026-11-23T19:59:59')).allowed).toBe(true)
    expect(promptAllowance(nobody, at('2026-11-23T20:00:00'))).toMatchObject({
      reason: 'quiet-hours',
      nextPromptAt: morning,
    })
    expect(promptAllowance(nobody, at('2026-11-24T08:29:59'))).toMatchObject({ nextPromptAt: morning })
    expect(promptAllowance(nobody, morning).allowed).toBe(true)
  })

  it('makes an exception at night for the 10 minutes in which the contact still stands there', () => {
    const facts = { ...nobody, addedAt: at('2026-11-23T21:00:00') }
    expect(promptAllowance(facts, at('2026-11-23T21:09:59')).allowed).toBe(true)
    expect(promptAllowance(facts, at('2026-11-23T21:10:00')).reason).toBe('quiet-hours')
  })

  it('moves the next prompt out of the night', () => {
    const sentAt = [at('2026-11-23T06:00:00')]
    const next = promptAllowance({ ...nobody, sentAt }, noon).nextPromptAt
    expect(next).toEqual(at('2026-11-24T08:30:00'))
  })

  it('respects a no for good, and does not ask whoever is verified', () => {
    const years = plus(noon, 24 * 800)
    expect(promptAllowance({ ...nobody, state: 'declined', since: noon }, years)).toMatchObject({
      reason: 'declined',
      nextPromptAt: null,
    })
    expect(promptAllowance({ ...nobody, state: 'verified', since: noon }, years).reason).toBe('already-verified')
    expect(mayStillCountAsSent({ ...nobody, state: 'declined', since: noon }, years)).toBe(false)
  })

  it('waits while the provider decides, and while a code is being typed', () => {
    expect(promptAllowance({ ...nobody, state: 'submitted', since: noon }, plus(noon, 1)).reason).toBe('in-progress')
    const typing = { ...nobody, state: 'challenge' as const, since: noon }
    expect(promptAllowance(typing, plus(noon, 0.1)).reason).toBe('in-progress')
    expect(promptAllowance(typing, plus(noon, 1)).allowed).toBe(true)
  })

  it("waits 10 minutes for another employee's prompt that is made and not sent yet", () => {
    const facts = { ...nobody, otherMadeAt: noon }
    expect(promptAllowance(facts, plus(noon, 0.1))).toMatchObject({
      reason: 'in-progress',
      nextPromptAt: plus(noon, 1 / 6),
    })
    expect(promptAllowance(facts, plus(noon, 1 / 6)).allowed).toBe(true)
  })

  it('takes a card that is in the chat already for sent at any hour, but never beyond the limits', () => {
    const night = at('2026-11-23T23:00:00')
    expect(mayStillCountAsSent(nobody, night)).toBe(true)
    expect(mayStillCountAsSent({ ...nobody, sentAt: [noon] }, night)).toBe(false)
  })

  it('says no wherever it names a reason', () => {
    const night = at('2026-11-23T23:00:00')
    const refused = [
      promptAllowance({ ...nobody, state: 'declined' }, noon),
      promptAllowance({ ...nobody, sentAt: [noon] }, noon),
      promptAllowance(nobody, night),
    ]
    expect(refused.map(({ allowed, reason }) => [allowed, reason])).toEqual([
      [false, 'declined'],
      [false, 'too-soon'],
      [false, 'quiet-hours'],
    ])
  })

  it('names a next moment at which a prompt is allowed indeed, for any history', () => {
    const moment = fc.integer({ min: 0, max: 90 * 24 * 60 }).map((minutes) => plus(noon, minutes / 60))
    const state = fc.constantFrom(...verificationStates)
    const checked = fc.check(
      fc.property(fc.array(moment, { maxLength: 8 }), state, moment, (sentAt, known, now) => {
        const past = sentAt.filter((one) => one <= now)
        const facts = { ...nobody, state: known, since: now, sentAt: past }
        const { nextPromptAt } = promptAllowance(facts, now)
        return nextPromptAt === null || promptAllowance(facts, nextPromptAt).allowed
      }),
    )
    expect(checked.failed).toBe(false)
  })
})
