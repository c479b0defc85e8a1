export const strip = {
  effective: (effective: number, target: number | null) =>
    target ? `今日有效 ${effective} / ${target}` : `今日有效 ${effective}`,
  rest: (awaiting: number, month: number, target: number | null) =>
    `待认证 ${awaiting} · 本月 ${month}${target === null ? '' : ` / ${target}`}`,
  open: '打开我的一天',
  day: '我的一天',
}

export const verification = {
  state: {
    none: '未实名',
    prompted: '未实名',
    opened: '未实名',
    submitted: '认证中',
    challenge: '认证中',
    verified: '已实名',
    failed: '认证未通过',
    declined: '已婉拒',
    revoked: '认证已撤销',
  },
  becameVerified: (name: string) => `${name} 已完成实名认证`,
  checkingChat: '正在确认当前聊天…',
  making: '正在生成邀请…',
  sending: '正在发到聊天…',
  noting: '正在登记…',
  sent: '邀请已发到聊天',
  notSent: '没有发送。邀请还在，可以再点一次。',
  tapAgain: '什么都没有发出，稍后再点一次。',
  otherChat: '没有发送：现在打开的已经不是这位联系人的聊天。请回到 TA 的聊天再发。',
  notNoted: '卡片已经发到聊天，但还没登记上。不用再发，点“重试”登记即可。',
  noteAgain: '重试登记',
  bridge: '没有发送：企业微信没有回应这次操作。请再试一次；仍然不行就重新打开侧边栏。',
}

export const contact = {
  added: (day: string) => (/\d$/.test(day) ? `${day} 添加` : `${day}添加`),
  ended: (day: string) => (/\d$/.test(day) ? `${day} 好友关系已结束` : `${day}好友关系已结束`),
  why: {
    awaiting: '为什么还不算有效？',
    effective: '为什么算有效？',
    held: '为什么在复核？',
    void: '为什么不算有效？',
  },
  tabs: { timeline: '轨迹', profile: '资料', scripts: '话术' },
  sections: '更多内容',
  emptyTimeline: '还没有记录',
  openChat: '打开聊天',
}
