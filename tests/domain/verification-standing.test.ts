import { describe, expect, it } from 'vitest'
import { pageView, type PageFacts, takesSubmission } from '../../server/domain/verification-page.ts'
import type { ResultVersion } from '../../server/domain/verification-result.ts'
import { standingOf, type VerificationFacts } from '../../server/domain/verification-standing.ts'
import { nextAskAt } from '../../server/domain/verification-waiting.ts'

const start = new Date('2026-11-23T10:00:00+08:00')
const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000)
const days = (count: number) => count * 1440

const nothing: VerificationFacts = { prompts: [], requests: [], results: [], declinedAt: null }
const opened = { sentAt: after(0), openedAt: after(1) }
const request = (state: 'sending' | 'pending' | 'challenge' | 'verified' | 'failed', minute = 2) => ({
  id: 'request-1',
  state,
  submittedAt: after(minute),
  codeAskedAt: null,
})
const result = (version: number, outcome: 'verified' | 'failed', minute: number): ResultVersion => ({
  requestId: 'request-1',
  version,
  outcome,
  reason: outcome === 'failed' ? 'mismatch' : null,
  decidedAt: after(minute),
})
const stateOf = (facts: Partial<VerificationFacts>, minute = 60) =>
  standingOf({ ...nothing, ...facts }, after(minute))?.state

describe('Where a contact stands', () => {
  it('is nowhere before anything was sent', () => {
    expect(standingOf({ ...nothing, prompts: [{ sentAt: null, openedAt: null }] }, after(1))).toBeNull()
  })

  it('goes from prompted over opened, submitted and challenge to verified', () => {
    expect(stateOf({ prompts: [{ sentAt: after(0), openedAt: null }] })).toBe('prompted')
    expect(stateOf({ prompts: [opened] })).toBe('opened')
    expect(stateOf({ prompts: [opened], requests: [request('sending')] })).toBe('opened')
    expect(stateOf({ prompts: [opened], requests: [request('pending')] })).toBe('submitted')
    expect(stateOf({ prompts: [opened], requests: [request('challenge')] })).toBe('challenge')
    const verified = { prompts: [opened], requests: [request('verified')], results: [result(2, 'verified', 3)] }
    expect(standingOf({ ...nothing, ...verified }, after(60))).toEqual({
      state: 'verified',
      since: after(3),
      failure: null,
    })
  })

  it('is failed with its reason, and prompted again by a later link', () => {
    const failed = { requests: [request('failed')], results: [result(2, 'failed', 3)] }
    expect(standingOf({ ...nothing, ...failed, prompts: [opened] }, after(60))).toMatchObject({
      state: 'failed',
      failure: 'mismatch',
    })
    const again = { sentAt: after(days(1)), openedAt: null }
    expect(stateOf({ ...failed, prompts: [opened, again] })).toBe('prompted')
  })

  it('is failed even where the clock of the provider is behind ours', () => {
    const early = { requests: [request('failed')], results: [result(2, 'failed', -5)] }
    expect(stateOf({ ...early, prompts: [opened] })).toBe('failed')
  })

  it('is revoked when a higher version takes the answer back, and verified again by a still higher one', () => {
    const results = [result(2, 'verified', 3), result(3, 'failed', days(9))]
    const facts = { prompts: [opened], requests: [request('failed')], results }
    expect(stateOf(facts, days(10))).toBe('revoked')
    expect(stateOf({ ...facts, results: [...results, result(4, 'verified', days(11))] }, days(12))).toBe('verified')
  })

  it('keeps a no until the contact takes it back, but a verification at the counter beats it', () => {
    const declined = { prompts: [opened], declinedAt: after(5) }
    expect(stateOf({ ...declined, prompts: [opened, { sentAt: after(9), openedAt: null }] })).toBe('declined')
    expect(stateOf({ ...declined, requests: [request('verified')], results: [result(2, 'verified', 9)] })).toBe(
      'verified',
    )
  })

  it('stops waiting for the provider after 7 days, and honours what is answered on the eighth', () => {
    const pending = { prompts: [opened], requests: [request('pending')] }
    expect(stateOf(pending, days(7))).toBe('submitted')
    expect(standingOf({ ...nothing, ...pending }, after(days(7) + 2))).toMatchObject({
      state: 'failed',
      failure: 'other',
    })
    const late = { requests: [request('verified')], results: [result(2, 'verified', 30)] }
    expect(stateOf({ ...pending, ...late }, days(8))).toBe('verified')
  })
})

