import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { findPrompt, lockContact, type Prompt, updatePrompt } from './prompt-store.ts'
import { promptState, type PromptState } from './prompt-state.ts'
import { reviveUnsent } from './revive-unsent.ts'
import { settleStanding } from './settle-standing.ts'

export type Sent = { id: string; state: PromptState; expiresAt: Date }

/** The employee's client says that the card went into the chat: only now the prompt counts. Saying so again changes nothing. */
export async function markPromptSent(
  actor: EmployeeActor,
  ports: Ports,
  { promptId }: { promptId: string },
): Promise<Sent> {
  return ports.database.write(async (tx) => {
    const found = await findPrompt(tx, promptId)
    if (!found || found.employeeId !== actor.id) throw new Problem('verification/prompt-not-found')
    await lockContact(tx, found.contactId)
    const prompt = (await findPrompt(tx, promptId)) ?? found
    if (prompt.sentAt) return toSent(prompt)
    const now = ports.clock.now()
    if (!(await reviveUnsent(tx, ports, prompt))) throw new Problem('verification/prompt-ended')
    await updatePrompt(tx, prompt.id, { sentAt: now })
    await ports.audit(tx, actor, 'prompt.sent', { kind: 'prompt', id: prompt.id }, { contactId: prompt.contactId })
    await settleStanding(tx, ports, prompt.contactId, 'prompt-changed')
    return toSent({ ...prompt, sentAt: now, endedAt: null })
  })
}

function toSent(prompt: Prompt): Sent {
  return { id: prompt.id, state: promptState(prompt), expiresAt: prompt.expiresAt }
}
