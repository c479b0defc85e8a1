import { z } from 'zod'
import { type Browser, createBrowser } from './browser.ts'
import type { StageHands } from './stage.ts'

const card = z.object({ link: z.string(), title: z.string(), desc: z.string(), imgUrl: z.string() })
const made = z.object({ prompt: z.object({ id: z.string() }), card })
const scripts = z.object({ items: z.array(z.object({ id: z.string(), title: z.string() })) })
const rules = z.object({
  items: z.array(
    z.object({ rule: z.string(), afterHours: z.number(), title: z.null(), talkScriptId: z.null().default(null) }),
  ),
})
const written = z.object({ id: z.string() })
const followUps = z.object({ items: z.array(z.object({ id: z.string(), contact: z.object({ id: z.string() }) })) })

/** An employee's sidebar without a window; sessions end after 30 idle minutes, so each visit signs in anew. */
export async function sitDown(hands: StageHands, employeeId: string): Promise<Desk> {
  const browser = createBrowser((url) => {
    if (url.pathname === '/connect/oauth2/authorize') url.searchParams.set('as', employeeId)
  })
  const page = await browser.open(`${hands.origins.product}/sign-in?to=/`)
  if (page.status !== 200) throw new Error(`${employeeId} cannot sign in: ${page.status} ${page.body.slice(0, 200)}`)
  return deskOf(hands, browser, employeeId)
}

export type Desk = {
  /** Makes a prompt, puts its card into the chat as the client would, and says so; returns the link. */
  prompt(contactId: string): Promise<string>
  assign(
    contactId: string,
    task: { title: string; reason: string; kind: string; dueAt: string; priority?: string; talkScriptId?: string },
  ): Promise<void>
  complete(contactId: string, outcome: string, note: string): Promise<void>
  /** Hands in a talk script for a branch; returns its id. */
  writeScript(branchId: string, script: { folder: string; title: string; text: string }): Promise<string>
  approveScript(id: string): Promise<void>
  /** As an operator: whether rules make follow-ups from now on. */
  switchRules(enabled: boolean): Promise<void>
  /** The id of the approved script of this name. */
  findScript(title: string): Promise<string>
}

function deskOf(hands: StageHands, browser: Browser, employeeId: string): Desk {
  const api = `${hands.origins.product}/api`
  return {
    prompt: async (contactId) => {
      const { prompt, card: news } = made.parse(await browser.send(`${api}/contacts/${contactId}/prompts`, {}))
      await hands.control('messages', { employeeId, contactId, from: 'employee', news })
      await browser.send(`${api}/prompts/${prompt.id}/sent`, {})
      return news.link
    },
    assign: async (contactId, task) => {
      await browser.send(`${api}/follow-ups`, { contactIds: [contactId], keep: true, ...task })
    },
    complete: async (contactId, outcome, note) => {
      const { items } = followUps.parse(await browser.read(`${api}/follow-ups?state=open,overdue&assignee=me`))
      const own = items.find((followUp) => followUp.contact.id === contactId)
      if (!own) throw new Error(`${employeeId} has no open follow-up for ${contactId}`)
      await browser.send(`${api}/follow-ups/${own.id}/completion`, { outcome, note })
    },
    writeScript: async (branchId, script) => {
      const content = { kind: 'text', ...script }
      return written.parse(await browser.send(`${api}/talk-scripts`, { branchId, content })).id
    },
    findScript: async (title) => {
      const { items } = scripts.parse(await browser.read(`${api}/talk-scripts`))
      return items.find((one) => one.title === title)?.id ?? ''
    },
    switchRules: async (enabled) => {
      const { items } = rules.parse(await browser.read(`${api}/follow-up-rules`))
      for (const { rule, ...settings } of items)
        await browser.send(`${api}/follow-up-rules/${rule}`, { ...settings, enabled })
    },
    approveScript: async (id) => void (await browser.send(`${api}/talk-scripts/${id}/approval`, { version: 1 })),
  }
}
