import type { Opening } from '#contract/opening.ts'

/** What a native call answers, as WeCom says it. */
export type NativeAnswer = { err_msg?: string; errMsg?: string; userId?: string; chatId?: string; entry?: string }
export type NativeBridge = {
  invoke(name: string, params: object, answered: (answer: NativeAnswer) => void): void
  on(name: string, heard: () => void): void
}

/** Whose chat was open when the page opened, in the raw words of the call that decided it. */
export type FirstChat =
  | { call: 'getCurExternalContact'; contactId: string }
  | { call: 'agentConfig' | 'getCurExternalContact'; refusal: string; entry: string }
/** `reply` is null when the network failed, and its `body` when the answer was no JSON. */
export type FirstContact = { id: string; reply: Promise<{ status: number; body: unknown } | null> }

/** Begun by the inline script before any file has arrived; src/wecom and src/http take it over. */
export type Started = { chat: Promise<FirstChat> | null; contact: FirstContact | null }

declare global {
  interface Window {
    zhenkeStarted?: Started
    WeixinJSBridge?: NativeBridge
  }
}

const invoke = (name: string, params: object) =>
  new Promise<NativeAnswer>((resolve) => window.WeixinJSBridge?.invoke(name, params, resolve))
const wordsOf = (answer: NativeAnswer) => answer.err_msg ?? answer.errMsg ?? ''
const isFine = (answer: NativeAnswer) => /(^|:)(ok|yes)$|^$/.test(wordsOf(answer))

void (() => {
  const started: Started = { chat: null, contact: null }
  window.zhenkeStarted = started
  const text = document.getElementById('opening')?.textContent
  const opening: Opening | null = text ? JSON.parse(text) : null
  const dictionaries = '__DICTIONARIES__' as unknown as Record<string, string>
  const dictionary = dictionaries[opening?.session.locale === 'en' ? 'en' : 'zh']
  if (dictionary) {
    const link = document.createElement('link')
    Object.assign(link, { rel: 'modulepreload', href: dictionary })
    document.head.append(link)
  }

  const [path = '', query] = location.hash.replace(/^#\/?/, '').split('?')
  // A browser keeps the `#wechat_redirect` of WeCom's sign-in address through the redirects back to us.
  if (!opening || !['', 'contact', 'wechat_redirect'].includes(path)) return

  function askForContact(id: string): void {
    const headers = { accept: 'application/json', 'x-requested-with': 'zhenke' }
    const reply = fetch(`/api/contacts/${encodeURIComponent(id)}`, { headers }).then(
      (answer) =>
        answer.json().then(
          (body: unknown) => ({ status: answer.status, body }),
          () => ({ status: answer.status, body: null }),
        ),
      () => null,
    )
    started.contact = { id, reply }
  }

  const named = new URLSearchParams(query).get('contact')
  if (named) return askForContact(named)

  const { signature } = opening
  const version = /wxwork\/(\d+)\.(\d+)\.(\d+)/i.exec(navigator.userAgent)
  // Clients before 3.0.24 need the corp's config first; the SDK knows how.
  const number = version ? Number(version[1]) * 1e6 + Number(version[2]) * 1e3 + Number(version[3]) : 0
  if (!signature || number < 3_000_024) return

  const { timestamp, nonceStr, signature: proof } = signature.agentConfig
  const names = ['getContext', 'getCurExternalContact', 'getCurExternalChat', 'sendChatMessage', 'openEnterpriseChat']
  const register = {
    corpid: signature.corpId,
    agentid: signature.agentId,
    timestamp: String(timestamp),
    nonceStr,
    signature: proof,
    jsApiList: names,
  }
  const verified = {
    appId: signature.corpId,
    verifyAppId: signature.corpId,
    verifySignType: 'sha1',
    verifyTimestamp: String(timestamp),
    verifyNonceStr: nonceStr,
    verifySignature: proof,
  }
  const ready = new Promise<void>((resolve) => {
    if (window.WeixinJSBridge) resolve()
    else document.addEventListener('WeixinJSBridgeReady', () => resolve(), { once: true })
  })

  started.chat = ready
    .then(() => invoke('agentConfig', register))
    .then(async (config): Promise<FirstChat> => {
      if (!isFine(config)) return { call: 'agentConfig', refusal: wordsOf(config), entry: '' }
      const open = await invoke('getCurExternalContact', verified)
      if (isFine(open) && open.userId) {
        askForContact(open.userId)
        return { call: 'getCurExternalContact', contactId: open.userId }
      }
      const context = await invoke('getContext', verified)
      return { call: 'getCurExternalContact', refusal: wordsOf(open), entry: context.entry ?? '' }
    })
})()
