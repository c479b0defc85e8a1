// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { useBridgeHost } from '../../../simulator/screen/state/bridge-host.ts'

const ORIGIN = 'http://127.0.0.1:1'
const page = { postMessage: vi.fn<(message: unknown, origin: string) => void>() }
const asked = vi.fn<(path: string, body: unknown) => void>()
const followed = vi.fn<(call: unknown) => void>()

const Host = defineComponent({
  setup() {
    useBridgeHost({
      frame: () => ({ contentWindow: page }) as unknown as HTMLIFrameElement,
      origin: () => ORIGIN,
      context: () => ({ employeeId: 'teller', contactId: 'newcomer', chatId: null, entry: 'single_chat_tools' }),
      afterwards: followed,
    })
    return () => h('div')
  },
})

const call = { wecomSim: 1, type: 'invoke', id: 7, name: 'closeWindow', params: {}, url: `${ORIGIN}/` }

async function arrives(message: { data?: unknown; origin?: string; source?: unknown }): Promise<void> {
  const event = new MessageEvent('message', { data: message.data ?? call, origin: message.origin ?? ORIGIN })
  Object.defineProperty(event, 'source', { value: message.source ?? page })
  window.dispatchEvent(event)
  await new Promise((done) => setTimeout(done, 5))
}

describe('the host of the bridge', () => {
  let errMsg = 'closeWindow:ok'
  let host: ReturnType<typeof mount>

  beforeEach(() => {
    vi.clearAllMocks()
    errMsg = 'closeWindow:ok'
    vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
      asked(path, JSON.parse(String(init.body)))
      return new Response(JSON.stringify({ err_msg: errMsg }))
    })
    host = mount(Host)
  })
  afterEach(() => {
    host.unmount()
    vi.unstubAllGlobals()
  })

  it('asks the native side with employee, contact and entry, and answers under the id of the call', async () => {
    await arrives({})
    expect(asked).toHaveBeenCalledWith('/client/invoke', {
      employeeId: 'teller',
      contactId: 'newcomer',
      chatId: null,
      entry: 'single_chat_tools',
      name: 'closeWindow',
      params: {},
      url: `${ORIGIN}/`,
    })
    expect(page.postMessage).toHaveBeenCalledWith(
      { wecomSim: 1, type: 'result', id: 7, result: { err_msg: errMsg } },
      ORIGIN,
    )
  })

  it('lets the client follow a call that ended with ok', async () => {
    await arrives({})
    expect(followed).toHaveBeenCalledOnce()
  })

  it('does nothing after a call that was refused, but tells the page', async () => {
    errMsg = 'closeWindow:no permission'
    await arrives({})
    expect(followed).not.toHaveBeenCalled()
    expect(page.postMessage).toHaveBeenCalledOnce()
  })

  it.each([
    ['from another origin', { origin: 'http://127.0.0.1:2' }],
    ['from another window', { source: window }],
    ['that is no bridge message', { data: { hello: 1 } }],
  ])('ignores a message %s', async (_what, message) => {
    await arrives(message)
    expect(asked).not.toHaveBeenCalled()
    expect(page.postMessage).not.toHaveBeenCalled()
  })
})
