import type { Words } from './words-zh.ts'
import { strip, verification, contact } from './en/contact.ts'
import { add } from './en/counting.ts'
import { followUp } from './en/follow-up.ts'
import { branch } from './en/branch.ts'
import { failure } from './en/failure.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const monthNamed = (month: string) => months[Number(month) - 1] ?? month

export const words: Words = {
  title: 'Zhenke',
  retry: 'Try again',
  cancel: 'Cancel',
  close: 'Close',
  back: 'Back',
  more: 'Show more',
  loading: 'Loading',
  loadingMore: 'Loading…',
  saving: 'Saving…',
  staleSince: (time) => `Could not update; this is from ${time}`,
  times: {
    today: (time) => `today ${time}`,
    yesterday: (time) => `yesterday ${time}`,
    tomorrow: (time) => `tomorrow ${time}`,
    other: (date, time) => `${date}, ${time}`,
    dayToday: 'today',
    dayYesterday: 'yesterday',
    dayTomorrow: 'tomorrow',
    daySameYear: (_year, month, date) => `${Number(date)} ${monthNamed(month)}`,
    dayOtherYear: (year, month, date) => `${Number(date)} ${monthNamed(month)} ${year}`,
  },
  strip,
  verification,
  contact,
  add,
  followUp,
  branch,
  failure,
}
