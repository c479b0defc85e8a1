import { addMessage } from '../chats.ts'
import { findEmployee } from '../directory.ts'
import type { Engine } from '../engine.ts'
import { isLivingMedia } from '../qyapi/media-calls.ts'
import type { ChatMessage } from '../world.ts'
import type { Invocation, NativeResult } from './invocation.ts'
import { agentConfig, preVerify } from './page-config.ts'

type Native = (engine: Engine, call: Invocation) => NativeResult

const withContact = ['contact_profile', 'single_chat_tools', 'single_kf_tools']
const ok = (call: Invocation, more: Record<string, unknown> = {}): NativeResult => ({
  ...more,
  err_msg: `${call.name}:ok`,
})
const nothing: Native = (_engine, call) => ok(call)

/** The native side of the JS-SDK, in the raw shapes that WeCom's clients answer with. */
export const natives: Record<string, Native> = {
  preVerifyJSAPI: preVerify,
  agentConfig,
  checkJsApi: (_engine, call) => {
    const asked = Array.isArray(call.params['jsApiList']) ? call.params['jsApiList'] : []
    const known = asked.map((name): [string, boolean] => [String(name), String(name) in natives])
    return ok(call, { checkResult: JSON.stringify(Object.fromEntries(known)) })
  },
  getContext: (_engine, call) => ok(call, { entry: call.entry }),
  getCurExternalContact: (engine, call) => {
    if (!isWithContact(call)) return withoutContext(call)
    return hasSeat(engine, call) ? ok(call, { userId: call.contactId }) : noSeat(call)
  },
  getCurExternalChat: (engine, call) => {
    if (!isInGroup(engine, call)) return withoutContext(call)
    return hasSeat(engine, call) ? ok(call, { chatId: call.chatId }) : noSeat(call)
  },
  sendChatMessage: (engine, call) => sendChatMessage(engine, call),
  openEnterpriseChat: (_engine, call) =>
    ok(call, { chatId: `wrSIM${String(call.params['externalUserIds'] ?? '').slice(-20)}` }),
  openUserProfile: nothing,
  navigateToAddCustomer: (_engine, call) =>
    call.device === 'mobile' ? ok(call) : { err_msg: `${call.name}:fail_not supported on this platform` },
  openDefaultBrowser: nothing,
  closeWindow: nothing,
  previewFile: nothing,
  setClipboardData: nothing,
}

/** These are answered before any configuration; all others want a grant of agentConfig for the page's address. */
export const free = new Set(['preVerifyJSAPI', 'agentConfig', 'checkJsApi'])

function isWithContact(call: Invocation): boolean {
  return withContact.includes(call.entry) && call.contactId !== null
}

function isInGroup({ world }: Engine, { entry, chatId, employeeId }: Invocation): boolean {
  if (entry !== 'group_chat_tools') return false
  return world.groupChats.some(({ id, employeeIds }) => id === chatId && employeeIds.includes(employeeId))
}

/** The one who asks needs the customer-contact function (developer.work.weixin.qq.com/document/path/96918). */
const hasSeat = ({ world }: Engine, { employeeId }: Invocation): boolean =>
  findEmployee(world, employeeId)?.hasCustomerContact ?? false
const noSeat = (call: Invocation): NativeResult => ({ err_msg: `${call.name}:fail_no permission` })

// As seen in the field: the Mac client doubles "fail_" and adds err_code 2.
function withoutContext(call: Invocation): NativeResult {
  const words =
    call.name === 'getCurExternalChat' ? 'without context of external chat' : 'without context of external contact'
  if (call.device === 'mac') return { err_msg: `${call.name}:fail_fail_${words}`, err_code: 2 }
  return { err_msg: `${call.name}:fail_${words}` }
}

function sendChatMessage(engine: Engine, call: Invocation): NativeResult {
  const { employeeId, contactId } = call
  if (!isWithContact(call) || contactId === null) return withoutContext(call)
  if (!hasSeat(engine, call)) return noSeat(call)
  const message = messageOf(call.params)
  if (!message) return { err_msg: 'sendChatMessage:fail_invalid msgtype' }
  if (message.kind === 'image' && !isLivingMedia(engine, message.text ?? ''))
    return { err_msg: 'sendChatMessage:fail_invalid mediaid' }
  addMessage(engine, { employeeId, contactId }, message)
  return ok(call)
}

function messageOf(params: Record<string, unknown>): Omit<ChatMessage, 'id' | 'at'> | undefined {
  const { msgtype } = params
  const part = recordOf(params[String(msgtype)])
  const field = (name: string) => String(part[name] ?? '')
  if (msgtype === 'text' && field('content')) return { from: 'employee', kind: 'text', text: field('content') }
  if (msgtype === 'image') return { from: 'employee', kind: 'image', text: field('mediaid') }
  if (msgtype !== 'news' || !field('link')) return undefined
  const news = { link: field('link'), title: field('title'), desc: field('desc'), imgUrl: field('imgUrl') }
  return { from: 'employee', kind: 'news', news }
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
