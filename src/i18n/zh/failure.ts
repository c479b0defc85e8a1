export const failure = {
  offline: {
    title: '没有网络',
    detail: '手机或电脑现在连不上网络。',
    remedy: '网络恢复后会自动重试，也可以现在点“重试”。',
  },
  away: {
    title: '服务暂时没有回应',
    detail: '真客的服务器没有回答，不是你的操作有问题。',
    remedy: '稍等一会儿点“重试”。一直这样请告诉总行运营。',
  },
  broken: {
    title: '页面出了差错',
    detail: '这一页没能显示出来，你的数据没有丢。',
    remedy: '点“重新打开”。还是不行请告诉总行运营。',
  },
  updated: {
    title: '真客已更新',
    detail: '有了新版本，当前页面的文件已被替换。',
    remedy: '点“重新打开”就能继续。',
  },
  signedOut: {
    title: '需要重新登录',
    detail: '登录已过期或已在别处退出。',
    remedy: '点“重新登录”，会回到现在这一页。',
  },
  noPage: { title: '没有这个页面', detail: '地址不对，或这一页已经搬走。', remedy: '回到当前联系人继续。' },
  signIn: '重新登录',
  reopen: '重新打开',
  toContact: '回到联系人',
  toMyDay: '看我的一天',
  newVersion: '有新版本',
  newVersionAction: '刷新',
}
