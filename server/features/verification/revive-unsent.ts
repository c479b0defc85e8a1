import { mayStillCountAsSent, UNSENT_MS } from '../../domain/verification-prompts.ts'
import type { Ports, Tx } from '../../ports.ts'
import { findLivePrompt, type Prompt, readPromptFacts, updatePrompt } from './prompt-store.ts'

/**
 * Whether the prompt is live. One that ended only because nobody heard that it was sent lives again, as long as the limits
 * hold: its card lies in the chat, and the employee was without network when the client wanted to say so.
 */
export async function reviveUnsent(tx: Tx, ports: Ports, prompt: Prompt): Promise<boolean> {
  const now = ports.clock.now()
  if (now >= prompt.expiresAt) return false
  const ranOut = !prompt.sentAt && now.getTime() >= prompt.createdAt.getTime() + UNSENT_MS
  if (!prompt.endedAt && !ranOut) return true
  if (prompt.endedBecause !== null && prompt.endedBecause !== 'unsent') return false
  const live = await findLivePrompt(tx, prompt.contactId)
  if (live && live.id !== prompt.id) return false
  if (!mayStillCountAsSent(await readPromptFacts(tx, prompt.contactId, prompt.employeeId), now)) return false
  await updatePrompt(tx, prompt.id, { endedAt: null, endedBecause: null })
  return true
}
