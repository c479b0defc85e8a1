/** Remark and tags: read, and written through WeCom. */
export const profile = {
  elsewhere: '行内其他同事',
  also: '也有人添加了 TA',
  nobodyElse: '没有人添加 TA',
  editRemark: '改备注',
  editTags: '改标签',
  remarkTitle: '备注',
  remarkHint: '只有你和网点负责人看得到，企业微信里也会一起改。最多 20 个字。',
  tagsTitle: '标签',
  tagsHint: '行内统一的标签，企业微信里也会一起改。',
  noTags: '管理员还没有建立标签',
  save: '保存',
  pending: '等企业微信确认…',
  saved: '企业微信已保存',
  older: '更早的记录',
}
