import { toShanghaiIso } from './business-day.ts'
import type { Locale } from './employee.ts'
import type { Assurance } from './verification.ts'

export type ShownFacts = {
  addedAt: Date
  channel: string
  windowEndsAt: Date | null
  endedAt: Date | null
  latest: { outcome: 'verified' | 'failed'; assurance: Assurance | null; decidedAt: Date } | null
}

const labels = {
  added: ['添加时间', 'Added'],
  channel: ['添加方式', 'How'],
  window: ['认证截止', 'Verify by'],
  verified: ['实名认证', 'Verified'],
  unverified: ['实名认证', 'Verified'],
  ended: ['好友关系结束', 'Relation ended'],
} as const
const assuranceWords: Record<Assurance, [string, string]> = {
  elements: ['资料核对', 'details match'],
  sms: ['短信验证', 'code by text'],
  face: ['人脸验证', 'face check'],
}

/** The facts an explanation stands on, as label and value. */
export function factWords(facts: ShownFacts, locale: Locale): { label: string; value: string }[] {
  const side = locale === 'en' ? 1 : 0
  const { latest, windowEndsAt, endedAt } = facts
  const shown: [keyof typeof labels, string][] = [
    ['added', time(facts.addedAt)],
    ['channel', facts.channel],
  ]
  if (latest?.outcome === 'verified') {
    const how = latest.assurance ? ` · ${assuranceWords[latest.assurance][side]}` : ''
    shown.push(['verified', `${time(latest.decidedAt)}${how}`])
  } else {
    shown.push(['unverified', ['未完成', 'not yet'][side] ?? ''])
    if (windowEndsAt) shown.push(['window', time(new Date(windowEndsAt.getTime() - 1))])
  }
  if (endedAt) shown.push(['ended', time(endedAt)])
  return shown.map(([key, value]) => ({ label: labels[key][side], value }))
}

const time = (moment: Date): string => toShanghaiIso(moment).slice(0, 16).replace('T', ' ')
