/** The page beside a customer group. */
export const groupChat = {
  noName: '未命名的客户群',
  mine: (count: number) => `群里有 ${count} 位是你的联系人`,
  none: '群里还没有你的联系人',
  noneHint: '只显示你自己添加的人；添加之后会出现在这里。',
  others: (count: number) => `另有 ${count} 位不是你的联系人`,
  overdue: (title: string, due: string) => `已逾期：${title} · ${due}`,
  due: (title: string, due: string) => `待跟进：${title} · ${due}`,
}
