/** 标题、说明、办法。 */
export const followUpProblems = {
  'follow-up-rule/not-found': ['没有此规则', '您看不到这条跟进规则。', '请重新打开设置页。'],
  'follow-up/not-found': ['没有此跟进任务', '该任务不在您的任务中。', '请从列表重新打开。'],
  'follow-up/not-open': ['任务已关闭', '该跟进任务已不是待办状态。', '请刷新列表。'],
  'follow-up/assignee-not-found': ['没有此员工', '该员工不在您可分派的范围内。', '请选择本网点的员工。'],
  'follow-up/assignee-without-seat': [
    '该员工没有客户联系权限',
    '企业微信没有给该员工开通客户联系功能，TA 打不开与客户的聊天。',
    '请选择其他员工，或请管理员在企业微信后台开通；开通后一小时内生效。',
  ],
  'follow-up/assignee-unfit': ['不能交给该员工', '{why}。', '请选择其他员工，或取消该任务。'],
  'follow-up/reason-missing': ['没有写原因', '每个跟进任务都要说明为什么要做。', '请用一句话写明原因。'],
  'follow-up/due-in-past': ['时间太早', '截止时间已经过去。', '请选择更晚的时间，最近的上班时间是{next}。'],
  'follow-up/due-too-far': ['时间太远', '截止时间在一年以后。', '请选择 {last} 以前的时间。'],
  'follow-up/day-off': ['这一天不上班', '截止时间在休息日。', '请选择工作日，之后最近的上班时间是{next}。'],
  'follow-up/same-open': ['已有相同的任务', '该联系人已有一个相同的跟进任务未完成。', '请完成或取消那一个。'],
  'follow-up/quota': [
    '今天分派得太多',
    '一天最多分派 {most} 个任务，今天还可以分派 {left} 个。',
    '请缩小范围，或明天再分派。',
  ],
  'follow-up/too-many-contacts': ['联系人太多', '一次最多分派 {most} 位联系人。', '请缩小筛选范围，分几次分派。'],
  'follow-up/too-many-to-hand-on': [
    '任务太多',
    '一次最多改派 {most} 条任务。',
    '请从看板打开某位员工的任务，分几次改派。',
  ],
  'assignment/not-found': ['没有此次分派', '该分派不在您负责的范围内。', '请从列表重新打开。'],
  'assignment/undo-over': ['已不能撤销', '分派完成 10 分钟后不能整体撤销。', '请在任务里逐个取消。'],
} as const
