import { Problem } from '../../domain/problem.ts'
import type { Ports } from '../../ports.ts'
import { takeState, updateOpening } from './opening-store.ts'

const CODE_MS = 60_000

/** WeCom's address at which this opening's browser is asked who it belongs to. */
export async function askWhoOpens(ports: Ports, openingId: string): Promise<string> {
  const { database, random, vault, wecom, settings } = ports
  const state = random.hex(16)
  const change = { stateHash: vault.hash(state), codeHash: null, codeExpiresAt: null, recipient: null }
  await database.write((tx) => updateOpening(tx, openingId, change))
  return wecom.authorizeUrl(`${settings.publicOrigin}/v/callback`, state)
}

/**
 * Notes on the opening named by `state` who WeCom says has come, and returns the one-time code that lets it count. The opening's cookie
 * has to bring it: whoever is lured here by somebody else's `state` has not. Throws Problem('sign-in/refused') for a state or a code that is no good.
 */
export async function noteRecipient(
  ports: Ports,
  { state, code }: { state: string; code: string },
): Promise<{ once: string }> {
  const { database, clock, random, vault, wecom } = ports
  const opening = await database.write((tx) => takeState(tx, vault.hash(state), clock.now()))
  if (!opening) throw new Problem('sign-in/refused')
  const came = await wecom.whoCame(code)
  const isRecipient = came.kind === 'outsider' && came.contactId === opening.contactId
  const once = random.hex(32)
  await database.write((tx) =>
    updateOpening(tx, opening.openingId, {
      recipient: isRecipient ? 'confirmed' : 'another',
      codeHash: vault.hash(once),
      codeExpiresAt: new Date(clock.now().getTime() + CODE_MS),
    }),
  )
  return { once }
}
