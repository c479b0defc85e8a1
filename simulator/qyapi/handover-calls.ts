import { z } from 'zod'
import { findEmployee } from '../directory.ts'
import { type Engine, nowIso, schedule } from '../engine.ts'
import { shanghaiDay, shanghaiTime } from '../shanghai.ts'
import { type Call, type CallContext, post } from './call.ts'
import { visibleRelations } from './contact-shapes.ts'
import { page } from './cursor.ts'
import { WeComError } from './errors.ts'

const dayLong = 86_400_000
const transfer = z.object({
  handover_userid: z.string(),
  takeover_userid: z.string(),
  external_userid: z.array(z.string()).min(1).max(100),
  transfer_success_msg: z.string().max(200).optional(),
})
const result = z.object({ handover_userid: z.string(), takeover_userid: z.string(), cursor: z.string().default('') })

export const handoverCalls: Call[] = [
  post('externalcontact/transfer_customer', { empty: { customer: [] }, params: transfer, answer: startTransfer }),
  post('externalcontact/resigned/transfer_customer', {
    empty: { customer: [] },
    params: transfer,
    answer: startTransfer,
  }),
  post('externalcontact/transfer_result', {
    empty: { customer: [], next_cursor: '' },
    params: result,
    answer: transferResult,
  }),
  post('externalcontact/resigned/transfer_result', {
    empty: { customer: [], next_cursor: '' },
    params: result,
    answer: transferResult,
  }),
  post('externalcontact/get_unassigned_list', {
    empty: { info: [], is_last: true, next_cursor: '' },
    params: z.object({ cursor: z.string().default(''), page_size: z.number().int().min(1).max(1000).default(1000) }),
    answer: ({ engine }, { cursor, page_size: size }) => {
      const orphans = visibleRelations(engine.world).filter((one) => !findEmployee(engine.world, one.employeeId))
      const { part, next } = page(orphans, cursor, size)
      const info = part.map((one) => ({
        handover_userid: one.employeeId,
        external_userid: one.contactId,
        dimission_time: 0,
      }))
      return { info, is_last: next === '', next_cursor: next }
    },
  }),
  post('externalcontact/get_user_behavior_data', {
    empty: { behavior_data: [] },
    params: z.object({
      userid: z.array(z.string()).min(1).max(100),
      start_time: z.number().int(),
      end_time: z.number().int(),
    }),
    answer: behaviour,
  }),
]

function startTransfer({ engine }: CallContext, params: z.output<typeof transfer>) {
  const { handover_userid: from, takeover_userid: to, external_userid: contacts } = params
  if (from.toLowerCase() === to.toLowerCase()) throw new WeComError(40130)
  if (!findEmployee(engine.world, to)) throw new WeComError(40003)
  return { customer: contacts.map((id) => ({ external_userid: id, errcode: transferOne(engine, from, to, id) })) }
}

function transferOne(engine: Engine, from: string, to: string, contactId: string): number {
  const { transfers } = engine.world
  if (!visibleRelations(engine.world).some((one) => one.employeeId === from && one.contactId === contactId))
    return 40131
  if (transfers.some((one) => one.contactId === contactId && one.status === 2)) return 40129
  const since = engine.clock.now().getTime() - 90 * dayLong
  const recent = transfers.filter((one) => one.contactId === contactId && Date.parse(one.startedAt) > since)
  if (recent.length >= 2) return 40128
  transfers.push({ from, to, contactId, startedAt: nowIso(engine), status: 2 })
  schedule(engine, { kind: 'transfer', from, to, contactId }, dayLong)
  return 0
}

function transferResult({ engine }: CallContext, params: z.output<typeof result>) {
  const own = engine.world.transfers.filter(
    (one) => one.from === params.handover_userid && one.to === params.takeover_userid,
  )
  const { part, next } = page(own, params.cursor, 1000)
  return {
    customer: part.map((one) => ({ external_userid: one.contactId, status: one.status, takeover_time: 0 })),
    next_cursor: next,
  }
}

function behaviour({ engine }: CallContext, params: { userid: string[]; start_time: number; end_time: number }) {
  const first = shanghaiTime(shanghaiDay(new Date(params.start_time * 1000)), '00:00').getTime()
  const days = Math.floor((params.end_time * 1000 - first) / dayLong) + 1
  if (days < 1 || days > 30) throw new WeComError(40035)
  const starts = Array.from({ length: days }, (_, index) => first + index * dayLong)
  return { behavior_data: starts.map((start) => behaviourOfDay(engine, params.userid, start)) }
}

// Several members are one summed series; the two rates are left out on a day without chats.
function behaviourOfDay(engine: Engine, userids: string[], start: number) {
  const on = (at: string | null) => at !== null && start <= Date.parse(at) && Date.parse(at) < start + dayLong
  const relations = engine.world.relations.filter((one) => userids.includes(one.employeeId))
  const chats = engine.world.chats
    .filter((chat) => userids.includes(chat.employeeId))
    .map((chat) => chat.messages.filter((message) => message.from === 'employee' && on(message.at)).length)
  const added = relations.filter((one) => on(one.startedAt)).length
  const active = chats.filter((count) => count > 0)
  return {
    stat_time: start / 1000,
    chat_cnt: active.length,
    message_cnt: active.reduce((sum, count) => sum + count, 0),
    ...(active.length > 0 ? { reply_percentage: 100, avg_reply_time: 5 } : {}),
    negative_feedback_cnt: relations.filter((one) => one.endedBy === 'contact' && on(one.endedAt)).length,
    new_apply_cnt: added,
    new_contact_cnt: added,
  }
}
