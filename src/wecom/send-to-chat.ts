import type { Card } from '#contract/verification.ts'
import { tryBridgeAgain, viaBridge } from './bridge.ts'
import { BridgeFailure, wordsOf } from './bridge-failure.ts'
import { whoseChat } from './open-chat.ts'

/** What the client puts into a chat, in WeCom's own shape. */
export type ChatMessage =
  | { msgtype: 'text'; text: { content: string } }
  | { msgtype: 'news'; news: Card }
  | { msgtype: 'image'; image: { mediaid: string } }

// The employee may look at WeCom's own confirmation for a while.
const DECIDED_WITHIN_MS = 60_000

/** Puts a message into the open chat, whosever it is. Not sending it is an answer, not an error. */
export async function sendToChat(message: ChatMessage): Promise<'sent' | 'cancelled'> {
  return viaBridge(async (sdk) => {
    try {
      await sdk.sendChatMessage(message as never)
      return 'sent'
    } catch (fault) {
      if (/:?cancel/i.test(wordsOf(fault))) return 'cancelled'
      throw refusalOf(fault)
    }
  }, DECIDED_WITHIN_MS)
}

/** Into the chat of this contact and into no other: whose is open is asked before the message is made and directly before it goes. */
export async function sendToContact(
  contactId: string,
  make: () => Promise<ChatMessage>,
): Promise<'sent' | 'cancelled' | 'otherChat'> {
  tryBridgeAgain()
  if ((await whoseChat()) !== contactId) return 'otherChat'
  const message = await make()
  if ((await whoseChat()) !== contactId) return 'otherChat'
  return sendToChat(message)
}

function refusalOf(fault: unknown): BridgeFailure {
  const words = wordsOf(fault)
  return new BridgeFailure(/permission/i.test(words) ? 'not-allowed' : 'other', words)
}
