import type { ContactPage } from '#contract/contact.ts'
import { networkProblem, refusal } from './api-problem.ts'
import { get } from './api.ts'
import { noteAnswered, tellSignedOut } from './signed-out.ts'

/** The contact's page: once from the request that the HTML's starter began, afterwards by asking. */
export async function readContactPage(id: string): Promise<ContactPage> {
  const begun = window.zhenkeStarted?.contact
  if (begun?.id !== id) return get('/api/contacts/:id', { params: { id } })
  window.zhenkeStarted = { chat: window.zhenkeStarted?.chat ?? null, contact: null }
  const reply = await begun.reply
  if (!reply) throw networkProblem()
  if (reply.status === 200) {
    noteAnswered()
    return reply.body as ContactPage
  }
  const problem = refusal(reply.status, reply.body)
  if (problem.code === 'session/required') tellSignedOut(problem)
  throw problem
}
