import type { Ports } from '../../ports.ts'
import { findOpeningByCookie, insertOpening } from './opening-store.ts'
import { findPromptByToken } from './prompt-store.ts'

const OPENING_MS = 7 * 86_400_000
export const OPENING_SECONDS = OPENING_MS / 1000

/**
 * Swaps a link's token for an opening's cookie, also for a link that has ended: what it leads to is told only to the person it was sent
 * to. Null for a token that was never made. `browser` is the cookie this browser has already, and keeps when it is of the same link.
 */
export async function openLink(
  ports: Ports,
  { token, browser }: { token: string; browser: string | undefined },
): Promise<string | null> {
  const { database, vault, random } = ports
  const now = ports.clock.now()
  const prompt = await findPromptByToken(database.read, vault.hash(token))
  if (!prompt) return null
  const known = browser && (await findOpeningByCookie(database.read, vault.hash(browser), now))
  if (browser && known && known.promptId === prompt.id && known.recipient !== 'another') return browser
  const cookie = random.hex(32)
  const opening = { id: random.id(), promptId: prompt.id, cookieHash: vault.hash(cookie), recipient: null }
  const expiresAt = new Date(now.getTime() + OPENING_MS)
  await database.write((tx) => insertOpening(tx, { ...opening, createdAt: now, expiresAt }))
  return cookie
}
