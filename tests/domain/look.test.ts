import { describe, expect, it } from 'vitest'
import type { EmployeeActor } from '../../server/domain/employee.ts'
import { requireReason } from '../../server/domain/look.ts'

const actor = (scope: string[]): EmployeeActor => ({
  kind: 'employee',
  id: 'e1',
  name: '样例',
  branchId: '2',
  roles: ['teller'],
  scope,
  locale: 'zh-CN',
})

describe('A look at what somebody else leads', () => {
  it('needs a reason, for the whole bank too', () => {
    expect(() => requireReason(actor(['2']), '3', null)).toThrow('request/reason-required')
    expect(() => requireReason(actor(['2']), null, null)).toThrow('request/reason-required')
    expect(() => requireReason(actor([]), '3', '样例：投诉')).not.toThrow()
    expect(() => requireReason(actor([]), null, '样例：投诉')).not.toThrow()
  })

  it('needs none at what one leads oneself', () => {
    expect(() => requireReason(actor(['2', '3']), '3', null)).not.toThrow()
  })
})
