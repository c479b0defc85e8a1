import { z } from 'zod'
import { changed, nowIso } from '../engine.ts'
import { secondsOf } from '../shanghai.ts'
import { type Call, type CallContext, get } from './call.ts'
import { WeComError } from './errors.ts'
import { issueToken } from './tokens.ts'

const life = 300_000

export const ticketCalls: Call[] = [
  get('get_jsapi_ticket', {
    params: z.object({}),
    answer: (context) => ticket(context, 'corp-ticket', 0),
  }),
  get('ticket/get', {
    params: z.object({ type: z.literal('agent_config') }),
    answer: (context) => ticket(context, 'app-ticket', context.app.agentId),
  }),
  get('auth/getuserinfo', { params: z.object({ code: z.string() }), answer: getUserInfo }),
  get('agent/get', {
    params: z.object({ agentid: z.coerce.number().int() }),
    answer: ({ engine, app }, { agentid }) => {
      if (agentid !== app.agentId) throw new WeComError(301002)
      return {
        agentid,
        name: '真客',
        square_logo_url: '',
        description: '只数真的客户',
        allow_userinfos: { user: engine.world.employees.map((employee) => ({ userid: employee.id })) },
        allow_partys: { partyid: [1] },
        allow_tags: { tagid: [] },
        close: 0,
        redirect_domain: new URL(engine.product?.publicOrigin ?? 'http://127.0.0.1').host,
        report_location_flag: 0,
        isreportenter: 0,
        home_url: engine.product?.publicOrigin ?? '',
      }
    },
  }),
  get('getcallbackip', { who: 'both', params: z.object({}), answer: () => ({ ip_list: ['127.0.0.1'] }) }),
  get('get_api_domain_ip', { who: 'both', params: z.object({}), answer: () => ({ ip_list: ['127.0.0.1'] }) }),
]

function ticket({ engine }: CallContext, kind: 'corp-ticket' | 'app-ticket', agentId: number) {
  const { value, expiresIn } = issueToken(engine, kind, agentId)
  return { ticket: value, expires_in: expiresIn }
}

function getUserInfo({ engine }: CallContext, params: { code: string }) {
  const code = engine.world.oauthCodes.find((one) => one.value === params.code)
  const age = code ? engine.clock.now().getTime() - Date.parse(code.madeAt) : Number.POSITIVE_INFINITY
  if (!code || code.used || age >= life) throw new WeComError(40029)
  code.used = true
  changed(engine)
  if (code.employeeId) return { userid: code.employeeId }
  const contact = engine.world.contacts.find((one) => one.id === code.contactId)
  const openid = contact?.openid ?? `oOUTSIDER${secondsOf(nowIso(engine))}`
  const isCustomer = engine.world.relations.some((relation) => relation.contactId === contact?.id)
  return isCustomer && contact ? { openid, external_userid: contact.id } : { openid }
}
