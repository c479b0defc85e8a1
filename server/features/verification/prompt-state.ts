import type { Prompt } from './prompt-store.ts'

export type PromptState = 'made' | 'sent' | 'opened' | 'ended'

export function promptState({
  sentAt,
  openedAt,
  endedAt,
}: Pick<Prompt, 'sentAt' | 'openedAt' | 'endedAt'>): PromptState {
  if (endedAt) return 'ended'
  if (openedAt) return 'opened'
  return sentAt ? 'sent' : 'made'
}
