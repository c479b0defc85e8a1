import type { Locale } from './employee.ts'
import type { FollowUpRule } from './follow-up-rule.ts'

type Words = { title: string; reason: (hours: number) => string; sentence: (hours: number) => string }

const spanZh = (hours: number): string => (hours % 24 === 0 ? `${hours / 24} 天` : `${hours} 小时`)
const spanEn = (hours: number): string => {
  const [count, unit] = hours % 24 === 0 ? [hours / 24, 'day'] : [hours, 'hour']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

const words: Record<FollowUpRule, Record<Locale, Words>> = {
  promptAgain: {
    'zh-CN': {
      title: '邀请完成实名认证',
      reason: (hours) => `添加已满 ${spanZh(hours)}，还没有完成实名认证`,
      sentence: (hours) =>
        `添加满 ${spanZh(hours)}仍待认证，24 小时内没有发过邀请、还可以再邀请、没有说不用、也不是私人联系人：提醒再邀请一次，每位联系人最多三次。`,
    },
    en: {
      title: 'Prompt for real-name verification',
      reason: (hours) => `Added ${spanEn(hours)} ago and not verified yet`,
      sentence: (hours) =>
        `Still awaiting ${spanEn(hours)} after the add, no prompt in the last 24 hours, prompts left, not declined and not private: prompt again, at most three times for one contact.`,
    },
  },
  firstConversation: {
    'zh-CN': {
      title: '认证后首次沟通',
      reason: (hours) => `实名认证已满 ${spanZh(hours)}，还没有人跟进过`,
      sentence: (hours) => `实名认证满 ${spanZh(hours)}，还没有完成过任何沟通：安排首次沟通。`,
    },
    en: {
      title: 'First conversation after verification',
      reason: (hours) => `Verified ${spanEn(hours)} ago, and nobody has followed up`,
      sentence: (hours) => `Verified ${spanEn(hours)} ago and no conversation completed: a first conversation.`,
    },
  },
  cameBack: {
    'zh-CN': {
      title: '问候重新添加的联系人',
      reason: () => '曾经删除过好友，现在又加回来了',
      sentence: (hours) =>
        `联系人删除过员工、又重新加回，满 ${spanZh(hours)}：由这位员工问候一次。删除以后没有加回的，不再打扰。`,
    },
    en: {
      title: 'Welcome a contact who came back',
      reason: () => 'Deleted the employee once and has added them again',
      sentence: (hours) =>
        `A contact who had deleted the employee added them again ${spanEn(hours)} ago: a word of welcome. Whoever did not come back is left alone.`,
    },
  },
}

/** What the follow-up is called where operators have set no words of their own. */
export const ruleTitle = (rule: FollowUpRule, locale: Locale): string => words[rule][locale].title

/** Why a follow-up of the rule exists. */
export const ruleReason = (rule: FollowUpRule, afterHours: number, locale: Locale): string =>
  words[rule][locale].reason(afterHours)

/** What the rule does, for operators. */
export const ruleSentence = (rule: FollowUpRule, afterHours: number, locale: Locale): string =>
  words[rule][locale].sentence(afterHours)
