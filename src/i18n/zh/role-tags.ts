/** Which WeCom tags give a role, for operators. */
export const roleTags = {
  title: '角色标签',
  hint: '企业微信通讯录的标签',
  about: '带标签的员工（或部门里的员工）按标签定角色；没有标签的，职务含“客户经理”的是客户经理，其他人是柜员。',
  accountManager: '客户经理的标签',
  teller: '柜员的标签',
  none: '不按标签',
  save: '保存标签',
  saved: '已保存。下次读取通讯录时生效，已结账的日子不变。',
}
