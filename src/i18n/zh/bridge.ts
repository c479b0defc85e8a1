export const bridge = {
  'not-in-wecom': {
    title: '请在企业微信里打开',
    detail: '这一页要知道当前打开的是谁的聊天，只有企业微信能告诉它。',
    remedy: '在企业微信里打开任意客户聊天，从右侧（手机上从聊天工具栏）进入真客。',
  },
  silent: {
    title: '企业微信没有回应',
    detail: '问了当前是谁的聊天，等了一会儿没有回答。',
    remedy: '点“重试”。还是不行，关掉侧边栏再打开，或重启企业微信。',
  },
  'signature-refused': {
    title: '企业微信没有通过页面校验',
    detail: '企业微信拒绝了这个页面的签名，所以读不到当前聊天。',
    remedy: '点“重试”会换新的签名再试。还是不行，把下面的诊断告诉管理员。',
  },
  'no-seat': {
    title: '你还没有客户联系权限',
    detail: '企业微信说你不能使用客户联系功能，所以看不到客户。',
    remedy: '请管理员在企业微信后台“客户联系 → 权限配置”里把你加进使用范围。',
  },
  'group-chat': {
    title: '这是群聊',
    detail: '企业微信没有说这是哪个群：只有客户群才能显示。',
    remedy: '点开群里某位客户的单聊，就会显示 TA。',
  },
  'no-chat': {
    title: '还没有打开客户聊天',
    detail: '这里显示的是当前聊天里的联系人，现在没有打开聊天。',
    remedy: '打开一位客户的聊天；或先看看今天的进度。',
  },
  'not-a-contact': {
    title: '这个聊天里没有客户',
    detail: '对方是同事，或者还不是你添加的联系人。',
    remedy: '打开一位客户的聊天就会显示 TA。',
  },
  'not-allowed': {
    title: '企业微信不允许这个操作',
    detail: '应用没有这个接口的权限。',
    remedy: '把下面的诊断告诉管理员。',
  },
  unreachable: {
    title: '和企业微信的连接没有建立',
    detail: '页面没有拿到连接企业微信所需的文件或签名。',
    remedy: '检查网络后点“重试”。',
  },
  other: {
    title: '企业微信没有告诉我们当前是谁',
    detail: '企业微信返回了一个没有见过的回答。',
    remedy: '点“重试”。还是不行，把下面的诊断告诉管理员。',
  },
  diagnosis: '诊断（给管理员）',
  codes: {
    '40093': '40093：签名不对。检查服务器时间、PUBLIC_ORIGIN 是否就是打开的地址，再运行 npm run doctor。',
    '80001': '80001：这个网址不在应用的可信域名里。在“应用管理 → 真客 → 网页授权及JS-SDK”里设置可信域名（含端口）。',
    '40013': '40013：企业 ID 不对。检查 WECOM_CORP_ID。',
    '42012': '42012：签名用的票据已过期。点“重试”会换新的。',
  } as Record<string, string>,
  otherCode: (code: string) => `错误码 ${code}：在企业微信开发者中心查询，并运行 npm run doctor。`,
  words: (text: string) => `企业微信的原话：${text}`,
  address: (text: string) => `页面地址：${text}`,
  namedChat: '这是从消息或列表打开的联系人。',
  openingChat: '正在打开聊天…',
  chatOpened: '聊天已打开',
  chatNotOpened: '聊天没能自动打开。可以在企业微信里搜索 TA 的名字；这里照样能看、能完成任务。',
  notInWeCom: '不在企业微信里，聊天打不开；这里照样能看、能完成任务。',
}