describe('When the provider is asked again', () => {
  it('is often at first, then rarely, and never after 7 days', () => {
    const pause = (minute: number) => {
      const next = nextAskAt(start, after(minute))
      return next && (next.getTime() - after(minute).getTime()) / 60_000
    }
    expect([0, 9, 10, 59, 60, days(1), days(7) - 1, days(7)].map(pause)).toEqual([1, 1, 5, 5, 30, 180, 1, null])
  })
})

describe("The contact's page", () => {
  const facts: PageFacts = {
    recipient: 'confirmed',
    state: 'opened',
    since: after(0),
    prompt: { expiresAt: after(days(3)), endedAt: null, endedBecause: null, failedAttempts: 0 },
    request: null,
  }
  const failed = { state: 'failed', submittedAt: after(2), failure: 'mismatch' } as const
  const stepOf = (more: Partial<PageFacts>, minute = 5) => pageView({ ...facts, ...more }, after(minute)).step

  it('shows another person nothing, whatever the link stands for', () => {
    for (const state of ['opened', 'verified', 'declined', 'submitted'] as const)
      expect(stepOf({ recipient: 'another', state })).toBe('another-person')
  })

  it('shows form, waiting, code and the end of it', () => {
    expect(stepOf({})).toBe('form')
    expect(stepOf({ state: 'submitted', request: { ...failed, state: 'pending', failure: null } })).toBe('waiting')
    expect(stepOf({ state: 'challenge', request: { ...failed, state: 'challenge', failure: null } })).toBe('challenge')
    expect(stepOf({ state: 'verified' })).toBe('verified')
    expect(stepOf({ state: 'declined' })).toBe('declined')
  })

  it('waits only for the request of its own link, and takes an identity on the form alone', () => {
    const view = pageView({ ...facts, state: 'submitted' }, after(5))
    expect([view.step, takesSubmission(view)]).toEqual(['form', true])
    expect(stepOf({ state: 'failed', request: { ...failed, state: 'pending', failure: null } })).toBe('form')
    for (const state of ['verified', 'declined'] as const)
      expect(takesSubmission(pageView({ ...facts, state }, after(5)))).toBe(false)
  })

  it('counts the ten minutes of a code from the submission, where the contact stands elsewhere meanwhile', () => {
    const asked = { state: 'challenge', submittedAt: after(0), failure: null } as const
    expect(stepOf({ state: 'opened', since: after(8), request: asked }, 9)).toBe('challenge')
    expect(stepOf({ state: 'opened', since: after(8), request: asked }, 12)).toBe('form')
  })

  it('begins anew when the code has become too old', () => {
    const asked = { state: 'challenge', submittedAt: after(0), failure: null } as const
    expect(stepOf({ state: 'challenge', request: asked }, 9)).toBe('challenge')
    expect(stepOf({ state: 'challenge', request: asked }, 10)).toBe('form')
    expect(stepOf({ state: 'challenge', since: after(60), request: asked }, 69)).toBe('challenge')
    expect(stepOf({ state: 'challenge', since: after(60), request: asked }, 70)).toBe('form')
  })

  it('tells what failed and how many attempts are left, and takes no sixth one', () => {
    const prompt = { ...facts.prompt, failedAttempts: 2 }
    const view = pageView({ ...facts, state: 'failed', prompt, request: failed }, after(5))
    expect(view).toEqual({ step: 'failed', failure: 'mismatch', attemptsLeft: 3 })
    expect(takesSubmission(view)).toBe(true)
    const ended = { ...prompt, failedAttempts: 5, endedAt: after(4), endedBecause: 'too-many-attempts' }
    const last = pageView({ ...facts, state: 'failed', prompt: ended, request: failed }, after(5))
    expect(last).toEqual({ step: 'failed', failure: 'too-many-attempts', attemptsLeft: 0 })
    expect(takesSubmission(last)).toBe(false)
  })

  it('has ended after 72 hours, unless the provider is still deciding', () => {
    expect(stepOf({}, days(3))).toBe('ended')
    const waiting = { state: 'submitted', request: { ...failed, state: 'pending', failure: null } } as const
    expect(stepOf(waiting, days(4))).toBe('waiting')
  })
})
