import type { ColumnType } from 'kysely'
import type { PictureType, TalkScriptKind, TalkScriptState } from './domain/talk-script.ts'

export type TalkScriptTable = { id: string; branchId: string | null; createdBy: string; createdAt: Date }
export type TalkScriptVersionTable = {
  scriptId: string
  version: number
  state: TalkScriptState
  kind: TalkScriptKind
  folder: string
  title: string
  text: string
  linkUrl: string | null
  pictureId: string | null
  writtenBy: string
  writtenAt: Date
  decidedBy: string | null
  decidedAt: Date | null
}
export type TalkScriptPictureTable = {
  id: string
  mediaType: PictureType
  bytes: ColumnType<Uint8Array, Uint8Array, never>
  uploadedBy: string
  uploadedAt: Date
  wecomId: string | null
  wecomUntil: Date | null
}
export type TalkScriptFavouriteTable = { employeeId: string; scriptId: string }
export type TalkScriptUseTable = { scriptId: string; day: ColumnType<string, string, string>; uses: number }
