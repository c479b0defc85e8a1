import type { VerdictCode, VerdictFacts, VerdictWords } from './verdict-code.ts'

const left = ({ daysLeft }: VerdictFacts): string => {
  if (daysLeft === null) return ''
  return daysLeft === 0 ? '，今天是最后一天' : `，还有 ${daysLeft} 天`
}

export const verdictWordsZh: Record<VerdictCode, (facts: VerdictFacts) => VerdictWords> = {
  effective: ({ earnedDay }) => ({
    sentence: earnedDay ? `有效，${earnedDay} 已计入` : '有效',
    rule: '本人完成实名认证、首次添加、一人只计一次，条件全部满足的那一刻计入。',
    whatToDo: null,
  }),
  held: () => ({
    sentence: '复核中，结果出来前先不计入，复核期间有效期不走',
    rule: '复核期间暂不计入；5 个工作日没有结论即视为通过，计入日不变。',
    whatToDo: '可以补充说明；没有通过时可以申诉。',
  }),
  'not-verified': (facts) => ({
    sentence: `还没有完成实名认证${left(facts)}`,
    rule: `添加后 ${facts.windowDays} 天内完成实名认证即可计入。`,
    whatToDo: '发送认证邀请，或请对方到柜台认证。',
  }),
  'earlier-add': () => ({
    sentence: '行内有人更早添加了这位联系人；如果对方的不能计入，就轮到你的',
    rule: '同一位联系人以最早的一次添加为先。',
    whatToDo: null,
  }),
  'assurance-too-low': (facts) => ({
    sentence: `已核对资料，还差一次短信或人脸验证${left(facts)}`,
    rule: '只核对资料不能证明是本人，需要短信验证码或人脸。',
    whatToDo: '请对方再完成一次验证。',
  }),
  'provider-deciding': (facts) => ({
    sentence: `资料已提交，等待认证结果${left(facts)}`,
    rule: '等待认证机构答复期间，有效期不走（最多 7 天）。',
    whatToDo: null,
  }),
  'employee-left': () => ({
    sentence: '原员工已离职，交接后由接手人计入',
    rule: '未定的添加不计给离职员工，随交接转给接手人。',
    whatToDo: '安排客户交接。',
  }),
  'before-counting': () => ({
    sentence: '在开始计数之前就已添加，不计入',
    rule: '只计启用日及以后的添加。',
    whatToDo: null,
  }),
  private: () => ({
    sentence: '已标记为私人联系人，不计入也不邀请',
    rule: '家人、朋友等私人联系人不参与计数。',
    whatToDo: null,
  }),
  'is-employee': () => ({ sentence: '对方是本行员工，不计入', rule: '本行员工不计为客户。', whatToDo: null }),
  'not-first-add': () => ({
    sentence: '这位联系人已由行内其他人先添加，不重复计入',
    rule: '同一位联系人只计最早的一次添加。',
    whatToDo: null,
  }),
  'same-person': () => ({
    sentence: '同一个人已通过另一个微信号计入，一人只计一次',
    rule: '同一身份全行只计一次。',
    whatToDo: null,
  }),
  'not-account-holder': () => ({
    sentence: '已实名认证，但还没有本行账户',
    rule: '当前规则要求对方持有本行账户。',
    whatToDo: '开户后请对方重新认证。',
  }),
  'ended-early': (facts) => ({
    sentence: '好友关系提前结束了，7 天内重新加回可以恢复',
    rule: `计入时好友关系须在；计入后 ${facts.retentionDays} 天保留期内结束会冲回。`,
    whatToDo: '如果是误删，请对方加回来。',
  }),
  'verification-revoked': () => ({
    sentence: '认证机构撤回了认证结果',
    rule: '认证结果被撤回的添加不计入；重新认证后从那天重新算起。',
    whatToDo: '请对方到柜台核实。',
  }),
  'window-passed': (facts) => ({
    sentence: `${facts.windowDays} 天内没有完成实名认证，有效期已过`,
    rule: `添加后 ${facts.windowDays} 天内完成实名认证即可计入；删除重加不重新计算。`,
    whatToDo: null,
  }),
  declined: (facts) => ({
    sentence: `对方选择了不认证，不再邀请${left(facts)}`,
    rule: '对方拒绝后不再邀请；若在有效期内到柜台认证，仍然计入。',
    whatToDo: '尊重对方的选择。',
  }),
  rejected: () => ({
    sentence: '复核未通过，不计入',
    rule: '复核须写明理由，并由第二人确认。',
    whatToDo: '可以申诉。',
  }),
}
