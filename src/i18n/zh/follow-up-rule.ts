/** 自动跟进规则（设置页）。 */
export const followUpRule = {
  title: '自动跟进规则',
  about: '系统按规则自动生成跟进任务；目的达到后，任务会自己关闭。',
  name: { promptAgain: '再次邀请认证', firstConversation: '认证后首次沟通', cameBack: '重新添加后问候' },
  on: '已开启',
  off: '已停用',
  open: (count: number) => `待办 ${count} 个`,
  words: (title: string) => `任务名称：${title}`,
  script: (title: string) => `话术：${title}`,
  by: (name: string, time: string) => `${name} 于 ${time} 修改`,
  change: '修改',
  changeOf: (name: string) => `修改：${name}`,
  form: {
    enabled: '开启这条规则',
    hours: '等待多少小时（1 到 720）',
    title: '任务名称（不填则用默认名称）',
    script: '附带话术',
    noScript: '不附带',
    past: '最近 30 天里已经满足的也生成',
    preview: '看看会生成多少',
    count: (count: number, more: boolean) =>
      count === 0 ? '保存后不会马上生成跟进任务。' : `保存后一小时内会生成${more ? '至少' : ''} ${count} 个跟进任务。`,
    save: '保存',
  },
  saved: '规则已保存',
}
export type FollowUpRuleWords = typeof followUpRule
