import { z } from 'zod'

const identity = z.object({
  name: z.string(),
  idType: z.string(),
  idNumber: z.string(),
  phone: z.string(),
})

const news = z.object({
  link: z.string(),
  title: z.string(),
  desc: z.string().nullish(),
  imgUrl: z.string().nullish(),
})

const message = z.object({
  id: z.coerce.string(),
  at: z.string(),
  from: z.enum(['employee', 'contact', 'note']),
  kind: z.string(),
  text: z.string().nullish(),
  news: news.nullish(),
})

const branch = z.object({ id: z.coerce.string(), name: z.string(), parentId: z.coerce.string().nullish() })

const employee = z.object({
  id: z.string(),
  name: z.string(),
  branchId: z.coerce.string(),
  position: z.string(),
  isLead: z.boolean(),
  isOperator: z.boolean(),
})

const contact = z.object({
  id: z.string(),
  name: z.string(),
  avatar: z.string().nullish(),
  identity: identity.nullish(),
})

const relation = z.object({
  employeeId: z.string(),
  contactId: z.string(),
  startedAt: z.string(),
  endedAt: z.string().nullish(),
  remark: z.string().nullish(),
})

const chat = z.object({ employeeId: z.string(), contactId: z.string(), messages: z.array(message) })

const groupChat = z.object({
  id: z.string(),
  name: z.string(),
  ownerId: z.string(),
  employeeIds: z.array(z.string()),
  contactIds: z.array(z.string()),
  createdAt: z.string(),
  messages: z.array(z.object({ id: z.string(), at: z.string(), from: z.string(), text: z.string() })),
})

const notice = z.object({
  id: z.coerce.string(),
  employeeId: z.string(),
  at: z.string(),
  title: z.string().nullish(),
  description: z.string().nullish(),
  url: z.string().nullish(),
  recalled: z.boolean().optional(),
})

const text = z.object({
  id: z.coerce.string(),
  contactId: z.string(),
  at: z.string(),
  text: z.string(),
  disputeId: z.coerce.string().nullish(),
})

const fault = z.object({
  id: z.coerce.string(),
  path: z.string(),
  errcode: z.number().nullish(),
  status: z.number().nullish(),
  delayMs: z.number().nullish(),
  drop: z.boolean().nullish(),
  duplicate: z.boolean().nullish(),
  shuffle: z.boolean().nullish(),
  cancel: z.boolean().nullish(),
  times: z.number().nullish(),
})

/** What GET /control/world answers; fields the screen does not show are left out. */
export const worldShape = z.object({
  now: z.string(),
  revision: z.number(),
  scenario: z.string().nullish(),
  me: z.object({ employeeId: z.string() }),
  phone: z.object({ contactId: z.string().nullish() }),
  network: z.enum(['on', 'slow', 'off']),
  oauth: z.object({ refuse: z.boolean(), outsider: z.boolean() }).nullish(),
  product: z.object({ publicOrigin: z.string(), verificationOrigin: z.string() }),
  branches: z.array(branch),
  employees: z.array(employee),
  contacts: z.array(contact),
  relations: z.array(relation),
  chats: z.array(chat),
  groupChats: z.array(groupChat).default([]),
  notices: z.array(notice),
  texts: z.array(text),
  faults: z.array(fault),
  waiting: z.array(z.unknown()).nullish(),
})

/** One line of the log; `request` and `response` are whatever travelled, with secrets already shortened. */
export const logEntryShape = z.object({
  seq: z.number(),
  at: z.string(),
  kind: z.enum(['api', 'callback', 'oauth', 'js-sdk', 'message', 'identity', 'control']),
  title: z.string(),
  request: z.unknown().optional(),
  response: z.unknown().optional(),
  ok: z.boolean(),
})

export type World = z.infer<typeof worldShape>
export type Employee = z.infer<typeof employee>
export type Contact = z.infer<typeof contact>
export type Relation = z.infer<typeof relation>
export type Message = z.infer<typeof message>
export type GroupChat = z.infer<typeof groupChat>
export type Notice = z.infer<typeof notice>
export type BankText = z.infer<typeof text>
export type Fault = z.infer<typeof fault>
export type LogEntry = z.infer<typeof logEntryShape>
export type LogKind = LogEntry['kind']
export type Network = World['network']
