import type { ManagedTalkScript, TalkScriptContent } from '#contract/talk-script.ts'

/** What somebody types, whatever kind it becomes. */
export type ContentDraft = {
  kind: TalkScriptContent['kind']
  folder: string
  title: string
  text: string
  linkUrl: string
  pictureId: string | null
}

export function draftOf(script: ManagedTalkScript | null): ContentDraft {
  if (!script) return { kind: 'text', folder: '', title: '', text: '', linkUrl: 'https://', pictureId: null }
  const { kind, folder, title, text, linkUrl, pictureId } = script
  return { kind, folder, title, text, linkUrl: linkUrl ?? 'https://', pictureId }
}

/** Null while something is missing. */
export function contentOf({ kind, linkUrl, pictureId, ...rest }: ContentDraft): TalkScriptContent | null {
  const said = { folder: rest.folder.trim(), title: rest.title.trim(), text: rest.text.trim() }
  if (said.title === '') return null
  if (kind === 'text') return said.text === '' ? null : { kind, ...said }
  if (kind === 'link')
    return /^https:\/\/[^\s/]+\.[^\s]+/i.test(linkUrl.trim()) ? { kind, ...said, linkUrl: linkUrl.trim() } : null
  return pictureId === null ? null : { kind, ...said, pictureId }
}
