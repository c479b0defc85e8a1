import type { Card } from '#contract/verification.ts'
import { viaBridge } from './bridge.ts'
import { BridgeFailure, wordsOf } from './bridge-failure.ts'

// The employee may look at WeCom's own confirmation for a while.
const DECIDED_WITHIN_MS = 60_000

/** Puts the link card into the open chat. Not sending it is an answer, not an error. */
export async function sendCard(card: Card): Promise<'sent' | 'cancelled'> {
  return viaBridge(async (sdk) => {
    try {
      await sdk.sendChatMessage({ msgtype: 'news', news: card } as never)
      return 'sent'
    } catch (fault) {
      if (/:?cancel/i.test(wordsOf(fault))) return 'cancelled'
      throw refusalOf(fault)
    }
  }, DECIDED_WITHIN_MS)
}

function refusalOf(fault: unknown): BridgeFailure {
  const words = wordsOf(fault)
  return new BridgeFailure(/permission/i.test(words) ? 'not-allowed' : 'other', words)
}
