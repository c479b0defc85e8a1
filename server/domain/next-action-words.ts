import type { Locale } from './employee.ts'
import type { ContactStanding, NextStep } from './next-action.ts'
import { momentWords, spanWords } from './time-words.ts'

export type NextActionView = {
  kind: NextStep['kind']
  sentence: string
  /** Null when there is nothing to tap. */
  label: string | null
  followUpId: string | null
  /** Welcome, but not what the day is waiting for: shown as a secondary button. */
  quiet: boolean
}

/** The step in words; `may` is whether the reader may take it. */
export function nextActionWords(step: NextStep, may: boolean, locale: Locale, now: Date): NextActionView {
  const say = locale === 'en' ? english : chinese
  const [sentence, label] = say(step, now)
  const followUpId = 'followUp' in step ? (step.followUp?.id ?? null) : null
  const tappable = may && (!('followUp' in step) || followUpId !== null || step.kind === 'start-conversation')
  const quiet = 'standing' in step && !step.standing.mayCount
  return { kind: step.kind, sentence, label: tappable ? label : null, followUpId, quiet }
}

type Words = [sentence: string, label: string | null]

function chinese(step: NextStep, now: Date): Words {
  const time = (moment: Date): string => momentWords(moment, now, 'zh-CN')
  switch (step.kind) {
    case 'overdue-follow-up':
      return [`「${step.followUp.title}」已逾期，${time(step.followUp.dueAt)} 到期`, '完成跟进']
    case 'next-follow-up':
      return [`下一步：「${step.followUp.title}」，${time(step.followUp.dueAt)} 前`, '完成跟进']
    case 'start-conversation':
      return ['已实名认证，还没有人和这位客户聊过，打个招呼吧', '记录首次沟通']
    case 'send-prompt':
      return [
        step.standing.mayCount ? '还没有完成实名认证，也还没有邀请过' : `还没有完成实名认证。${welcomeZh}`,
        '发送认证邀请',
      ]
    case 'send-prompt-again':
      return [
        `${unfinished(step.standing.state)}。${link(step.standing, now, 'zh-CN')}${step.standing.mayCount ? '' : `。${welcomeZh}`}`,
        '再次发送认证邀请',
      ]
    case 'respect-decline':
      return ['对方选择了不认证，不再邀请；可在柜台或手机银行认证', null]
    case 'no-prompts-left':
      return [
        `30 天内已邀请 ${step.standing.promptsSent} 次，暂不再邀请${from(step.standing, time, '，', ' 后可再邀请')}`,
        null,
      ]
    case 'wait-for-contact':
      return [
        `${waitingZh[step.because]}${step.because === 'link' ? `。${link(step.standing, now, 'zh-CN')}` : ''}`,
        null,
      ]
    case 'wait-to-prompt':
      return [`${waitZh[step.because]}${step.until ? `，${time(step.until)} 起可以邀请` : ''}`, null]
    case 'nothing':
      return [nothingZh[step.because], null]
  }
}

function english(step: NextStep, now: Date): Words {
  const time = (moment: Date): string => momentWords(moment, now, 'en')
  switch (step.kind) {
    case 'overdue-follow-up':
      return [`"${step.followUp.title}" is overdue, it was due ${time(step.followUp.dueAt)}`, 'Complete']
    case 'next-follow-up':
      return [`Next: "${step.followUp.title}", due ${time(step.followUp.dueAt)}`, 'Complete']
    case 'start-conversation':
      return ['Verified, and nobody has talked with this customer yet: say hello', 'Record the first talk']
    case 'send-prompt':
      return [
        step.standing.mayCount ? 'Not verified yet, and not prompted yet' : `Not verified yet. ${welcomeEn}`,
        'Send a verification link',
      ]
    case 'send-prompt-again':
      return [
        `${unfinishedEn(step.standing.state)}. ${link(step.standing, now, 'en')}${step.standing.mayCount ? '' : `. ${welcomeEn}`}`,
        'Send the link again',
      ]
    case 'respect-decline':
      return ['The contact said no and is not prompted again; the counter or the app remain open', null]
    case 'no-prompts-left':
      return [
        `Prompted ${step.standing.promptsSent} times in 30 days${from(step.standing, time, '; again from ', '')}`,
        null,
      ]
    case 'wait-for-contact':
      return [`${waitingEn[step.because]}${step.because === 'link' ? `. ${link(step.standing, now, 'en')}` : ''}`, null]
    case 'wait-to-prompt':
      return [`${waitEn[step.because]}${step.until ? `; prompts may be sent from ${time(step.until)}` : ''}`, null]
    case 'nothing':
      return [nothingEn[step.because], null]
  }
}

const welcomeZh = '现在认证不再计入目标，但仍然欢迎'
const welcomeEn = 'A verification no longer counts for the target, and is welcome all the same'

const unfinished = (state: ContactStanding['state']): string => {
  if (state === 'failed') return '上次认证没有通过'
  return state === 'revoked' ? '认证结果已被撤回' : '还没有完成实名认证'
}
const unfinishedEn = (state: ContactStanding['state']): string => {
  if (state === 'failed') return 'The last attempt did not succeed'
  return state === 'revoked' ? 'The verification was taken back' : 'Not verified yet'
}

function link({ promptsSent, linkEndsAt, opened }: ContactStanding, now: Date, locale: Locale): string {
  const left = linkEndsAt && spanWords(now, linkEndsAt, locale)
  if (locale === 'en') {
    const sent = `Prompted ${promptsSent === 1 ? 'once' : `${promptsSent} times`}`
    return `${sent}, ${left ? `${opened ? 'opened, ' : ''}the link is good for ${left}` : 'the link has ended'}`
  }
  return `已邀请 ${promptsSent} 次，${left ? `${opened ? '对方已打开，' : ''}链接还有 ${left}有效` : '链接已过期'}`
}

const from = ({ allowance }: ContactStanding, time: (moment: Date) => string, before: string, after: string): string =>
  allowance.nextPromptAt ? `${before}${time(allowance.nextPromptAt)}${after}` : ''

const waitingZh = { link: '等对方完成认证', result: '对方已提交资料，正在等待认证结果', code: '对方正在填写短信验证码' }
const waitingEn = {
  link: 'Waiting for the contact',
  result: 'Submitted; waiting for the result',
  code: 'The contact is entering the code',
}
const waitZh = {
  'too-soon': '刚邀请过，先等一等',
  'quiet-hours': '现在是休息时间，不打扰对方',
  'in-progress': '同事正在邀请这位联系人',
}
const waitEn = {
  'too-soon': 'Prompted recently',
  'quiet-hours': 'These are quiet hours',
  'in-progress': 'A colleague is prompting this contact',
}
const nothingZh = { done: '都办好了，暂时没有要做的', ended: '好友关系已结束', private: '私人联系人，不计入也不邀请' }
const nothingEn = {
  done: 'All done, nothing to do now',
  ended: 'The relation has ended',
  private: 'A private contact: neither counted nor prompted',
}
