import type { Locale } from './employee.ts'
import type { ExampleGroup } from './examples/target-example.ts'
import type { PolicyParameters } from './policy.ts'

export type GuideRule = { title: string; text: string }
type Said = Record<Locale, string>
type Rule = { title: Said; text: Said }

const assurances: Record<PolicyParameters['leastAssurance'], Said> = {
  elements: { 'zh-CN': '姓名、证件等要素一致', en: 'matching name and document' },
  sms: { 'zh-CN': '银行预留手机号收到的验证码', en: 'a code to the phone the bank holds' },
  face: { 'zh-CN': '人脸比对', en: 'face comparison' },
}

const effective = ({ leastAssurance, requireAccountHolder }: PolicyParameters): Rule => ({
  title: { 'zh-CN': '什么算有效', en: 'What counts' },
  text: {
    'zh-CN': `对方完成实名认证（至少：${assurances[leastAssurance]['zh-CN']}）${requireAccountHolder ? '，并且是本行客户' : ''}，你是本行最早添加 TA 的人，TA 的身份没有计给过别人，好友关系还在。最后一条满足的那一天计一位。`,
    en: `The contact is verified (at least ${assurances[leastAssurance].en})${requireAccountHolder ? ' and an account holder' : ''}, you were the first of the bank to add them, their identity counts for nobody else, and the relation lives. One is counted on the day the last of these comes true.`,
  },
})

const window = ({ verificationWindowDays: days }: PolicyParameters): Rule => ({
  title: { 'zh-CN': '认证期限', en: 'The window' },
  text: {
    'zh-CN': `到添加那天之后第 ${days} 天的 24:00。复核期间、认证机构处理期间（最多 7 天）不走。认定时间在期限内，结果晚到也算。`,
    en: `Until midnight at the end of day ${days} after the day of the add. It stands still during a review and while the provider decides (7 days at most). What was decided inside it counts, however late the answer.`,
  },
})

const retention = ({ retentionDays: days }: PolicyParameters): Rule => ({
  title: { 'zh-CN': '保持', en: 'Staying' },
  text:
    days === 0
      ? {
          'zh-CN': '计入之后好友关系结束，不减少。',
          en: 'A relation that ends after it was counted costs nothing.',
        }
      : {
          'zh-CN': `添加后 ${days} 个整天之内好友关系结束，减少一位，记在结束那天；之后结束、或交接后结束，不减少。`,
          en: `When the relation ends within ${days} full days after the add, one is lost on the day it ends. Later, or after a handover, nothing is lost.`,
        },
})

const days: Rule = {
  title: { 'zh-CN': '业务日', en: 'Days' },
  text: {
    'zh-CN': '按上海时间的自然日，次日 02:00 封账。封账后那天不再变；晚到的记在到达那天，注明哪天挣得。',
    en: 'Calendar days in Shanghai, closed at 02:00 of the next. A closed day never changes; what comes later is booked on its arrival and says on which day it was earned.',
  },
}

const target: Rule = {
  title: { 'zh-CN': '目标', en: 'Targets' },
  text: {
    'zh-CN':
      '最具体的策略说了算：本人、角色、最近的网点。休息日、请假、入职第一周目标为 0，第二到第四周减半。没有策略就是“未设目标”。',
    en: "The most specific policy holds: your own, your role's, the nearest branch's. Days off, leave and the first week after joining ask for nothing, weeks two to four for half. Without a policy no target is set.",
  },
}

const monthly = ({ dailyCap }: PolicyParameters): Rule => ({
  title: { 'zh-CN': '按月的目标', en: "A month's target" },
  text: {
    'zh-CN': `分摊到剩下的工作日，每天零点固定：剩余 ÷ 剩余权重 × 当天权重，向上取整。超前使后面变少；落后也不会高过${dailyCap === null ? '均匀进度的两倍' : `每天 ${dailyCap} 位`}。`,
    en: `Spread over the working days that are left and fixed at midnight: what is left ÷ weight left × the day's weight, rounded up. Being ahead lowers what follows; being behind never raises a day above ${dailyCap === null ? 'twice the even pace' : dailyCap}.`,
  },
})

/** How counting works under these parameters, in the reader's language. */
export const guideRules = (parameters: PolicyParameters, locale: Locale): GuideRule[] =>
  [effective(parameters), window(parameters), retention(parameters), days, target, monthly(parameters)].map((rule) => ({
    title: rule.title[locale],
    text: rule.text[locale],
  }))

export const groupTitles: Record<ExampleGroup, Said> = {
  amount: { 'zh-CN': '数量', en: 'Amounts' },
  'catch-up': { 'zh-CN': '追赶与结转', en: 'Catching up and carrying over' },
  calendar: { 'zh-CN': '节假日、调休、请假', en: 'Holidays, adjusted days, leave' },
  employment: { 'zh-CN': '入职与离职', en: 'Joining and leaving' },
  version: { 'zh-CN': '月中换策略', en: 'Policies that change within a month' },
  person: { 'zh-CN': '适用哪一条', en: 'Which policy holds' },
  outlook: { 'zh-CN': '节奏、预计、更正', en: 'Pace, outlook, corrections' },
}
