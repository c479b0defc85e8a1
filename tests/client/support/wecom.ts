import type { NativeAnswer } from '../../../src/starter.ts'

export const weComAgent =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/122.0.0.0 Safari/537.36 wxwork/4.1.36 (MicroMessenger/6.2) WindowsWechat'

/** What the real SDK and the starter speak to: WeCom's native side, answering in WeCom's raw words. */
export function fakeWeCom() {
  const calls: { name: string; params: Record<string, unknown> }[] = []
  const answers = new Map<string, (() => NativeAnswer | null) | NativeAnswer>()
  const usual: Record<string, NativeAnswer> = {
    getCurExternalContact: { userId: 'wmSPRING' },
    getContext: { entry: 'single_chat_tools' },
  }
  return {
    calls,
    named: (name: string) => calls.filter((call) => call.name === name),
    /** From now on; null is silence. */
    answer: (name: string, answer: NativeAnswer | (() => NativeAnswer | null)) => answers.set(name, answer),
    openChatOf: (contactId: string) => answers.set('getCurExternalContact', { userId: contactId }),
    bridge: {
      on: () => undefined,
      invoke(name: string, params: object, answered: (answer: NativeAnswer) => void) {
        calls.push({ name, params: params as Record<string, unknown> })
        const told = answers.get(name)
        const answer = typeof told === 'function' ? told() : (told ?? usual[name] ?? {})
        if (answer) setTimeout(() => answered({ err_msg: `${name}:ok`, ...answer }), 1)
      },
    },
  }
}

/** The browser's stream of live updates, fed by the test. */
export class FakeEventSource extends EventTarget {
  static readonly open = new Set<FakeEventSource>()
  readonly url: string

  constructor(url: string) {
    super()
    this.url = url
    FakeEventSource.open.add(this)
  }
  close(): void {
    FakeEventSource.open.delete(this)
  }
  static tell(kind: string, id = 'event-1'): void {
    for (const stream of this.open) stream.dispatchEvent(new MessageEvent(kind, { data: JSON.stringify({ kind, id }) }))
  }
}
