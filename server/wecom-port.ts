import type { CallbackEvent } from './domain/callback-event.ts'

export type WeComContact = {
  id: string
  name: string
  avatar: string
  kind: 'wechat' | 'wecom'
  unionid: string | null
  /** The company of a WeCom user, short and in full; null for everybody in WeChat. */
  corpName: string | null
  corpFullName: string | null
}
export type WeComRelation = {
  employeeId: string
  startedAt: Date
  addWay: number
  channel: string
  remark: string
  tags: { name: string; group: string }[]
}
export type CorpTagGroup = { name: string; tags: { id: string; name: string }[] }
export type WeComGroupChat = {
  id: string
  name: string
  ownerId: string
  /** Lower-cased userids of the bank's own members, the owner among them. */
  employeeIds: string[]
  contactIds: string[]
}
export type WeComEmployee = {
  id: string
  userid: string
  name: string
  branchId: string
  position: string
  leads: string[]
  state: 'active' | 'disabled' | 'left'
}
/** A tag on members of the corp, not on contacts. */
export type MemberTag = { name: string; employeeIds: string[]; branchIds: string[] }
export type WeComBranch = { id: string; name: string; parentId: string | null; position: number }
export type PageSignature = { timestamp: number; nonceStr: string; signature: string }
export type PageSignatures = { corpId: string; agentId: string; config: PageSignature; agentConfig: PageSignature }
export type NoticeCard = { title: string; description: string; url: string; button: string; duplicateKey: string }

/**
 * WeCom in our words. Calls throw Problem('wecom/unavailable') when it may be tried again and Problem('wecom/refused') when not.
 * Facts: `errcode`, `path`, `answer: 'lost'` where WeCom may have acted all the same, `retryAfterSeconds` while calls are held back, `ip` as WeCom saw us, and `because: 'set-up'` where
 * an operator has to act (secret, trusted IP, permission).
 */
export type WeCom = {
  /** Where the browser is sent to sign in; `state` is hex. */
  authorizeUrl(redirectUri: string, state: string): string
  /** Throws Problem('sign-in/refused') for a code that is used, old or unknown. */
  whoCame(
    code: string,
  ): Promise<{ kind: 'employee'; employeeId: string } | { kind: 'outsider'; contactId: string | null }>
  /** Both signatures for one url of our own origin; throws Problem('wecom/foreign-url') for any other. `fresh` drops the kept tickets first. */
  signPage(url: string, fresh?: boolean): Promise<PageSignatures>
  /** The plain echo text for the URL check; throws Problem('callback/refused'), always the same. */
  answerUrlCheck(door: CallbackDoor, query: Record<string, unknown>): string
  /** Verifies, then decrypts and parses; throws Problem('callback/refused'), always the same, whatever was wrong. */
  openCallback(door: CallbackDoor, query: Record<string, unknown>, body: string, now: Date): OpenedCallback
  /** An event from its stored XML. */
  readEvent(xml: string): CallbackEvent
  /** Null when nobody of the bank (in the visible range) has a relation with the contact any more. */
  readContact(contactId: string): Promise<{ contact: WeComContact; relations: WeComRelation[] } | null>
  readDirectory(): Promise<{ branches: WeComBranch[]; employees: WeComEmployee[] }>
  /** The branches alone: one request where the whole directory takes one for each branch. */
  readBranches(): Promise<WeComBranch[]>
  /** Those of the tags with these names that are there. */
  readMemberTags(names: readonly string[]): Promise<MemberTag[]>
  /** Null when WeCom does not know the employee. */
  readEmployee(employeeId: string): Promise<WeComEmployee | null>
  /** Ids of the employees with a customer-contact seat. */
  readSeats(): Promise<string[]>
  /** One page of the contacts of up to 100 employees; an empty `nextCursor` is the end. */
  readContactsOf(
    employeeIds: string[],
    cursor: string,
  ): Promise<{ found: { contact: WeComContact; relation: WeComRelation }[]; nextCursor: string }>
  /** Ids of everybody whom WeCom tells of as the employee's contact, in one call. */
  readContactIdsOf(employeeId: string): Promise<string[]>
  /** The tags an administrator has made, as of the last ten minutes. */
  readCorpTags(): Promise<CorpTagGroup[]>
  /** Replaces what the employee calls the contact; at most 20 characters. */
  writeRemark(employeeId: string, contactId: string, remark: string): Promise<void>
  /** Ids of the corp's tags; a tag that is there already, or gone, is no error. Throws with errcode 45035 when others keep writing to this contact's tags. */
  markTags(employeeId: string, contactId: string, change: { add: string[]; remove: string[] }): Promise<void>
  /** Null when there is no such group with customers in it, or none whose owner this app may see. */
  readGroupChat(chatId: string): Promise<WeComGroupChat | null>
  /** Hands a picture over for three days; `mediaId` is what a client's sendChatMessage takes. */
  uploadPicture(picture: { name: string; mediaType: string; bytes: Uint8Array }): Promise<{ mediaId: string }>
  /** Sends the application message; `undelivered` says why WeCom took it but will not deliver it, `receipt` is for recalling it. */
  notify(employeeId: string, card: NoticeCard): Promise<{ undelivered: string | null; receipt?: string }>
  /** Takes a message of the last 24 hours back out of WeCom; what went on to somebody's WeChat stays there. */
  recall(receipt: string): Promise<void>
}
export type CallbackDoor = 'app' | 'directory'
/** `key` is the same for every repetition of one event and differs between two events of one second. */
export type OpenedCallback = { key: string; xml: string; event: CallbackEvent }
