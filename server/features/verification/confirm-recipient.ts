import type { Ports, Tx } from '../../ports.ts'
import {
  findOpening,
  findOpeningByCookie,
  findPromptOf,
  isLinkBound,
  type Opening,
  takeCode,
  updateOpening,
} from './opening-store.ts'
import { findPrompt, lockContact, type Prompt, updatePrompt } from './prompt-store.ts'
import { reviveUnsent } from './revive-unsent.ts'
import { settleStanding } from './settle-standing.ts'

/** The browser brings the one-time code back together with the opening's cookie; only both make it known who is in front. */
export async function confirmRecipient(
  ports: Ports,
  { cookie, once }: { cookie: string; once: string },
): Promise<boolean> {
  const { database, vault, clock } = ports
  return database.write(async (tx) => {
    const opening = await findOpeningByCookie(tx, vault.hash(cookie), clock.now())
    if (!opening || !(await takeCode(tx, opening.id, vault.hash(once), clock.now()))) return false
    if (opening.recipient === 'confirmed') await markOpened(tx, ports, await findPromptOf(tx, opening.promptId))
    return true
  })
}

/** Where the contact's OAuth cannot be had: the first browser that comes is taken for the contact's, any later one for another's. */
export async function bindFirstBrowser(ports: Ports, opening: Opening): Promise<void> {
  await ports.database.write(async (tx) => {
    const prompt = await findPromptOf(tx, opening.promptId)
    await lockContact(tx, prompt.contactId)
    if ((await findOpening(tx, opening.id))?.recipient !== null) return
    const isTaken = await isLinkBound(tx, prompt.id)
    await updateOpening(tx, opening.id, { recipient: isTaken ? 'another' : 'unconfirmed' })
    if (!isTaken) await markOpened(tx, ports, prompt)
  })
}

/** A link that was opened was sent, whatever the employee's client managed to tell. */
async function markOpened(tx: Tx, ports: Ports, { id, contactId }: Prompt): Promise<void> {
  await lockContact(tx, contactId)
  const prompt = await findPrompt(tx, id)
  if (!prompt || prompt.openedAt || !(await reviveUnsent(tx, ports, prompt))) return
  const now = ports.clock.now()
  await updatePrompt(tx, id, { openedAt: now, sentAt: prompt.sentAt ?? now })
  await settleStanding(tx, ports, contactId, 'prompt-changed')
}
