import { Problem } from './domain/problem.ts'

/** What to do about WeCom's refusals; codes of developer.work.weixin.qq.com/document/path/90313. */
const remedies: Record<string, string> = {
  40001: 'WECOM_SECRET is not the secret of this app (or it was reset). / WECOM_SECRET 与应用不符，请重新复制。',
  40013: 'WECOM_CORP_ID is not a corp id. / WECOM_CORP_ID 有误。',
  40056: 'WECOM_AGENT_ID is not this app. / WECOM_AGENT_ID 与应用不符。',
  40091: 'WECOM_SECRET belongs to another corp. / WECOM_SECRET 属于其他企业。',
  48002: 'the app may not call this: 客户联系 → 可调用接口的应用. / 请在“客户联系 → 可调用接口的应用”中添加本应用。',
  50003: 'the app is disabled. / 应用已停用。',
  60011: "outside the app's visible range. / 超出应用可见范围。",
  60020: 'this server’s address is not a trusted IP: 应用 → 企业可信IP. / 请在“企业可信IP”中加入本服务器地址。',
  45009: 'WeCom’s frequency limit is reached; ask again after its window. / 已达到接口频率限制，请稍后再试。',
  [-1]: 'no answer within 3 s: can this server reach WECOM_API_ORIGIN? / 无响应，请检查网络出口。',
}

/** A fault of a check as one sentence: what is wrong and where it is mended. */
export function sayRefusal(fault: unknown): string {
  if (!(fault instanceof Problem)) return fault instanceof Error ? fault.message : String(fault)
  if (fault.code === 'verification/provider-unavailable')
    return 'no answer: check IDENTITY_PROVIDER_ORIGIN and IDENTITY_PROVIDER_KEY. / 无响应，请检查实名认证服务的地址与密钥。'
  const { errcode = '', ip } = fault.facts
  const remedy =
    remedies[String(errcode)] ?? `errcode ${errcode}: https://open.work.weixin.qq.com/devtool/query?e=${errcode}`
  return ip ? `${remedy} (${ip})` : remedy
}
