import type { FollowUp } from '#contract/follow-up.ts'
import type { Words } from '../../i18n/locale.ts'

type Repetition = NonNullable<FollowUp['repeats']>
/** What is to be done, as long as it is being written. */
export type FollowUpDraft = {
  kind: FollowUp['kind']
  title: string
  reason: string
  /** Null for the first that is offered. */
  dueAt: string | null
  repeats: Repetition | ''
  isFirst: boolean
  /** An approved talk script that goes with it; empty for none. */
  script: string
}

export function draftOf(kind: FollowUp['kind'], words: Words): FollowUpDraft {
  return { kind, title: words.followUp.kind[kind], reason: '', dueAt: null, repeats: '', isFirst: false, script: '' }
}

/** A title that nobody has written follows the kind. */
export function withKind(draft: FollowUpDraft, kind: FollowUp['kind'], words: Words): FollowUpDraft {
  const usual = words.followUp.kind
  return { ...draft, kind, title: !draft.title || draft.title === usual[draft.kind] ? usual[kind] : draft.title }
}

/** As the server is asked for it; the due time is told beside it. */
export function askedBy({ kind, title, reason, repeats, isFirst, script }: FollowUpDraft) {
  return {
    kind,
    title: title.trim(),
    reason: reason.trim(),
    priority: isFirst ? ('high' as const) : ('normal' as const),
    ...(repeats ? { repeats } : {}),
    ...(script ? { talkScriptId: script } : {}),
  }
}
