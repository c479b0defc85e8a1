import { z } from 'zod'
import { Problem } from '../domain/problem.ts'
import type { WeCom } from '../wecom-port.ts'
import type { Call } from './call.ts'

export function authorizeUrl(
  app: { authorizeOrigin: string; corpId: string; agentId: string },
  redirectUri: string,
  state: string,
): string {
  const query = new URLSearchParams({
    appid: app.corpId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'snsapi_base',
    state,
    agentid: app.agentId,
  })
  return `${app.authorizeOrigin}/connect/oauth2/authorize?${query}#wechat_redirect`
}

// Errcode 0 without a userid is an outsider: a contact, or a stranger.
const answer = z.object({ userid: z.string().default(''), external_userid: z.string().nullish() })
const longestCode = 512

export async function whoCame(call: Call, code: string): ReturnType<WeCom['whoCame']> {
  if (code === '' || code.length > longestCode) throw new Problem('sign-in/refused')
  const { userid, external_userid: contactId } = await ask(call, code)
  if (userid === '') return { kind: 'outsider', contactId: contactId || null }
  // Members of a linked corp come as CorpId/userid: not ours.
  if (userid.includes('/')) throw new Problem('sign-in/refused')
  return { kind: 'employee', employeeId: userid.toLowerCase() }
}

async function ask(call: Call, code: string): Promise<z.output<typeof answer>> {
  try {
    // A code is used up by its first use, so a lost answer is not asked for again.
    return await call('auth/getuserinfo', { query: { code }, schema: answer, once: true })
  } catch (fault) {
    const unknown = fault instanceof Problem && [40029, 40078, 50001].includes(Number(fault.facts['errcode']))
    throw unknown ? new Problem('sign-in/refused') : fault
  }
}
