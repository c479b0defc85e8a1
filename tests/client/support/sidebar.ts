import { afterEach, beforeEach, expect, vi } from 'vitest'
import { PATIENCE } from '../../support/patience.ts'
import { opening } from './made-up.ts'
import { startServer } from './server.ts'
import { FakeEventSource, fakeWeCom, weComAgent } from './wecom.ts'

type Window = typeof globalThis.window & { happyDOM: { setURL(url: string): void } }
type Opened = { hash?: string; agent?: string; opening?: object | null }

/** The whole sidebar in a page of its own, opened as WeCom opens it: HTML with the opening, the starter, then the bundle. */
export function useSidebar() {
  const state = { server: null as Awaited<ReturnType<typeof startServer>> | null, wecom: fakeWeCom() }
  const complaints: string[] = []

  beforeEach(async () => {
    vi.resetModules()
    complaints.length = 0
    for (const level of ['error', 'warn'] as const)
      vi.spyOn(console, level).mockImplementation((...words) => void complaints.push(words.map(String).join(' ')))
    leave.push(tellUnhandledRejections())
    state.server = await startServer()
    state.wecom = fakeWeCom()
    localStorage.clear()
    sessionStorage.clear()
    vi.stubGlobal('EventSource', FakeEventSource)
    vi.stubGlobal('requestIdleCallback', (work: () => void) => {
      const idle = setTimeout(work, 800)
      leave.push(() => clearTimeout(idle))
    })
    ;(window as Window).happyDOM.setURL(`${state.server.origin}/`)
  })
  afterEach(async () => {
    leave.splice(0).forEach((end) => end())
    // What the page has begun to fetch asks its own server, not the next one.
    await vi.dynamicImportSettled()
    FakeEventSource.open.clear()
    state.server?.stop()
    vi.restoreAllMocks()
    vi.unstubAllGlobals()
    document.body.replaceChildren()
    expect(complaints, 'the browser console').toEqual([])
  })

  const leave: (() => void)[] = []

  const sidebar = {
    get server() {
      if (!state.server) throw new Error('The server runs only inside a test')
      return state.server
    },
    get wecom() {
      return state.wecom
    },
    /** Opens the page; resolves when the bundle has started, not when anything is shown. */
    async open({ hash = '', agent = weComAgent, opening: written = opening }: Opened = {}) {
      Object.defineProperty(navigator, 'userAgent', { configurable: true, get: () => agent })
      Object.assign(window, { WeixinJSBridge: state.wecom.bridge, zhenkeStarted: undefined })
      location.hash = hash
      const app = Object.assign(document.createElement('div'), { id: 'app' })
      const script = Object.assign(document.createElement('script'), { id: 'opening', type: 'application/json' })
      script.textContent = JSON.stringify(written)
      document.body.replaceChildren(script, app)
      await import('../../../src/starter.ts')
      const { start } = await import('../../../src/start.ts')
      const running = await start()
      leave.push(() => running.unmount())
    },
    async shows(text: string | RegExp) {
      await vi.waitFor(() => expect(screen()).toMatch(text), PATIENCE)
    },
    async hides(text: string) {
      await vi.waitFor(() => expect(screen()).not.toContain(text), PATIENCE)
    },
    async tap(name: string | RegExp) {
      await vi.waitFor(() => expect(isReady(control(name)), `a control named ${name}`).toBe(true), PATIENCE)
      control(name)?.click()
    },
    async write(text: string) {
      const box = document.querySelector('textarea')
      if (!box) throw new Error('There is no text box')
      box.value = text
      box.dispatchEvent(new Event('input', { bubbles: true }))
    },
    /** Types into the field that bears the label. */
    async fill(label: string, text: string) {
      await vi.waitFor(() => expect(control(label), `a field labelled ${label}`).toBeTruthy(), PATIENCE)
      const field = fieldOf(label)
      if (!(field instanceof HTMLInputElement)) throw new Error(`${label} labels no field`)
      field.value = text
      field.dispatchEvent(new Event('input', { bubbles: true }))
    },
    /** Chooses the option that reads so in the list that bears the label. */
    async pick(label: string, option: string) {
      await vi.waitFor(
        () => expect(optionOf(label, option), `${option} in a list labelled ${label}`).toBeTruthy(),
        PATIENCE,
      )
      const list = fieldOf(label)
      if (!(list instanceof HTMLSelectElement)) throw new Error(`${label} labels no list`)
      list.value = optionOf(label, option)?.value ?? ''
      list.dispatchEvent(new Event('change', { bubbles: true }))
    },
    /** WeCom hides the page and shows it again, as it does when the chat is changed. */
    comeBack() {
      document.dispatchEvent(new Event('visibilitychange'))
    },
    announced: () => document.querySelector('[aria-live=polite]')?.textContent ?? '',
    hears: (kind: string, id?: string) => FakeEventSource.tell(kind, id),
    screen,
  }
  return sidebar
}

/** As a browser does: the page hears of a rejection first and may say that it is none of its faults. */
function tellUnhandledRejections(): () => void {
  const usual = process.listeners('unhandledRejection')
  process.removeAllListeners('unhandledRejection')
  process.on('unhandledRejection', (reason, promise) => {
    const event = Object.assign(new Event('unhandledrejection', { cancelable: true }), { reason })
    if (window.dispatchEvent(event)) usual.forEach((listener) => listener(reason, promise))
  })
  return () => {
    process.removeAllListeners('unhandledRejection')
    usual.forEach((listener) => process.on('unhandledRejection', listener))
  }
}

/** What stands on the page, a blank between any two texts. */
function screen(): string {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const found: string[] = []
  while (texts.nextNode()) {
    const inScript = texts.currentNode.parentElement?.closest('script, style')
    if (!inScript) found.push(texts.currentNode.textContent?.trim() ?? '')
  }
  return found.filter(Boolean).join(' ').replace(/\s+/g, ' ')
}

const nameOf = (element: HTMLElement) => element.getAttribute('aria-label') ?? element.textContent?.trim() ?? ''

const fieldOf = (label: string) => document.getElementById(control(label)?.getAttribute('for') ?? '')

function optionOf(label: string, option: string): HTMLOptionElement | undefined {
  return [...(fieldOf(label)?.querySelectorAll('option') ?? [])].find(({ textContent }) => textContent === option)
}

const isReady = (element: HTMLElement | undefined) =>
  element instanceof HTMLButtonElement ? !element.disabled : element !== undefined

function control(name: string | RegExp): HTMLElement | undefined {
  const all = [...document.querySelectorAll<HTMLElement>('button, a, [role=tab], label')]
  return all.find((element) => (typeof name === 'string' ? nameOf(element) === name : name.test(nameOf(element))))
}
