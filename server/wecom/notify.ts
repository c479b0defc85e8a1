import { z } from 'zod'
import { Problem } from '../domain/problem.ts'
import type { NoticeCard } from '../ports.ts'
import type { Call } from './call.ts'

const answer = z.object({ invaliduser: z.string().default(''), unlicenseduser: z.string().default('') })
const nobody = [81013, 60111, 40003, 46004]
const fourHours = 14_400

/** A text card, cut to WeCom's lengths. The same card within four hours is dropped by WeCom itself. */
export async function notify(
  call: Call,
  agentId: string,
  employeeId: string,
  card: NoticeCard,
): Promise<{ undelivered: string | null }> {
  try {
    const { invaliduser, unlicenseduser } = await call('message/send', {
      body: messageOf(agentId, employeeId, card),
      schema: answer,
    })
    if (unlicenseduser) return { undelivered: 'unlicensed' }
    return { undelivered: invaliduser ? 'unreachable' : null }
  } catch (fault) {
    const unreachable = fault instanceof Problem && nobody.includes(Number(fault.facts['errcode']))
    if (unreachable) return { undelivered: 'unreachable' }
    throw fault
  }
}

function messageOf(agentId: string, employeeId: string, card: NoticeCard): object {
  return {
    touser: employeeId,
    msgtype: 'textcard',
    agentid: Number(agentId),
    textcard: {
      title: cut(card.title, 128),
      description: cut(card.description, 512),
      url: marked(card.url, card.duplicateKey),
      btntxt: [...card.button].slice(0, 4).join(''),
    },
    enable_duplicate_check: 1,
    duplicate_check_interval: fourHours,
  }
}

/** WeCom compares what is sent, so two cards with the same words need a mark that differs. */
function marked(url: string, key: string): string {
  const target = new URL(url)
  target.searchParams.set('notice', key)
  return target.href
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
