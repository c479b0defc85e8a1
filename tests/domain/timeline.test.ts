import { describe, expect, it } from 'vitest'
import { tagsMissingIn } from '../../server/domain/timeline.ts'

const tag = (group: string, name: string) => ({ group, name })
const payroll = tag('业务', '代发工资')
const deposit = tag('业务', '定期存款')

describe('The tags of a contact', () => {
  it('that were set are those that were not there before, in their own order', () => {
    expect(tagsMissingIn([payroll], [deposit, payroll, tag('等级', '金卡')])).toEqual([deposit, tag('等级', '金卡')])
    expect(tagsMissingIn([], [payroll])).toEqual([payroll])
    expect(tagsMissingIn([payroll, deposit], [deposit, payroll])).toEqual([])
  })

  it('are told apart by group and name together', () => {
    expect(tagsMissingIn([payroll], [tag('来源', '代发工资')])).toEqual([tag('来源', '代发工资')])
    expect(tagsMissingIn([tag('a', 'b c')], [tag('a b', 'c')])).toEqual([tag('a b', 'c')])
  })
})
