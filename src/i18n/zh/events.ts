/** WeCom's events that are not handled yet, for operators. */
export const events = {
  title: '企业微信事件',
  sums: (waiting: number, dead: number) => `等待 ${waiting} · 未能处理 ${dead}`,
  none: '所有事件都已处理。',
  waiting: '等待中',
  replay: '重新处理',
  replayOf: (kind: string, time: string) => `重新处理 ${kind}，${time}`,
  replayAll: (count: number) => `重新处理全部 ${count} 个`,
  replayed: (count: number) => `已安排重新处理 ${count} 个事件`,
  reconciled: (time: string) => `上次对账 ${time}。`,
  found: (relations: number, started: number, ended: number) =>
    `核对好友关系 ${relations} 个，补记添加 ${started} 个、结束 ${ended} 个。`,
  doubted: (employees: number) => `${employees} 位员工的名单不可信，未采用，下次再核对。`,
  neverReconciled: '还没有对过账。每晚会与企业微信核对一次。',
}
