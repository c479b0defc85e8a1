import type { BusinessDay } from './business-day.ts'
import type { Locale } from './employee.ts'
import type { PolicyParameters } from './policy.ts'
import type { Assurance } from './verification.ts'

export type ReviewOrigin = 'signal' | 'lead' | 'appeal'

const innocent: Record<ReviewOrigin, [string, string]> = {
  lead: [
    '先想正常情况：客户换了手机或微信号、家人一起来办事、网点正在做活动，都可能这样。先看看员工怎么说。',
    'Think of the innocent first: a new phone or account, a family that came together, a campaign of the branch. Read what the employee says.',
  ],
  signal: [
    '系统只是按事实排了队，并不说明有问题；很多情况都有正常原因。先看看员工怎么说。',
    'Facts put this into the queue; they prove nothing, and many have an innocent reason. Read what the employee says.',
  ],
  appeal: [
    '员工认为之前的结论有误。请只看事实，不看之前是谁决定的。',
    'The employee thinks the decision was wrong. Look at the facts, not at who decided.',
  ],
}

/** What may be behind it without anybody having done wrong, shown beside every review. */
export const innocentWords = (origin: ReviewOrigin, locale: Locale): string => innocent[origin][locale === 'en' ? 1 : 0]

const assurances: Record<Assurance, [string, string]> = {
  elements: ['资料核对', 'matching details'],
  sms: ['短信验证', 'a code by text'],
  face: ['人脸验证', 'a face check'],
}

export type PolicyFacts = PolicyParameters & { validFrom: BusinessDay | null }

/** Which version of the rules the add keeps, since when it is valid, and what it asks for. */
export function policyWords(policy: PolicyFacts, locale: Locale): string {
  const { validFrom, verificationWindowDays: window, retentionDays: kept, requireAccountHolder: holder } = policy
  const [zh, en] = assurances[policy.leastAssurance]
  if (locale === 'en') {
    const version = validFrom ? `The rules valid from ${validFrom}` : 'The rules the product begins with'
    return `${version}: verified within ${window} days, kept for ${kept} days, at least ${en}${holder ? ', with an account here' : ''}.`
  }
  const version = validFrom ? `${validFrom} 起的规则` : '初始规则'
  return `${version}：${window} 天内认证，保留 ${kept} 天，至少${zh}${holder ? '，须持有本行账户' : ''}。`
}
