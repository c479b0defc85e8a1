import { describe, expect, it } from 'vitest'
import { awaitingReasons, voidReasons, type VerdictStatus } from '../../server/domain/add.ts'
import { daysLeft } from '../../server/domain/verdict-view.ts'
import { creditWords, verdictWords } from '../../server/domain/verdict-words.ts'

const facts = { daysLeft: 3, earnedDay: '11-05', windowDays: 30, retentionDays: 7 }
const all: { status: VerdictStatus; reason: string | null }[] = [
  { status: 'effective', reason: null },
  { status: 'held', reason: null },
  ...awaitingReasons.map((reason) => ({ status: 'awaiting' as const, reason })),
  ...voidReasons.map((reason) => ({ status: 'void' as const, reason })),
]

describe('The sentence of a verdict', () => {
  it.each(all)('is there in both languages: $status $reason', (verdict) => {
    const zh = verdictWords(verdict, facts, 'zh-CN')
    const en = verdictWords(verdict, facts, 'en')
    expect(zh.sentence).toMatch(/[\u4e00-\u9fff]/)
    expect(`${en.sentence}${en.rule}${en.whatToDo ?? ''}`).not.toMatch(/[\u4e00-\u9fff]/)
    for (const text of [zh.sentence, zh.rule, en.sentence, en.rule]) expect(text).not.toMatch(/undefined|null|NaN/)
  })

  it('counts full days, and calls the last one by its name', () => {
    const end = new Date('2026-12-02T00:00:00+08:00')
    expect(daysLeft(end, new Date('2026-11-01T15:00:00+08:00'))).toBe(30)
    expect(daysLeft(end, new Date('2026-12-01T23:59:00+08:00'))).toBe(0)
    expect(daysLeft(end, new Date('2026-12-02T00:00:00+08:00'))).toBe(0)
    const stoodStillForSeconds = new Date('2026-12-02T00:00:04+08:00')
    expect(daysLeft(stoodStillForSeconds, new Date('2026-11-01T15:00:00+08:00'))).toBe(30)
    const verdict = { status: 'awaiting' as const, reason: 'not-verified' }
    expect(verdictWords(verdict, { ...facts, daysLeft: 0 }, 'zh-CN').sentence).toBe(
      '还没有完成实名认证，今天是最后一天',
    )
    expect(verdictWords(verdict, { ...facts, daysLeft: 1 }, 'en').sentence).toBe('Not verified yet; 1 day left')
  })

  it('is told for each entry of the ledger too', () => {
    expect(creditWords('taken-over', 'en')).toBe('Another add had met the rules earlier that day')
    expect(creditWords('earned', 'zh-CN')).toBe('添加有效')
  })
})
