import { describe, expect, it } from 'vitest'
import { isBankAccount } from '../../server/domain/staff-account.ts'

const names = ['示例银行', '示例银行总行', '']
const wecom = (corpName: string | null, corpFullName: string | null = null) => ({
  kind: 'wecom' as const,
  corpName,
  corpFullName,
})

describe("A WeCom account of the bank's own company", () => {
  it.each([
    ['short name', wecom('示例银行')],
    ['name in full', wecom('示例', '示例银行总行')],
    ['name in other letters and spaces', wecom(' 示例 银行 ')],
  ])('is told by its %s', (_what, account) => {
    expect(isBankAccount(account, names)).toBe(true)
  })

  it.each([
    ['somebody of another company', wecom('示例商贸公司', '示例商贸有限公司')],
    ['somebody of a company whose name only begins like it', wecom('示例银行用品商店')],
    ['somebody of a company without a name', wecom('', null)],
    ['somebody in WeChat', { kind: 'wechat' as const, corpName: '示例银行', corpFullName: null }],
  ])('is not %s', (_who, account) => {
    expect(isBankAccount(account, names)).toBe(false)
  })
})
