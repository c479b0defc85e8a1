import { shallowRef } from 'vue'
import type { TalkScript } from '#contract/talk-script.ts'
import { ApiProblem } from '../../http/api-problem.ts'
import { post } from '../../http/api.ts'
import { newIntent } from '../../http/intent.ts'
import { BridgeFailure } from '../../wecom/bridge-failure.ts'
import { type ChatMessage, sendToContact } from '../../wecom/send-to-chat.ts'

export type SendStep =
  | { step: 'ready' }
  | { step: 'sending'; scriptId: string }
  | { step: 'sent' | 'notSent' | 'otherChat'; scriptId: string }
  | { step: 'bridge'; scriptId: string; failure: BridgeFailure }
  | { step: 'refused'; scriptId: string; problem: ApiProblem }

/** Sends a script into the contact's chat with one tap, and only if that chat is open. A second tap while it is under way does nothing. */
export function useSendScript(contactId: () => string, sent: () => void) {
  const state = shallowRef<SendStep>({ step: 'ready' })

  async function send(scriptId: string, script: () => Promise<TalkScript>): Promise<void> {
    if (state.value.step === 'sending') return
    state.value = { step: 'sending', scriptId }
    try {
      const outcome = await sendToContact(contactId(), async () => messageOf(await script()))
      state.value = { step: outcome === 'cancelled' ? 'notSent' : outcome, scriptId }
      if (outcome !== 'sent') return
      sent()
      noteUse(scriptId)
    } catch (fault) {
      state.value = failed(scriptId, fault)
    }
  }
  return { state, send }
}

async function messageOf({ id, kind, title, text, linkUrl }: TalkScript): Promise<ChatMessage> {
  if (kind === 'text') return { msgtype: 'text', text: { content: text } }
  if (kind === 'link') return { msgtype: 'news', news: { link: linkUrl ?? '', title, desc: text, imgUrl: '' } }
  const { mediaId } = await post('/api/talk-scripts/:id/picture', { params: { id }, body: {}, key: newIntent().key })
  return { msgtype: 'image', image: { mediaid: mediaId } }
}

/** What was sent is sent, whether it was counted or not. */
function noteUse(id: string): void {
  post('/api/talk-scripts/:id/uses', { params: { id }, body: {}, key: newIntent().key }).catch((fault: unknown) => {
    if (!(fault instanceof ApiProblem)) throw fault
  })
}

function failed(scriptId: string, fault: unknown): SendStep {
  if (fault instanceof ApiProblem) return { step: 'refused', scriptId, problem: fault }
  if (fault instanceof BridgeFailure) return { step: 'bridge', scriptId, failure: fault }
  throw fault
}
