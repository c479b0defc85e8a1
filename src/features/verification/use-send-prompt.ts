import { computed, ref, shallowRef } from 'vue'
import { ApiProblem } from '../../http/api-problem.ts'
import { post } from '../../http/api.ts'
import { newIntent } from '../../http/intent.ts'
import { tryBridgeAgain } from '../../wecom/bridge.ts'
import type { BridgeFailure } from '../../wecom/bridge-failure.ts'
import { whoseChat } from '../../wecom/open-chat.ts'
import { sendToChat } from '../../wecom/send-to-chat.ts'
import { forgetUnnoted, keepUnnoted, unnotedPrompts } from './unnoted-prompts.ts'

export type PromptStep =
  | { step: 'ready' }
  | { step: 'checkingChat' | 'making' | 'sending' | 'noting' }
  | { step: 'sent' }
  | { step: 'notSent' }
  | { step: 'otherChat' }
  | { step: 'bridge'; failure: BridgeFailure }
  | { step: 'refused'; problem: ApiProblem }
  | { step: 'notNoted'; problem: ApiProblem }

// A prompt that was made but not sent ends after ten minutes.
const REUSE_WITHIN_MS = 8 * 60_000

/** Sends the verification link into the open chat, and only if that chat is this contact's. */
export function useSendPrompt(contactId: () => string, done: () => void) {
  const state = shallowRef<PromptStep>({ step: 'ready' })
  const intent = newIntent()
  const madeAt = ref(-Infinity)
  const mine = () => unnotedPrompts().filter((prompt) => prompt.contactId === contactId())
  const busy = computed(() => ['checkingChat', 'making', 'sending', 'noting'].includes(state.value.step))

  async function send(): Promise<void> {
    if (busy.value) return
    const id = contactId()
    try {
      tryBridgeAgain()
      if (!(await isOpen(id))) return
      const { prompt, card } = await make(id)
      if (!(await isOpen(id))) return
      state.value = { step: 'sending' }
      if ((await sendToChat({ msgtype: 'news', news: card })) === 'cancelled') {
        state.value = { step: 'notSent' }
        return
      }
      keepUnnoted({ promptId: prompt.id, contactId: id, key: newIntent().key })
      intent.renew()
      await note()
    } catch (fault) {
      state.value = stepOf(fault)
    }
  }

  async function isOpen(id: string): Promise<boolean> {
    state.value = { step: 'checkingChat' }
    if ((await whoseChat()) === id) return true
    state.value = { step: 'otherChat' }
    return false
  }

  function make(id: string) {
    state.value = { step: 'making' }
    if (performance.now() - madeAt.value > REUSE_WITHIN_MS) {
      intent.renew()
      madeAt.value = performance.now()
    }
    return post('/api/contacts/:id/prompts', { params: { id }, body: {}, key: intent.key }).catch((fault) => {
      if (fault instanceof ApiProblem && !fault.mayPass) madeAt.value = -Infinity
      throw fault
    })
  }

  /** Tells the server of every card that went into this contact's chat. */
  async function note(): Promise<void> {
    state.value = { step: 'noting' }
    try {
      for (const { promptId, key } of mine()) {
        await post('/api/prompts/:id/sent', { params: { id: promptId }, body: {}, key })
        forgetUnnoted(promptId)
      }
      madeAt.value = -Infinity
      state.value = { step: 'sent' }
      done()
    } catch (fault) {
      if (!(fault instanceof ApiProblem)) throw fault
      if (!fault.mayPass) mine().forEach(({ promptId }) => forgetUnnoted(promptId))
      state.value = fault.mayPass ? { step: 'notNoted', problem: fault } : { step: 'refused', problem: fault }
    }
  }

  if (mine().length > 0) void note()
  return { state, busy, send, note }
}

function stepOf(fault: unknown): PromptStep {
  if (fault instanceof ApiProblem) return { step: 'refused', problem: fault }
  if (fault instanceof Error && fault.name === 'BridgeFailure')
    return { step: 'bridge', failure: fault as BridgeFailure }
  throw fault
}
