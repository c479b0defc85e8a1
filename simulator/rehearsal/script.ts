import type { PhoneDeed } from './contact-phone.ts'

/** `contact` counts the seeded people; `day` is days before the Monday on which the demonstration begins. */
export type Scene = { day: number; time: string; who: string; contact: number } & (
  | { does: 'add'; follows?: PhoneDeed | 'ignore'; addWay?: number }
  | { does: 'delete'; by: 'contact' | 'employee' }
  | { does: 'say'; text: string; from: 'contact' | 'employee' }
  | {
      does: 'assign'
      to: string
      title: string
      reason: string
      kind: string
      due: { day: number; time: string }
      script?: string
    }
  | { does: 'script'; folder: string; title: string; text: string }
  | { does: 'complete'; outcome: string; note: string }
)

const me = 'LinXiaoMan'
const lead = 'LiChunFeng'
const add = (
  day: number,
  time: string,
  who: string,
  contact: number,
  follows?: PhoneDeed | 'ignore',
  addWay = 1,
): Scene => ({
  day,
  time,
  who,
  contact,
  does: 'add',
  addWay,
  ...(follows ? { follows } : {}),
})

const adds: Scene[] = [
  add(14, '09:12', me, 0, 'verify'),
  add(14, '14:30', 'ZhaoTing', 20, 'verify'),
  add(13, '10:05', me, 1, 'verify'),
  add(13, '15:40', me, 2, 'ignore'),
  add(13, '16:10', 'HeQing', 21, 'verify'),
  add(12, '09:31', me, 3, 'verify'),
  add(12, '11:20', 'XuChuan', 22, 'verify', 3),
  add(11, '10:48', me, 4, 'verify'),
  add(11, '13:55', me, 5, 'verify'),
  add(11, '15:02', 'YuHe', 23, 'verify'),
  add(10, '09:40', me, 6, 'verify'),
  add(10, '16:25', 'SongYue', 24, 'ignore'),
  add(7, '09:18', me, 7, 'verify'),
  add(7, '10:36', me, 8, 'decline'),
  add(7, '14:12', 'DuRuoShui', 25, 'verify', 2),
  add(6, '11:05', me, 9, 'verify'),
  add(6, '15:47', me, 10, 'verify'),
  add(6, '16:30', 'ZhaoTing', 26, 'open'),
  add(5, '09:22', me, 11, 'verify'),
  add(5, '10:15', 'JiLan', 27, 'verify', 3),
  add(5, '14:50', me, 12, 'mismatch'),
  add(4, '10:11', me, 13, 'verify'),
  add(4, '10:40', me, 14, 'verify'),
  add(4, '15:20', me, 30, 'verify'),
  add(4, '16:05', 'XuChuan', 28),
  add(3, '09:35', me, 15, 'verify'),
  add(3, '11:28', me, 16),
  add(3, '13:40', me, 31, 'verify'),
  add(3, '15:15', 'HeQing', 32, 'verify'),
  add(3, '16:45', me, 33, 'verify'),
  add(0, '08:41', me, 17, 'verify'),
  add(0, '08:55', 'ZhaoTing', 29, 'verify'),
  add(0, '09:03', me, 18, 'verify'),
  add(0, '09:20', 'XuChuan', 34, 'open'),
  add(0, '09:27', me, 19, 'verify'),
  add(0, '09:41', me, 35, 'open'),
  add(0, '09:52', me, 36),
]

type Task = {
  to: string
  title: string
  reason: string
  kind: string
  due: { day: number; time: string }
  script?: string
}
const assign = (day: number, time: string, contact: number, task: Task): Scene => ({
  day,
  time,
  who: lead,
  contact,
  does: 'assign',
  ...task,
})

const script = (time: string, folder: string, title: string, text: string): Scene => ({
  day: 14,
  time,
  who: lead,
  contact: 0,
  does: 'script',
  folder,
  title,
  text,
})

const scripts: Scene[] = [
  script(
    '08:45',
    '问候',
    '认证后的问候',
    '{contactName}您好，我是{branchName}的{employeeName}。您的实名认证已经完成，以后有事可以直接在这里找我。',
  ),
  script(
    '08:50',
    '邀约',
    '养老金讲座',
    '{contactName}您好，本周四下午三点{branchName}有一场养老金讲座，给您留个座位吗？',
  ),
  script('08:55', '回访', '存单到期', '{contactName}您好，您的存单快要到期了。想续存还是取出，我提前帮您备好。'),
]

const others: Scene[] = [
  { day: 5, time: '16:40', who: me, contact: 9, does: 'say', from: 'contact', text: '谢谢，今天办得很快' },
  { day: 4, time: '09:30', who: me, contact: 10, does: 'delete', by: 'contact' },
  assign(4, '16:30', 7, {
    to: me,
    kind: 'call',
    title: '存单到期前回访',
    reason: '存单下周到期',
    due: { day: 3, time: '17:00' },
  }),
  { day: 3, time: '15:30', who: me, contact: 7, does: 'complete', outcome: 'reached', note: '约好周二来网点' },
  assign(3, '16:55', 3, {
    to: me,
    kind: 'call',
    title: '认证后第一次沟通',
    reason: '认证一周还没有人联系',
    due: { day: 0, time: '09:00' },
  }),
  assign(0, '08:35', 13, {
    to: me,
    kind: 'visit',
    script: '养老金讲座',
    title: '邀请参加周四的养老金讲座',
    reason: '客户问过养老金账户',
    due: { day: 0, time: '18:00' },
  }),
  { day: 0, time: '09:48', who: me, contact: 17, does: 'say', from: 'contact', text: '认证好了，麻烦您看一下' },
]

/** Fourteen days of a branch, in the order in which they happened. */
export const scenes: Scene[] = [...adds, ...scripts, ...others].toSorted(
  (a, b) => b.day - a.day || a.time.localeCompare(b.time),
)
