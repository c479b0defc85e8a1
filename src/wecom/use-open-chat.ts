import { onBeforeUnmount, onMounted, shallowRef, type ShallowRef } from 'vue'
import { tryBridgeAgain } from './bridge.ts'
import { BridgeFailure } from './bridge-failure.ts'
import { whoseChat } from './open-chat.ts'

export type OpenChat =
  | { state: 'asking' }
  | { state: 'contact'; contactId: string }
  | { state: 'failed'; failure: BridgeFailure }

/** Whose chat is open, asked again whenever the page becomes visible: the PC client keeps the page when it changes chats. What was known stays shown until the answer is there. */
export function useOpenChat(): { chat: ShallowRef<OpenChat>; ask: () => Promise<void>; retry: () => Promise<void> } {
  const chat = shallowRef<OpenChat>({ state: 'asking' })
  let latest = 0

  async function ask(): Promise<void> {
    const mine = ++latest
    const answer = await whoseChat().then(
      (contactId): OpenChat => ({ state: 'contact', contactId }),
      (fault: unknown): OpenChat => ({ state: 'failed', failure: asFailure(fault) }),
    )
    if (mine === latest && !isSame(chat.value, answer)) chat.value = answer
  }
  function retry(): Promise<void> {
    chat.value = { state: 'asking' }
    tryBridgeAgain()
    return ask()
  }
  const askWhenVisible = () => {
    if (document.visibilityState === 'visible') void ask()
  }

  onMounted(() => document.addEventListener('visibilitychange', askWhenVisible))
  onBeforeUnmount(() => document.removeEventListener('visibilitychange', askWhenVisible))
  return { chat, ask, retry }
}

function isSame(known: OpenChat, answer: OpenChat): boolean {
  if (known.state === 'contact' && answer.state === 'contact') return known.contactId === answer.contactId
  // One silent call does not make the contact on the screen wrong.
  return known.state === 'contact' && answer.state === 'failed' && answer.failure.kind === 'silent'
}

function asFailure(fault: unknown): BridgeFailure {
  return fault instanceof BridgeFailure ? fault : new BridgeFailure('other', String(fault), { cause: fault })
}
