import { describe, expect, it } from 'vitest'
import {
  signedText,
  statementColumns,
  statementPlace,
  tellsWhatWasSigned,
  type Statement,
} from '../../server/domain/month-statement.ts'

const statement: Statement = {
  employeeId: 'e1',
  branchId: 'A',
  month: '2026-11',
  weight: 20.5,
  target: 50,
  effective: 48,
  closedAt: new Date('2026-12-01T02:00:03+08:00'),
}

describe('The statement of a month', () => {
  it('is signed as this text, whose keys never change their order', () => {
    expect(signedText(statement)).toBe(
      '{"statement":1,"employee":"e1","branch":"A","month":"2026-11","weight":20.5,"target":50,"effective":48,' +
        '"closedAt":"2026-11-30T18:00:03.000Z"}',
    )
    expect(statementPlace('2026-11')).toBe('month_statement|2026-11')
  })

  it('still tells what was signed after the employee was renamed', () => {
    expect(tellsWhatWasSigned({ ...statement, employeeId: 'renamed' } as Statement, signedText(statement))).toBe(true)
  })

  it.each([
    { month: '2026-10' },
    { weight: 20 },
    { target: null },
    { effective: 50 },
    { branchId: 'B' },
    { closedAt: new Date('2026-12-01T02:00:04+08:00') },
  ])('no longer tells what was signed once it says %j', (changed) => {
    expect(tellsWhatWasSigned({ ...statement, ...changed }, signedText(statement))).toBe(false)
  })

  it('goes to HR with the same columns in both languages, each with a name', () => {
    const { 'zh-CN': zh, en } = statementColumns
    expect(zh).toHaveLength(en.length)
    for (const name of zh) expect(name).toMatch(/^[\u4e00-\u9fff]+$/)
    for (const name of en) expect(name).toMatch(/^[A-Z][a-z ]+$/)
    expect(new Set([...zh, ...en]).size).toBe(24)
  })
})
