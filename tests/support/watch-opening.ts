/** What the watched page leaves on its window. */
export type Watched = {
  /** Calls of the native bridge in their order. */
  native: { name: string; params: Record<string, unknown> }[]
  /** When a script first wrote the marker, in epoch time. What the page asks for after that did not keep it waiting. */
  writtenAt?: number
  /** The first frame that shows it; milliseconds since the navigation began. */
  shownAfter?: number
}
export type Watch = { contactId: string; marker: string }

declare global {
  interface Window {
    zhenkeWatched?: Watched
  }
}

/**
 * Runs in the page before its own scripts, so nothing outside of the function can be used: a client that answers every native call
 * at once, and a look-out for the first frame with `marker` in a heading.
 */
export function watchOpening({ contactId, marker }: Watch): void {
  const watched: Watched = { native: [] }
  window.zhenkeWatched = watched
  const extras: Record<string, object> = {
    getContext: { entry: 'single_chat_tools' },
    getCurExternalContact: { userId: contactId },
  }
  window.WeixinJSBridge = {
    invoke(name, params, answered) {
      watched.native.push({ name, params: { ...params } })
      setTimeout(() => answered({ err_msg: `${name}:ok`, ...extras[name] }))
    },
    on: () => undefined,
  }

  // Rendering takes one long task: a look from outside could not tell what was asked for before the name from what came with it.
  const note = (text: unknown) => {
    if (String(text).includes(marker)) watched.writtenAt ??= performance.timeOrigin + performance.now()
  }
  const text = Object.getOwnPropertyDescriptor(Node.prototype, 'textContent') ?? {}
  const createTextNode = document.createTextNode.bind(document)
  document.createTextNode = (written) => (note(written), createTextNode(written))
  Object.defineProperty(Node.prototype, 'textContent', {
    ...text,
    set(this: Node, written: unknown) {
      note(written)
      text.set?.call(this, written)
    },
  })

  const isShown = () => [...document.querySelectorAll('h1, h2, h3')].some((one) => one.textContent.includes(marker))
  const look = new MutationObserver(() => {
    if (!isShown()) return
    look.disconnect()
    requestAnimationFrame(() => {
      const afterFrame = new MessageChannel()
      afterFrame.port1.addEventListener('message', () => {
        watched.shownAfter = performance.now()
      })
      afterFrame.port1.start()
      afterFrame.port2.postMessage(0)
    })
  })
  look.observe(document, { childList: true, subtree: true, characterData: true })
}
