import { strip, verification, contact } from './zh/contact.ts'
import { add } from './zh/counting.ts'
import { followUp } from './zh/follow-up.ts'
import { branch } from './zh/branch.ts'
import { failure } from './zh/failure.ts'

/** Every word of the sidebar's own; sentences about facts come from the server. The English dictionary has the same shape. */
export const words = {
  title: '真客',
  retry: '重试',
  cancel: '取消',
  close: '关闭',
  back: '返回',
  more: '加载更多',
  loading: '正在加载',
  loadingMore: '正在加载…',
  saving: '正在提交…',
  staleSince: (time: string) => `没能更新，显示的是${time}的内容`,
  times: {
    today: (time: string) => `今天 ${time}`,
    yesterday: (time: string) => `昨天 ${time}`,
    tomorrow: (time: string) => `明天 ${time}`,
    other: (date: string, time: string) => `${date} ${time}`,
    dayToday: '今天',
    dayYesterday: '昨天',
    dayTomorrow: '明天',
    daySameYear: (_year: string, month: string, date: string) => `${month}-${date}`,
    dayOtherYear: (year: string, month: string, date: string) => `${year}-${month}-${date}`,
  },
  strip,
  verification,
  contact,
  add,
  followUp,
  branch,
  failure,
}

export type Words = typeof words
