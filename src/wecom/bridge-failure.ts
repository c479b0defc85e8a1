/** Each way the bridge can fail has a page of its own, with what to do. */
const bridgeFailureKinds = [
  'not-in-wecom',
  'silent',
  'signature-refused',
  'no-seat',
  'group-chat',
  'no-chat',
  'not-a-contact',
  'not-allowed',
  'unreachable',
  'other',
] as const
export type BridgeFailureKind = (typeof bridgeFailureKinds)[number]

/** `code` is WeCom's number where it told one; `words` are WeCom's own, for whoever has to mend it. */
export class BridgeFailure extends Error {
  readonly kind: BridgeFailureKind
  readonly code: string | null
  readonly words: string

  constructor(kind: BridgeFailureKind, words = '', options?: ErrorOptions) {
    super(`${kind} ${words}`.trim(), options)
    this.name = 'BridgeFailure'
    this.kind = kind
    this.words = words
    this.code = codeIn(words)
  }
}

/** The SDK cuts the message at its first colon and leaves the number only in the address (wecom.md 2.3). */
function codeIn(words: string): string | null {
  return /[?&]e=(-?\d+)/.exec(words)?.[1] ?? null
}

const groupEntries = ['group_chat_tools', 'chain_group_chat_tools', 'internal_group_chat_board']

/** Why WeCom named no contact. `entry` is where the page was opened from, as getContext says. */
export function failureOfChat(words: string, entry: string): BridgeFailure {
  if (groupEntries.includes(entry)) return new BridgeFailure('group-chat', words)
  if (/permission/i.test(words)) return new BridgeFailure('no-seat', words)
  if (entry === 'normal') return new BridgeFailure('no-chat', words)
  if (/without ?context/i.test(words)) return new BridgeFailure(entry ? 'not-a-contact' : 'no-chat', words)
  return new BridgeFailure('other', words)
}

type Refusal = { err_msg?: unknown; errMsg?: unknown }

/** WeCom's words in whatever a call of the SDK threw: a plain object for a refusal, an Error for the SDK's own faults. */
export function wordsOf(fault: unknown): string {
  if (fault instanceof Error) return fault.message
  if (typeof fault !== 'object' || fault === null) return String(fault)
  const { err_msg: native, errMsg } = fault as Refusal
  return String(native ?? errMsg ?? '')
}
