import { createHash } from 'node:crypto'

const messages: Record<number, string> = {
  [-1]: 'system busy',
  0: 'ok',
  40001: 'invalid credential',
  40003: 'invalid userid',
  40004: 'invalid media file type',
  40006: 'invalid file size',
  40013: 'invalid corpid',
  40014: 'invalid access_token',
  40029: 'invalid code',
  40035: 'invalid parameter',
  40050: 'invalid chatid',
  40056: 'invalid agentid',
  40068: 'invalid tagid',
  40096: 'invalid external userid',
  41001: 'access_token missing',
  41004: 'corpsecret missing',
  41005: 'media data missing',
  41039: 'invalid contact way type',
  41042: 'invalid config id',
  41050: 'invalid welcome code',
  41051: 'customer is already chatting',
  42001: 'access_token expired',
  44001: 'empty media data',
  45009: 'api freq out of limit',
  45035: 'concurrent writes to the same tags',
  47001: 'data format error',
  48002: 'api forbidden',
  50001: 'redirect_uri domain is not the trusted one',
  60011: 'no privilege to access/modify contact/party/agent',
  60020: 'not allow to access from your ip',
  60111: 'userid not found',
  60123: 'invalid party id',
  81013: 'user & party & tag all invalid',
  84061: 'not external contact',
  84084: 'not same user',
  301002: 'not allow operate another agent with this accesstoken',
  40130: 'handover user and takeover user are the same',
}

/** Thrown by a call to answer with this errcode; HTTP status stays 200. */
export class WeComError extends Error {
  readonly errcode: number
  constructor(errcode: number) {
    super(messages[errcode] ?? 'error')
    this.errcode = errcode
  }
}

/** The wording of WeCom; only 40014 comes bare. */
export function errmsgOf(errcode: number, at: Date): string {
  const text = messages[errcode] ?? 'error'
  if (errcode === 0 || errcode === 40014) return text
  const seconds = Math.floor(at.getTime() / 1000)
  const hint = createHash('sha256').update(`${seconds} ${errcode}`).digest('hex').slice(0, 32)
  return `${text}, hint: [${seconds}_12_${hint}], from ip: 127.0.0.1, more info at https://open.work.weixin.qq.com/devtool/query?e=${errcode}`
}
