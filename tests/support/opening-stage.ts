import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext } from 'playwright-core'
import { expect } from 'vitest'
import { ended, startStage } from './product-process.ts'
import { signIn } from './sign-in.ts'

/** What a WeCom client on Windows says it is, and the room its sidebar has. */
export const weComWindow = {
  locale: 'zh-CN',
  viewport: { width: 400, height: 780 },
  userAgent:
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/122.0.0.0 Safari/537.36 ' +
    'wxwork/4.1.36 (MicroMessenger/6.2) WindowsWechat',
}

/** The production bundle as a process of its own beside a simulated WeCom, with one added contact to open. */
export async function openOpeningStage(marker: string) {
  const directory = mkdtempSync(join(tmpdir(), 'zhenke-opening-'))
  const stage = await startStage({ directory })
  const { me } = (await (await fetch(`${stage.origin}/control/world`)).json()) as { me: { employeeId: string } }
  const { employeeId } = me
  const child = await stage.start()
  const { contactId } = await stage.add(employeeId, marker)
  const path = `/api/contacts/${contactId}`
  const caller = await eventually('the directory', () => signIn(stage.publicOrigin, employeeId))
  await eventually('the added contact', async () => expect((await caller.get(path)).status).toBe(200))
  return {
    address: `${stage.publicOrigin}/`,
    path,
    watch: { contactId, marker },
    /** The answer of the one API call, for a floor that sends the same. */
    readAnswer: async () => JSON.stringify((await caller.get(path)).body),
    /** Signs the browser in, with nothing of the page in its cache yet. */
    signIn: async (context: BrowserContext) => void (await context.request.get(`${stage.publicOrigin}/sign-in?to=/`)),
    /** What WeCom's client answers to a call that the page has made. */
    async judge(name: string, params: object): Promise<string> {
      const body = { employeeId, contactId, entry: 'single_chat_tools', name, params, url: `${stage.publicOrigin}/` }
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(`${stage.origin}/client/invoke`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      })
      return ((await answer.json()) as { err_msg: string }).err_msg
    },
    async stop() {
      child.kill('SIGTERM')
      await ended(child)
      await stage.stop()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** What the product fetches by itself after its start arrives when it arrives. */
async function eventually<T>(what: string, attempt: () => Promise<T>): Promise<T> {
  const latest = Date.now() + 60_000
  for (;;) {
    try {
      return await attempt()
    } catch (fault) {
      if (Date.now() > latest) throw new Error(`${what} never arrived`, { cause: fault })
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
