export type Branch = { id: number; name: string; parentId: number }

export type Employee = {
  id: string
  name: string
  branchId: number
  position: string
  isLead: boolean
  isOperator: boolean
  /** 1 active, 2 disabled, 4 not activated, 5 left: WeCom's own numbers. */
  status: number
  hasCustomerContact: boolean
}

export type Identity = {
  name: string
  idType: string
  idNumber: string
  phone: string
  accountHolder: boolean
  isEmployee: boolean
}

export type Contact = {
  id: string
  name: string
  avatar: string
  type: 1 | 2
  unionid: string | null
  openid: string
  corpName: string | null
  identity: Identity
}

export type Relation = {
  employeeId: string
  contactId: string
  startedAt: string
  endedAt: string | null
  endedBy: 'employee' | 'contact' | 'transfer' | null
  half: boolean
  addWay: number
  state: string
  remark: string
  description: string
  remarkMobiles: string[]
  tags: string[]
  operUserid: string
  /** False once the employee removed the contact: the API then answers 84061. A removal by the contact leaves it true. */
  visible: boolean
}

type News = { link: string; title: string; desc: string; imgUrl: string }
export type ChatMessage = {
  id: string
  at: string
  from: 'employee' | 'contact' | 'note'
  kind: 'text' | 'news' | 'image'
  text?: string
  news?: News
}
/** A group that customers are in as well; `employeeIds` has the owner too. */
export type GroupChat = {
  id: string
  name: string
  ownerId: string
  employeeIds: string[]
  contactIds: string[]
  createdAt: string
  messages: { id: string; at: string; from: string; text: string }[]
}
export type Chat = { employeeId: string; contactId: string; messages: ChatMessage[] }
/** Of a recalled one the client only shows that there was one. */
type Notice = {
  id: string
  employeeId: string
  at: string
  title: string
  description: string
  url: string
  recalled?: true
}
type PhoneText = { id: string; contactId: string; at: string; text: string; disputeId?: string }

export type Fault = {
  id: string
  path: string
  errcode?: number | undefined
  status?: number | undefined
  delayMs?: number | undefined
  drop?: boolean | undefined
  /** It is done, and the answer does not arrive. */
  lose?: boolean | undefined
  duplicate?: boolean | undefined
  shuffle?: boolean | undefined
  cancel?: boolean | undefined
  /** How many more times it strikes; null: until it is switched off. */
  times: number | null
}

export type CorpTag = { id: string; name: string; createTime: number; order: number; deleted: boolean }
export type CorpTagGroup = { id: string; name: string; createTime: number; order: number; tags: CorpTag[] }
type MemberTag = { id: number; name: string; employeeIds: string[] }
export type ContactWay = {
  configId: string
  type: number
  scene: number
  remark: string
  state: string
  skipVerify: boolean
  employeeIds: string[]
  createdAt: string
}
type WelcomeCode = { code: string; employeeId: string; contactId: string; madeAt: string; used: boolean }
type Transfer = { from: string; to: string; contactId: string; startedAt: string; status: 1 | 2 | 3 | 4 | 5 }

export type Token = {
  value: string
  kind: 'access' | 'corp-ticket' | 'app-ticket'
  agentId: number
  expiresAt: string
  ended: boolean
}
type OauthCode = {
  value: string
  employeeId: string | null
  contactId: string | null
  madeAt: string
  used: boolean
}

export type FailureReason =
  | 'mismatch'
  | 'not-found'
  | 'not-eligible'
  | 'expired-document'
  | 'too-many-attempts'
  | 'disputed'
  | 'other'
export type Assurance = 'elements' | 'sms' | 'face'
export type Verification = {
  id: string
  requestId: string
  version: number
  state: 'pending' | 'challenge' | 'verified' | 'failed'
  reason: FailureReason | null
  assurance: Assurance | null
  subjectRef: string | null
  maskedName: string | null
  accountHolder: boolean | null
  employee: boolean | null
  decidedAt: string | null
  notifyUrl: string
  contactIds: string[]
  maskedPhone: string
  code: string | null
  attemptsLeft: number
  disputeId: string
}
export type IdentityOutcome = {
  contactId: string
  outcome?: 'verified' | 'challenge' | 'pending' | FailureReason | undefined
  assurance?: Assurance | undefined
  accountHolder?: boolean | undefined
  isEmployee?: boolean | undefined
  delayMs: number
}

export type CallbackKind = 'app' | 'directory'
export type TaskBody =
  | { kind: 'callback'; callback: CallbackKind; title: string; xml: string }
  | { kind: 'decision'; verificationId: string }
  | { kind: 'webhook'; verificationId: string; messageId: string; attempt: number }
  | { kind: 'transfer'; from: string; to: string; contactId: string }
export type Task = TaskBody & { id: string; at: string }

/** Everything that a saved simulator has to remember, as plain JSON. */
export type World = {
  seed: number
  /** Credentials stay those of the first seed through every reset: the product was configured with them. */
  credentialSeed: number
  scenario: string
  savedAt: string
  revision: number
  counter: number
  meId: string
  phoneId: string
  network: 'on' | 'slow' | 'off'
  oauth: { refuse: boolean; outsider: boolean }
  branches: Branch[]
  employees: Employee[]
  contacts: Contact[]
  relations: Relation[]
  chats: Chat[]
  groupChats: GroupChat[]
  notices: Notice[]
  /** Uploaded files; a client can send one for three days, what is in a chat stays. */
  media?: { id: string; type: string; base64: string; at: string }[]
  texts: PhoneText[]
  faults: Fault[]
  corpTags: CorpTagGroup[]
  memberTags: MemberTag[]
  contactWays: ContactWay[]
  welcomeCodes: WelcomeCode[]
  transfers: Transfer[]
  tokens: Token[]
  oauthCodes: OauthCode[]
  verifications: Verification[]
  identityOutcomes: IdentityOutcome[]
  tasks: Task[]
  /** The identity provider's private key, made when it is first asked for. */
  bankKey: Record<string, unknown> | null
}
