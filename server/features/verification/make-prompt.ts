import type { EmployeeActor } from '../../domain/employee.ts'
import { Problem } from '../../domain/problem.ts'
import { LINK_MS, promptAllowance } from '../../domain/verification-prompts.ts'
import { cardWords } from '../../domain/verification-words.ts'
import type { Ports, Tx } from '../../ports.ts'
import { readAsker, readBank } from './page-store.ts'
import { endLivePrompt, findRelation, insertPrompt, isPrivate, lockContact, readPromptFacts } from './prompt-store.ts'
import { settleStanding } from './settle-standing.ts'

export type Made = {
  prompt: { id: string; state: 'made'; expiresAt: Date }
  card: { link: string; title: string; desc: string; imgUrl: string }
}

const TOKEN_BYTES = 32

/** Makes the one live link of this contact. The token stands in the card and nowhere else; we keep its hash. */
export async function makePrompt(
  actor: EmployeeActor,
  ports: Ports,
  { contactId }: { contactId: string },
): Promise<Made> {
  const { database, random, vault, settings } = ports
  const token = random.hex(TOKEN_BYTES)
  const prompt = await database.write(async (tx) => {
    const now = ports.clock.now()
    await lockContact(tx, contactId)
    await refuse(tx, actor, contactId, now)
    await endLivePrompt(tx, contactId, 'replaced', now)
    const made = { id: random.id(), createdAt: now, expiresAt: new Date(now.getTime() + LINK_MS) }
    await insertPrompt(tx, { ...made, contactId, employeeId: actor.id, tokenHash: vault.hash(token) })
    await ports.audit(tx, actor, 'prompt.made', { kind: 'prompt', id: made.id }, { contactId })
    await settleStanding(tx, ports, contactId, 'prompt-changed')
    return made
  })
  const bank = await readBank(database.read, actor.locale)
  const asker = await readAsker(database.read, actor.id)
  return {
    prompt: { id: prompt.id, state: 'made', expiresAt: prompt.expiresAt },
    card: {
      link: `${settings.verificationOrigin}/v/${token}`,
      ...cardWords(actor.locale, bank, asker),
      imgUrl: `${settings.verificationOrigin}/verification-card.png`,
    },
  }
}

async function refuse(tx: Tx, actor: EmployeeActor, contactId: string, now: Date): Promise<void> {
  const relation = await findRelation(tx, actor, contactId)
  if (relation === null) throw new Problem('contact/not-found')
  if (relation !== 'own') throw new Problem('contact/no-relation')
  if (await isPrivate(tx, actor, contactId)) throw new Problem('verification/private-contact')
  const { reason, nextPromptAt, promptsLeft } = promptAllowance(await readPromptFacts(tx, contactId, actor.id), now)
  if (reason)
    throw new Problem(`verification/${reason}`, {
      promptsLeft,
      ...(nextPromptAt ? { nextPromptAt: nextPromptAt.toISOString() } : {}),
    })
}
