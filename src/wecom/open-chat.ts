import type { Started } from '../starter.ts'
import { isInWeCom, viaBridge, within } from './bridge.ts'
import { BridgeFailure, failureOfChat, wordsOf } from './bridge-failure.ts'

const FIRST_ANSWER_WITHIN_MS = 8_000

/** The contact whose chat is open now; throws BridgeFailure. The first answer comes from the call that the HTML's starter began. */
export async function whoseChat(): Promise<string> {
  if (!isInWeCom()) throw new BridgeFailure('not-in-wecom')
  const first = takeFirstChat()
  return first ? answerOf(await within(FIRST_ANSWER_WITHIN_MS, first)) : askSdk()
}

function takeFirstChat(): Started['chat'] {
  const started = window.zhenkeStarted
  if (!started) return null
  window.zhenkeStarted = { ...started, chat: null }
  return started.chat
}

function answerOf(first: Awaited<NonNullable<Started['chat']>>): string | Promise<string> {
  if ('contactId' in first) return first.contactId
  // The SDK may still succeed, with a signature from fresh tickets.
  if (first.call === 'agentConfig') return askSdk()
  throw failureOfChat(first.refusal, first.entry)
}

function askSdk(): Promise<string> {
  return viaBridge(async (sdk) => {
    try {
      return (await sdk.getCurExternalContact()).userId
    } catch (fault) {
      const { entry } = await sdk.getContext().catch(() => ({ entry: '' }))
      throw failureOfChat(wordsOf(fault), entry)
    }
  })
}
