import type { Locale } from '../domain/employee.ts'

type Told = readonly [title: string, detail: string, remedy: string]

/** While calls are held back, because WeCom asked for it: for how long still, in whole minutes or hours. */
export function waitingWords(seconds: number, locale: Locale): Told {
  const minutes = Math.max(1, Math.ceil(seconds / 60))
  const hours = Math.ceil(minutes / 60)
  if (locale === 'en') {
    const time = minutes < 60 ? counted(minutes, 'minute') : counted(hours, 'hour')
    return ['WeCom asked us to wait', `For ${time} it takes no more calls. Nothing is lost.`, `Try again in ${time}.`]
  }
  const time = minutes < 60 ? `${minutes} 分钟` : `${hours} 小时`
  return ['企业微信要求稍等', `${time}内它不再接受调用，什么都没有丢。`, `请 ${time}后再试。`]
}

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`
