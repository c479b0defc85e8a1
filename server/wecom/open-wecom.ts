import { z } from 'zod'
import type { Clock, Database, Log, Random, Vault } from '../ports.ts'
import type { PageSignatures, WeCom } from '../wecom-port.ts'
import { backgroundLimits, createBudget } from './budget.ts'
import { createCall } from './call.ts'
import type { CallbackKeys } from './callback-crypto.ts'
import { createCorpTags } from './corp-tags.ts'
import { createHolds } from './holds.ts'
import { notify, recall } from './notify.ts'
import { answerUrlCheck, openCallback } from './open-callback.ts'
import { ownUrl, signed } from './page-signature.ts'
import { createBatchReader, readContact, readContactIds, readSeats } from './read-contact.ts'
import { readGroupChat } from './read-group-chat.ts'
import { readBranches, readDirectory, readEmployee } from './read-directory.ts'
import { readMemberTags } from './read-member-tags.ts'
import { readEvent } from './read-event.ts'
import { createSharedToken, type FetchToken } from './shared-token.ts'
import { uploadPicture } from './upload-picture.ts'
import { authorizeUrl, whoCame } from './who-came.ts'
import { createProfileWriter } from './write-profile.ts'

export type WeComConfig = {
  corpId: string
  agentId: string
  secret: string
  callback: CallbackKeys
  /** The contact-sync assistant's; null where it is not set up. */
  directory: CallbackKeys | null
  apiOrigin: string
  authorizeOrigin: string
  /** The only origins whose pages are signed. */
  ownOrigins: readonly string[]
}
export type WeComTools = { database: Database; vault: Vault; clock: Clock; random: Random; log: Log }

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().int().positive() })
const ticketAnswer = z.object({ ticket: z.string().min(1), expires_in: z.number().int().positive() })

/** Makes no request by itself: the first call asks for the token, unless another process has one already. */
export function openWeCom(config: WeComConfig, tools: WeComTools, limits = backgroundLimits): WeCom {
  const { corpId, agentId, apiOrigin: origin } = config
  const { clock, random, log } = tools
  const holds = createHolds(clock)
  const budget = createBudget(clock, limits)
  const forms = { templates: true }
  const shared = (name: string, fetchToken: FetchToken) =>
    createSharedToken(`${name}|${corpId}|${agentId}`, fetchToken, tools)

  const callWithoutToken = createCall({ origin, holds, budget, random, log, token: null })
  const token = shared('access', async () => {
    const query = { corpid: corpId, corpsecret: config.secret }
    const given = await callWithoutToken('gettoken', { query, schema: tokenAnswer })
    return { value: given.access_token, expiresInSeconds: given.expires_in }
  })
  const call = createCall({ origin, holds, budget, random, log, token })
  const ticket = (name: string, path: string, query: Record<string, string>) =>
    shared(name, async () => {
      const given = await call(path, { query, schema: ticketAnswer })
      return { value: given.ticket, expiresInSeconds: given.expires_in }
    })
  const corpTicket = ticket('corp-ticket', 'get_jsapi_ticket', {})
  const appTicket = ticket('app-ticket', 'ticket/get', { type: 'agent_config' })
  const corpTags = createCorpTags(call, clock)
  const doors = { corpId, agentId, app: config.callback, directory: config.directory }

  const signPage = async (url: string, fresh = false): Promise<PageSignatures> => {
    const page = ownUrl(url, config.ownOrigins)
    const tickets = [corpTicket, appTicket].map((one) => (fresh ? one.renew() : one.read()))
    const [corp = '', app = ''] = await Promise.all(tickets)
    const seconds = Math.floor(clock.now().getTime() / 1000)
    const sign = (value: string) => signed(value, random.hex(8), seconds, page)
    return { corpId, agentId, config: sign(corp), agentConfig: sign(app) }
  }

  return {
    signPage,
    authorizeUrl: (redirectUri, state) => authorizeUrl(config, redirectUri, state),
    whoCame: (code) => whoCame(call, code),
    answerUrlCheck: (door, query) => answerUrlCheck(doors, door, query),
    openCallback: (door, query, body, now) => openCallback(doors, door, query, body, now),
    readEvent,
    readContact: (contactId) => readContact(call, contactId),
    readDirectory: () => readDirectory(call),
    readBranches: () => readBranches(call),
    readEmployee: (employeeId) => readEmployee(call, employeeId),
    readMemberTags: (names) => readMemberTags(call, names),
    readSeats: () => readSeats(call),
    readContactsOf: createBatchReader(call, corpTags),
    readContactIdsOf: (employeeId) => readContactIds(call, employeeId),
    readCorpTags: () => corpTags.read(),
    ...createProfileWriter(call, corpTags),
    readGroupChat: (chatId) => readGroupChat(call, chatId),
    uploadPicture: (picture) => uploadPicture(call, picture),
    recall: (receipt) => recall(call, receipt),
    notify: (employeeId, card) => notify(call, agentId, { employeeId, card, forms }),
  }
}
