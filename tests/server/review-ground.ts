import type { AddEntry } from '../../server/contract/add.ts'
import type { Appeal } from '../../server/contract/appeal.ts'
import type { Review } from '../../server/contract/review.ts'
import type { Answer, Caller } from '../support/caller.ts'
import { startVerificationWorld, teller, type Person } from './verification-ground.ts'

export const lead = 'LiChunFeng'
export const leadElsewhere = 'ShenQiao'
export const operator = 'ZhouYunFan'
export const otherOperator = 'ZhengXuGou'

/** Why an operator looks at persons; anybody else need not say it. */
const because = { 'x-reason': encodeURIComponent('样例理由：处理复核') }

export type ReviewGround = Awaited<ReturnType<typeof startReviewWorld>>

/** A simulated Monday, 10:00, in a bank with two operators, with verbs for what is done to an add. */
export async function startReviewWorld() {
  const ground = await startVerificationWorld({ env: { OPERATORS: `${operator},${otherOperator}` } })
  const { world } = ground
  await world.control('employees', { id: otherOperator, name: '郑虚构', branchId: 1, position: '总行运营' })
  await world.product.runDue()

  async function add(employeeId: string, name: string): Promise<{ contact: Person; addId: string }> {
    const contact = await ground.add(employeeId, name)
    const { id } = await world.database.read
      .selectFrom('add')
      .select('id')
      .where('contactId', '=', contact.id)
      .where('employeeId', '=', employeeId.toLowerCase())
      .executeTakeFirstOrThrow()
    return { contact, addId: id }
  }

  /** The whole way, from the card to the code. */
  async function verify(employeeId: string, contact: Person): Promise<void> {
    const made = await ground.prompt(await world.signIn(employeeId), contact.id)
    const phone = ground.phone()
    await phone.open(made.card.link, contact.id)
    await phone.submit(contact.identity)
    const { body } = await phone.answer(await ground.codeFor(contact.id))
    if (body.step !== 'verified') throw new Error(`${contact.name} is ${body.step}`)
    await world.product.runDue()
  }

  const as = <Body>(employeeId: string, ask: (caller: Caller) => Promise<Answer<Body>>) =>
    world.signIn(employeeId).then(ask)
  type Told = { review: Review; type?: string }

  return {
    ...ground,
    add,
    verify,
    open: (by: string, addId: string, reason = '样例理由：同一天连续添加') =>
      as(by, (caller) => caller.post<Told>(`/api/adds/${addId}/review`, { reason })),
    decide: (by: string, id: string, outcome: string, reason = '样例理由：已看过事实') =>
      as(by, (caller) => caller.post<Told>(`/api/reviews/${id}/decision`, { outcome, reason }, because)),
    explain: (by: string, id: string, text: string) =>
      as(by, (caller) => caller.post<Told>(`/api/reviews/${id}/explanation`, { text })),
    appeal: (by: string, addId: string, text = '样例申诉：客户当面添加') =>
      as(by, (caller) => caller.post<{ appeal: Appeal; type?: string }>(`/api/adds/${addId}/appeal`, { text })),
    decideAppeal: (by: string, id: string, outcome: string, reason = '样例理由：已重新看过') =>
      as(by, (caller) => caller.post<Told>(`/api/appeals/${id}/decision`, { outcome, reason }, because)),
    reviews: async (by: string, state = 'open') =>
      (await as(by, (caller) => caller.get<{ items: Review[] }>(`/api/reviews?state=${state}`, because))).body.items,
    async verdict(addId: string, by = teller): Promise<string> {
      const { items } = (await as(by, (caller) => caller.get<{ items: AddEntry[] }>('/api/adds'))).body
      const verdict = items.find(({ id }) => id === addId)?.verdict
      return verdict?.reason ? `${verdict.status} ${verdict.reason}` : String(verdict?.status)
    },
    async entries(addId: string): Promise<string[]> {
      const rows = await world.database.read
        .selectFrom('credit')
        .selectAll()
        .where('addId', '=', addId)
        .orderBy('step')
        .execute()
      return rows.map((row) => `${row.amount > 0 ? '+1' : '-1'} ${row.day} earned ${row.earnedDay} ${row.reason}`)
    },
    audited: async (id: string) =>
      (
        await world.database.read
          .selectFrom('audit')
          .select(['actorId', 'action'])
          .where('objectId', '=', id)
          .orderBy('id')
          .execute()
      ).map(({ actorId, action }) => `${actorId} ${action}`),
    async until(day: string, time = '10:00'): Promise<void> {
      await world.control('clock', { set: `${day}T${time}:00+08:00`, stride: 'PT24H' })
      await world.product.runDue()
    },
  }
}
