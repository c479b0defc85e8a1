import { z } from 'zod'
import { addMessage } from '../chats.ts'
import { findEmployee } from '../directory.ts'
import { changed, type Engine, log, nextId, nowIso } from '../engine.ts'
import type { Employee } from '../world.ts'
import { type Call, type CallContext, post } from './call.ts'
import { WeComError } from './errors.ts'

const url = z.string().max(2048)
const cardTypes = [
  'text_notice',
  'news_notice',
  'button_interaction',
  'vote_interaction',
  'multiple_interaction',
] as const
const content = z.looseObject({
  text: z.object({ content: z.string().min(1) }).optional(),
  markdown: z.object({ content: z.string().min(1) }).optional(),
  textcard: z
    .object({ title: z.string().min(1), description: z.string().min(1), url, btntxt: z.string().optional() })
    .optional(),
  template_card: z
    .looseObject({
      card_type: z.enum(cardTypes),
      main_title: z.looseObject({ title: z.string().default(''), desc: z.string().default('') }).optional(),
      sub_title_text: z.string().optional(),
      jump_list: z
        .array(z.looseObject({ type: z.number(), title: z.string(), url: url.optional() }))
        .max(3)
        .optional(),
      card_action: z.looseObject({ type: z.number(), url: url.optional() }).optional(),
    })
    .optional(),
})
const message = content.extend({
  touser: z.string().default(''),
  toparty: z.string().default(''),
  totag: z.string().default(''),
  msgtype: z.enum(['text', 'markdown', 'textcard', 'template_card']),
  agentid: z.unknown(),
  enable_duplicate_check: z.number().int().default(0),
  duplicate_check_interval: z.number().int().max(14_400).default(1800),
})
type Message = z.output<typeof message>

const perMember = [
  { limit: 30, ms: 60_000 },
  { limit: 1000, ms: 3_600_000 },
]
const welcomeWithin = 20_000
const recallWithin = 24 * 3_600_000

export const messageCalls: Call[] = [
  post('message/send', { params: message, answer: send }),
  post('message/recall', { params: z.object({ msgid: z.string() }), answer: recall }),
  post('externalcontact/send_welcome_msg', {
    params: z.object({
      welcome_code: z.string(),
      text: z.object({ content: z.string() }).optional(),
      attachments: z
        .array(
          z.looseObject({
            msgtype: z.string(),
            link: z
              .looseObject({ title: z.string(), url, desc: z.string().default(''), picurl: z.string().default('') })
              .optional(),
          }),
        )
        .max(9)
        .default([]),
    }),
    answer: ({ engine }, params) => {
      const code = engine.world.welcomeCodes.find((one) => one.code === params.welcome_code)
      if (!code || engine.clock.now().getTime() - Date.parse(code.madeAt) > welcomeWithin) throw new WeComError(41050)
      if (code.used) throw new WeComError(41051)
      code.used = true
      if (params.text) addMessage(engine, code, { from: 'employee', kind: 'text', text: params.text.content })
      for (const { link } of params.attachments) {
        if (!link) continue
        const news = { link: link.url, title: link.title, desc: link.desc, imgUrl: link.picurl }
        addMessage(engine, code, { from: 'employee', kind: 'news', news })
      }
      return {}
    },
  }),
]

function send(context: CallContext, params: Message) {
  if (typeof params.agentid !== 'number') throw new WeComError(40056)
  if (params.agentid !== context.app.agentId) throw new WeComError(301002)
  const { known, unknown } = receivers(context.engine, params)
  if (known.length === 0) throw new WeComError(81013)
  const card = cardOf(params)
  const messageId = nextId(context.engine, 'msgSIM')
  for (const employee of known) deliver(context, employee, params, { ...card, id: `${messageId}-${employee.id}` })
  changed(context.engine)
  return { invaliduser: unknown.join('|'), invalidparty: '', invalidtag: '', msgid: messageId }
}

type Card = { id: string; title: string; description: string; url: string }

// What is over a member's limit is dropped without a word: the answer is "ok" all the same.
function deliver({ engine, limits }: CallContext, employee: Employee, params: Message, card: Card): void {
  const dropped = isRepeated(engine, employee, params, card) || !limits.within(`message ${employee.id}`, perMember)
  log(engine, {
    kind: 'message',
    title: `message to ${employee.name}`,
    request: card,
    response: { dropped },
    ok: !dropped,
  })
  if (!dropped) engine.world.notices.push({ ...card, employeeId: employee.id, at: nowIso(engine) })
}

function isRepeated(engine: Engine, employee: Employee, params: Message, card: Card): boolean {
  if (params.enable_duplicate_check !== 1) return false
  const since = engine.clock.now().getTime() - params.duplicate_check_interval * 1000
  return engine.world.notices.some(
    (notice) =>
      notice.employeeId === employee.id &&
      Date.parse(notice.at) > since &&
      notice.title === card.title &&
      notice.description === card.description &&
      notice.url === card.url,
  )
}

function receivers(engine: Engine, params: Message): { known: Employee[]; unknown: string[] } {
  if (params.touser === '@all') return { known: engine.world.employees, unknown: [] }
  const asked = params.touser.split('|').filter(Boolean)
  if (asked.length > 1000) throw new WeComError(40035)
  const parties = params.toparty.split('|').filter(Boolean).map(Number)
  const named = asked.flatMap((id) => findEmployee(engine.world, id) ?? [])
  const inParties = engine.world.employees.filter((employee) => parties.includes(employee.branchId))
  const unknown = asked.filter((id) => !findEmployee(engine.world, id)).map((id) => id.toLowerCase())
  return { known: [...new Set([...named, ...inParties])], unknown }
}

function cardOf(params: Message): Omit<Card, 'id'> {
  const { textcard, template_card: template } = params
  if (params.msgtype === 'textcard' && textcard)
    return { title: textcard.title, description: textcard.description, url: textcard.url }
  if (params.msgtype === 'template_card' && template) {
    const isNotice = template.card_type === 'text_notice' || template.card_type === 'news_notice'
    if (isNotice && !(template.card_action?.type === 1 && template.card_action.url)) throw new WeComError(40035)
    if (!template.main_title?.title && !template.sub_title_text) throw new WeComError(40035)
    const description = [template.main_title?.desc, template.sub_title_text].filter(Boolean).join('\n')
    return { title: template.main_title?.title ?? '', description, url: template.card_action?.url ?? '' }
  }
  const text = (params.msgtype === 'text' ? params.text : params.markdown)?.content
  if (!text) throw new WeComError(44001)
  return { title: '', description: text, url: /href="([^"]+)"/.exec(text)?.[1] ?? '' }
}

// The page (developer.work.weixin.qq.com/document/path/94867) names the 24 hours and no code for what is older or unknown.
function recall({ engine }: CallContext, { msgid }: { msgid: string }) {
  const since = engine.clock.now().getTime() - recallWithin
  const sent = engine.world.notices.filter(({ id, at }) => id.startsWith(`${msgid}-`) && Date.parse(at) > since)
  if (sent.length === 0) throw new WeComError(40035)
  for (const notice of sent) {
    notice.recalled = true
    log(engine, {
      kind: 'message',
      title: `message to ${notice.employeeId} recalled`,
      request: { id: notice.id },
      response: {},
      ok: true,
    })
  }
  changed(engine)
  return {}
}
