export const talkScriptKinds = ['text', 'link', 'image'] as const
export type TalkScriptKind = (typeof talkScriptKinds)[number]

export const talkScriptStates = ['draft', 'approved', 'retired'] as const
export type TalkScriptState = (typeof talkScriptStates)[number]

/** What is filled in when a script is sent. */
export const talkScriptVariables = ['contactName', 'employeeName', 'branchName'] as const
export type TalkScriptVariables = Record<(typeof talkScriptVariables)[number], string>

export type TalkScriptContent = {
  kind: TalkScriptKind
  folder: string
  title: string
  /** The words; of a link what stands under its title; of an image nothing that is sent. */
  text: string
  linkUrl: string | null
  pictureId: string | null
}

/** What a follow-up says of the script that goes with it; null once it is out of use. */
export function carriedScript({
  talkScriptId: id,
  talkScriptTitle: title,
}: {
  talkScriptId: string | null
  talkScriptTitle: string | null
}): { id: string; title: string } | null {
  return id !== null && title !== null ? { id, title } : null
}

const isVariable = (name: string): name is keyof TalkScriptVariables =>
  (talkScriptVariables as readonly string[]).includes(name)

/** The first thing in braces that is no variable of ours, an open brace included; null when all is well. */
export function unknownVariableIn(text: string): string | null {
  const rest = text.replace(/\{(\w+)\}/g, (whole, name: string) => (isVariable(name) ? '' : whole))
  return /\{[^{}]{0,30}\}?|\}/.exec(rest)?.[0] ?? null
}

/** In one pass: a contact who is called `{branchName}` stays so. */
export function fillVariables(text: string, variables: TalkScriptVariables): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (isVariable(name) ? variables[name] : whole))
}

export const pictureTypes = ['image/png', 'image/jpeg'] as const
export type PictureType = (typeof pictureTypes)[number]

export const LARGEST_PICTURE = 2_000_000

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const JPEG = [0xff, 0xd8, 0xff]

/** By what the bytes begin with, whatever a file calls itself; null for anything else. */
export function pictureTypeOf(bytes: Uint8Array): PictureType | null {
  const begins = (magic: number[]) => magic.every((byte, place) => bytes[place] === byte)
  if (begins(PNG)) return 'image/png'
  return begins(JPEG) ? 'image/jpeg' : null
}
