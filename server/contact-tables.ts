import type { ColumnType, JSONColumnType } from 'kysely'
import type { EndedBy } from './domain/relation.ts'

/** Rows of contacts and of who is, or was, related with them. */
export type ContactTable = {
  id: string
  name: string
  avatar: string
  kind: 'wechat' | 'wecom'
  unionid: string | null
  corpName: string | null
  corpFullName: string | null
  createdAt: Date
  updatedAt: Date
}
export type RelationFactTable = {
  employeeId: string
  contactId: string
  kind: 'started' | 'ended'
  at: Date
  endedBy: EndedBy | null
  source: 'event' | 'import' | 'details' | 'sweep'
  learnedAt: Date
  /** The earlier end of a range whose later end is `at`; null where the moment is known. */
  notBefore: ColumnType<Date | null, Date | null | undefined, Date | null>
}
export type RelationTable = {
  employeeId: string
  contactId: string
  startedAt: Date
  endedAt: Date | null
  endedBy: EndedBy | null
  /** The later end, where `endedAt` is the earlier end of a range. */
  endFoundAt: ColumnType<Date | null, Date | null | undefined, Date | null>
}
export type RelationProfileTable = {
  employeeId: string
  contactId: string
  addWay: number
  channel: string
  remark: string
  tags: JSONColumnType<{ name: string; group: string }[]>
  updatedAt: Date
}
/** `before` and `after`: the remark as text, the tags as a list, null for the private mark. */
export type ContactChangeTable = {
  contactId: string
  employeeId: string
  at: Date
  kind: 'remark' | 'tags' | 'private' | 'private-ended'
  before: ColumnType<unknown, string | null>
  after: ColumnType<unknown, string | null>
}
export type ContactSweepTable = {
  id: string
  /** All employees up to it are done. */
  cursor: string
  employees: number
  relations: number
  started: number
  ended: number
  /** Employees whose answer was not believed. */
  doubted: number
  startedAt: Date
  finishedAt: Date | null
}
