import { describe, expect, it } from 'vitest'
import type { EmployeeActor } from '../../server/domain/employee.ts'
import { mayApprove, mayManage, mayRetire, mayWrite } from '../../server/domain/talk-script-rules.ts'

const somebody: EmployeeActor = {
  kind: 'employee',
  id: 'e1',
  name: 'Employee e1',
  branchId: 'branch-1',
  roles: ['teller'],
  scope: [],
  locale: 'en',
}
const teller = somebody
const lead: EmployeeActor = { ...somebody, id: 'l1', roles: ['teller', 'lead'], scope: ['branch-1', 'branch-2'] }
const operator: EmployeeActor = { ...somebody, id: 'o1', roles: ['operator'] }
const bank = { branchId: null }
const branch = (branchId: string) => ({ branchId })

describe('A talk script', () => {
  it('is written for the bank by operators, for a branch by whoever leads it, by nobody else', () => {
    expect([teller, lead, operator].map((actor) => mayWrite(actor, bank))).toEqual([false, false, true])
    expect([teller, lead, operator].map((actor) => mayWrite(actor, branch('branch-2')))).toEqual([false, true, false])
    expect(mayWrite(lead, branch('branch-3'))).toBe(false)
  })

  it('is approved by an operator who did not write it, while it is a draft', () => {
    const draft = { state: 'draft' as const, writtenBy: 'l1' }
    expect([teller, lead, operator].map((actor) => mayApprove(actor, draft))).toEqual([false, false, true])
    expect(mayApprove(operator, { ...draft, writtenBy: 'o1' })).toBe(false)
    expect(mayApprove(operator, { ...draft, state: 'approved' })).toBe(false)
  })

  it('is retired once, by operators and by whoever may write it', () => {
    const approved = { state: 'approved' as const }
    expect([teller, lead, operator].map((one) => mayRetire(one, branch('branch-1'), approved))).toEqual([
      false,
      true,
      true,
    ])
    expect(mayRetire(operator, bank, { state: 'retired' })).toBe(false)
  })

  it('is managed by operators and leads', () => {
    expect([teller, lead, operator].map(mayManage)).toEqual([false, true, true])
  })
})
