import { describe, expect, it } from 'vitest'
import { daysLeft, viewVerdict, type KeptVerdict } from '../../server/domain/verdict-view.ts'

const now = new Date('2026-11-05T12:00:00+08:00')
const kept: KeptVerdict = {
  verdictStatus: 'awaiting',
  verdictReason: 'not-verified',
  verdictSince: new Date('2026-11-01T15:00:00+08:00'),
  windowEndsAt: new Date('2026-12-02T00:00:00+08:00'),
  parameters: null,
}
const view = (more: Partial<KeptVerdict>) => viewVerdict({ ...kept, ...more }, 'en', now)

describe('What is shown of a verdict', () => {
  it('is, while it waits, the days that are left', () => {
    expect(view({}).verdict).toEqual({
      status: 'awaiting',
      reason: 'not-verified',
      sentence: 'Not verified yet; 26 days left',
      since: kept.verdictSince,
      daysLeft: 26,
    })
  })

  it('is no number of days where the provider decides and the window stands still', () => {
    expect(view({ verdictReason: 'provider-deciding' }).verdict.daysLeft).toBeNull()
    expect(view({ verdictReason: 'provider-deciding' }).verdict.sentence).not.toMatch(/\d/)
  })

  it('is the day it was earned on, and no days left, once it is effective', () => {
    const { verdict } = view({ verdictStatus: 'effective', verdictReason: null })
    expect(verdict).toMatchObject({ status: 'effective', reason: null, daysLeft: null })
    expect(verdict.sentence).toContain('11-01')
  })

  it('tells the rule by the parameters of the day the add began, else by those of the product', () => {
    const parameters = { leastAssurance: 'sms' as const, requireAccountHolder: false, dailyCap: null }
    const own = { ...parameters, verificationWindowDays: 10, retentionDays: 3 }
    expect(view({}).words.rule).toContain('30')
    expect(view({ parameters: own }).words.rule).toContain('10')
  })

  it('knows no days left of a window that has no end', () => {
    expect(daysLeft(null, now)).toBeNull()
  })

  it('calls the day the window ends on its last, from an hour of the next one on that day', () => {
    const first = new Date('2026-11-05T00:00:00+08:00')
    expect(daysLeft(new Date('2026-11-06T00:59:59+08:00'), first)).toBe(0)
    expect(daysLeft(new Date('2026-11-06T01:00:00+08:00'), first)).toBe(1)
    expect(daysLeft(new Date('2026-11-01T00:00:00+08:00'), first)).toBe(0)
  })
})
