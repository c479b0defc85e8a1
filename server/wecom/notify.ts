import { z } from 'zod'
import { Problem } from '../domain/problem.ts'
import type { NoticeCard, WeCom } from '../wecom-port.ts'
import type { Call } from './call.ts'

const answer = z.object({
  invaliduser: z.string().default(''),
  unlicenseduser: z.string().default(''),
  msgid: z.string().default(''),
})
const nobody = [81013, 60111, 40003, 46004, 60011]
const fourHours = 14_400

/** Where WeCom does not take template cards from this app, they are not tried again by this process. */
export type CardForms = { templates: boolean }

/** A template card, else a text card, cut to WeCom's lengths. The same card within four hours is dropped by WeCom itself. */
export async function notify(
  call: Call,
  agentId: string,
  { employeeId, card, forms }: { employeeId: string; card: NoticeCard; forms: CardForms },
): ReturnType<WeCom['notify']> {
  const send = (form: object) => sendAs(call, { ...frame(agentId, employeeId), ...form })
  if (!forms.templates) return await send(textCard(card))
  const outcome = await send(templateCard(card)).catch((fault: unknown) => {
    if (isRefusedForm(fault)) return null
    throw fault
  })
  if (outcome) return outcome
  const fallback = await send(textCard(card))
  forms.templates = false
  return fallback
}

/** The page developer.work.weixin.qq.com/document/path/94867 names no codes of its own: whatever is refused stays as it was sent. */
export async function recall(call: Call, receipt: string): Promise<void> {
  await call('message/recall', { body: { msgid: receipt }, schema: z.unknown() })
}

/** Refused for good, and neither the receiver nor our set-up is at fault. */
const isRefusedForm = (fault: unknown): boolean =>
  fault instanceof Problem && fault.code === 'wecom/refused' && fault.facts['because'] !== 'set-up'

async function sendAs(call: Call, body: object): ReturnType<WeCom['notify']> {
  try {
    const { invaliduser, unlicenseduser, msgid } = await call('message/send', { body, schema: answer })
    if (unlicenseduser) return { undelivered: 'unlicensed' }
    return invaliduser ? { undelivered: 'unreachable' } : { undelivered: null, ...(msgid && { receipt: msgid }) }
  } catch (fault) {
    const unreachable = fault instanceof Problem && nobody.includes(Number(fault.facts['errcode']))
    if (unreachable) return { undelivered: 'unreachable' }
    throw fault
  }
}

const frame = (agentId: string, employeeId: string): object => ({
  touser: employeeId,
  agentid: Number(agentId),
  enable_duplicate_check: 1,
  duplicate_check_interval: fourHours,
})

function templateCard(card: NoticeCard): object {
  const url = marked(card.url, card.duplicateKey)
  return {
    msgtype: 'template_card',
    template_card: {
      card_type: 'text_notice',
      source: { desc: '真客' },
      main_title: { title: atMost(card.title, 26) },
      sub_title_text: atMost(card.description, 112),
      jump_list: [{ type: 1, title: atMost(card.button, 13), url }],
      card_action: { type: 1, url },
    },
  }
}

function textCard(card: NoticeCard): object {
  return {
    msgtype: 'textcard',
    textcard: {
      title: cut(card.title, 128),
      description: cut(card.description, 512),
      url: marked(card.url, card.duplicateKey),
      btntxt: [...card.button].slice(0, 4).join(''),
    },
  }
}

/** WeCom compares what is sent, so two cards with the same words need a mark that differs. */
function marked(url: string, key: string): string {
  const target = new URL(url)
  target.searchParams.set('notice', key)
  return target.href
}

function atMost(text: string, characters: number): string {
  const all = [...text]
  return all.length > characters ? `${all.slice(0, characters - 1).join('')}…` : text
}

/** At most so many bytes, never half a character. */
function cut(text: string, bytes: number): string {
  let kept = ''
  for (const character of text) {
    if (Buffer.byteLength(kept + character) > bytes) break
    kept += character
  }
  return kept
}
