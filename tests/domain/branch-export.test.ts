import { describe, expect, it } from 'vitest'
import { expiryOf, exportName, exportState } from '../../server/domain/branch-export.ts'

const requestedAt = new Date('2026-11-23T10:00:00+08:00')
const asked = { requestedAt, readyAt: null, refused: null }
const ready = { ...asked, readyAt: new Date('2026-11-23T10:01:00+08:00') }
const at = (time: string): Date => new Date(`2026-11-${time}+08:00`)

describe('A file that a lead asks for', () => {
  it.each([
    ['is waited for', asked, '23T10:01:00', 'waiting'],
    ['is waited for while it is tried again, a quarter of an hour', asked, '23T10:15:00', 'waiting'],
    ['has failed after that', asked, '23T10:15:01', 'failed'],
    ['is ready once it is written', ready, '23T10:01:00', 'ready'],
    ['stays ready', ready, '30T09:59:59', 'ready'],
    ['expires after seven days', ready, '30T10:00:00', 'expired'],
    ['expires even where it was never written', asked, '30T10:00:00', 'expired'],
    [
      'is refused to somebody who has lost the right',
      { ...asked, refused: 'out-of-scope' as const },
      '23T10:01:00',
      'refused',
    ],
    ['stays refused', { ...asked, refused: 'too-many' as const }, '30T10:00:00', 'refused'],
  ])('%s', (_file, standing, now, state) => {
    expect(exportState(standing, at(now))).toBe(state)
  })

  it('is kept for seven days', () => {
    expect(expiryOf({ requestedAt })).toEqual(at('30T10:00:00'))
  })
})

describe('The name of the file', () => {
  const nothing = { from: null, to: null, employeeId: null, status: null }
  const members = { kind: 'members' as const, format: 'xlsx' as const, branchId: '101', filter: nothing }
  const named = (filter: Partial<typeof nothing | Record<keyof typeof nothing, string>>) =>
    exportName({ ...members, kind: 'adds', format: 'csv', filter: { ...nothing, ...filter } }, 'linxm', requestedAt)

  it('says what is in it, by whom and when', () => {
    expect(exportName(members, 'linxm', requestedAt)).toBe('zhenke-members-101-by-linxm-2026-11-23T1000.xlsx')
  })

  it('says which days, employee and status were asked for', () => {
    expect(named({ from: '2026-11-01', to: '2026-11-22', employeeId: 'dawei', status: 'void' })).toBe(
      'zhenke-adds-101-2026-11-01-2026-11-22-dawei-void-by-linxm-2026-11-23T1000.csv',
    )
  })

  it('says so where the days have no beginning or no end', () => {
    expect(named({ to: '2026-11-22' })).toBe('zhenke-adds-101-begin-2026-11-22-by-linxm-2026-11-23T1000.csv')
    expect(named({ from: '2026-11-01' })).toBe('zhenke-adds-101-2026-11-01-now-by-linxm-2026-11-23T1000.csv')
  })

  it('holds no character that means something to a file system or a header', () => {
    const hostile = named({ employeeId: '../da wei";\r\n' })
    expect(hostile).toBe('zhenke-adds-101-dawei-by-linxm-2026-11-23T1000.csv')
  })
})
