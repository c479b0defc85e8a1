import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Demo } from '../../simulator/start.ts'
import { weComWindow } from './opening-stage.ts'

type Seat = { contactId: string | null; look: BrowserContextOptions; chatId?: string }

type Origins = Pick<Demo, 'simulatorOrigin' | 'publicOrigin'>

/** The sidebar in a tab of its own inside a WeCom client; whoever the simulator says sits there is signed in. */
export async function openClient(browser: Browser, demo: Origins, { contactId, look, chatId }: Seat): Promise<Page> {
  const context = await browser.newContext({ ...weComWindow, ...look })
  const { me } = (await (await fetch(`${demo.simulatorOrigin}/control/world`)).json()) as { me: { employeeId: string } }
  await context.exposeFunction('askClient', async (call: object) => {
    const entry = chatId ? 'group_chat_tools' : contactId ? 'single_chat_tools' : 'normal'
    const body = JSON.stringify({ employeeId: me.employeeId, contactId, chatId: chatId ?? null, entry, ...call })
    const headers = { 'content-type': 'application/json' }
    return (await fetch(`${demo.simulatorOrigin}/client/invoke`, { method: 'POST', headers, body })).json()
  })
  await context.addInitScript(() => {
    const ask = (window as unknown as { askClient(call: object): Promise<object> }).askClient
    window.WeixinJSBridge = {
      invoke: (name, params, answered) =>
        void ask({ name, params: { ...params }, url: location.href.split('#')[0] }).then(answered),
      on: () => undefined,
    }
  })
  const page = await context.newPage()
  await page.goto(`${demo.publicOrigin}/`)
  return page
}
