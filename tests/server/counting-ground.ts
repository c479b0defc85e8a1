import type { AddEntry } from '../../server/contract/add.ts'
import type { ContactPage } from '../../server/contract/contact.ts'
import type { Review } from '../../server/contract/review.ts'
import type { MyDay } from '../../server/contract/target.ts'
import type { Log } from '../../server/ports.ts'
import { createRandom } from '../../server/random.ts'
import { createVault } from '../../server/vault.ts'
import type { Relation, Verification, World } from '../../simulator/world.ts'
import type { Answer, Caller } from '../support/caller.ts'
import { silentLog } from '../support/silent-log.ts'
import { createPhone, type Person } from './verification-ground.ts'
import { startWorld } from '../support/world.ts'

/** Two colleagues, and one of another branch. */
export const employees = ['LinXiaoMan', 'ZhaoTing', 'HeQing'] as const
const operator = 'ZhouYunFan'
const otherOperator = 'ZhengXuGou'

const MINUTE = 60_000
const subjectKey = { id: 'v1', bytes: Buffer.from('5eed'.repeat(16), 'hex') }

/** What the provider shall find out, how late it decides and how its notice travels. */
export type Finding = {
  outcome: 'verified' | 'mismatch'
  assurance: 'elements' | 'sms' | 'face'
  isEmployee: boolean
  delay: string
  notice: 'in time' | 'lost' | 'twice' | 'late'
}
export type Travel = 'in time' | 'twice' | 'late' | 'shuffled'

const travels = { twice: { duplicate: true }, late: { delayMs: 200 * MINUTE }, shuffled: { shuffle: true } } as const

export type CountingWorld = Awaited<ReturnType<typeof startCountingWorld>>

/** The product in a simulated bank, with a verb for each command; every verb begins a minute later than the last one ended. */
export async function startCountingWorld() {
  const faults: string[] = []
  const error: Log['error'] = (facts, sentence) => void faults.push(`${sentence} ${JSON.stringify(facts)}`)
  const world = await startWorld({ env: { OPERATORS: `${operator},${otherOperator}` }, log: { ...silentLog, error } })
  const { clock } = world.simulator
  const vault = createVault({ dataKeys: [subjectKey], subjectKeys: [subjectKey] }, createRandom(clock))
  await world.control('employees', { id: otherOperator, name: '郑虚构', branchId: 1, position: '总行运营' })
  await world.product.runDue()
  const truth = (): World => JSON.parse(world.simulator.save())
  const callers = new Map<string, Caller>()

  /** Whatever waits on either side until then runs at its own moment, and is looked at in between. */
  async function travelTo(moment: Date, look: () => Promise<void>): Promise<void> {
    while (clock.now() < moment) {
      const { waiting } = await world.control<{ waiting: { at: string }[] }>('world')
      const next = Math.min(moment.getTime(), ...waiting.map(({ at }) => Date.parse(at)))
      const set = new Date(Math.max(next, clock.now().getTime() + 1_000)).toISOString()
      await world.control('clock', { set, stride: 'P90D' })
      if (clock.now() < moment) await look()
    }
  }

  async function as<Body>(employeeId: string, ask: (caller: Caller) => Promise<Answer<Body>>): Promise<Answer<Body>> {
    const known = callers.get(employeeId)
    const answer = known && (await ask(known))
    if (answer && answer.status !== 401) return answer
    const caller = await world.signIn(employeeId)
    callers.set(employeeId, caller)
    return await ask(caller)
  }

  async function addIdOf(employeeId: string, contactId: string): Promise<string> {
    const { body } = await as(employeeId, (caller) => caller.get<ContactPage>(`/api/contacts/${contactId}`))
    return body.verdict?.addId ?? ''
  }

  const late = (travel: Travel) =>
    travel === 'in time' ? undefined : world.control('faults', { path: 'callback', times: 1, ...travels[travel] })

  async function personOf(contactId: string): Promise<Person> {
    const found = truth().contacts.find(({ id }) => id === contactId)
    if (!found) throw new Error(`nobody is ${contactId}`)
    return found
  }

  return {
    world,
    clock,
    faults,
    travelTo,
    /** What is under way is delivered, and everything due is run. */
    settle: () => world.control('clock', { advance: 0 }),
    subjectOf: (subjectRef: string) => vault.subjectOf(subjectRef),
    /** Everybody's relations and the bank's decisions, as the outside world knows them. */
    truth: (): { relations: Relation[]; verifications: Verification[] } => truth(),

    async add(employeeId: string, contact: { name: string; identityOf?: string }, travel: Travel): Promise<string> {
      await late(travel)
      const { contactId } = await world.control<{ contactId: string }>('adds', { employeeId, ...contact })
      return contactId
    },
    async remove(employeeId: string, contactId: string, by: 'employee' | 'contact', travel: Travel): Promise<void> {
      await late(travel)
      await world.control('deletions', { employeeId, contactId, by })
    },
    /** WeCom moves the contact, as after a handover that an administrator has made there. */
    async handOver(from: string, to: string, contactId: string): Promise<void> {
      await world.control('deletions', { employeeId: from, contactId, by: 'transfer' })
      await world.control('adds', { employeeId: to, contactId, addWay: 202 })
    },
    /** The whole way through card and page; false where the product sends no card, as to somebody it does not know of yet. */
    async verify(employeeId: string, contactId: string, { notice, ...finding }: Finding): Promise<boolean> {
      await world.control('identity', { contactId, ...finding })
      type Made = { prompt: { id: string }; card: { link: string } }
      const made = await as(employeeId, (caller) => caller.post<Made>(`/api/contacts/${contactId}/prompts`))
      if (made.status !== 201) return false
      await as(employeeId, (caller) => caller.post(`/api/prompts/${made.body.prompt.id}/sent`))
      const fault = { lost: { drop: true }, twice: { duplicate: true }, late: { delayMs: 300 * MINUTE } }
      if (notice !== 'in time') await world.control('faults', { path: 'webhook', times: 1, ...fault[notice] })
      const phone = createPhone(world)
      await phone.open(made.body.card.link, contactId)
      const { status, text } = await phone.submit((await personOf(contactId)).identity)
      if (status !== 200) throw new Error(`not submitted: ${status} ${text}`)
      return true
    },
    /** The person says: this was not me. */
    dispute: (contactId: string) => world.control('identity', { contactId, outcome: 'disputed' }),
    markPrivate: (employeeId: string, contactId: string, end: '' | '/end') =>
      as(employeeId, (caller) => caller.post(`/api/contacts/${contactId}/private${end}`, {})),
    async hold(employeeId: string, contactId: string): Promise<boolean> {
      const addId = await addIdOf(employeeId, contactId)
      const reason = '样例理由：同一天连续添加'
      const answer = await as(operator, (caller) => caller.post(`/api/adds/${addId}/review`, { reason }))
      return answer.status === 201
    },
    /** The review that has been open for longest of those of these contacts; false where none is. */
    async decide(contactIds: string[], outcome: 'accepted' | 'rejected'): Promise<boolean> {
      const open = await as(operator, (caller) =>
        caller.get<{ items: Review[] }>('/api/reviews', { 'x-reason': 'made-up reason' }),
      )
      const review = open.body.items.find(({ add }) => contactIds.includes(add.contact.id))
      if (!review) return false
      const body = { outcome, reason: '样例理由：已看过事实' }
      const path = `/api/reviews/${review.id}/decision`
      const first = await as(operator, (caller) => caller.post(path, body))
      const second = outcome === 'accepted' ? first : await as(otherOperator, (caller) => caller.post(path, body))
      return second.status === 200
    },
    /** The list of adds, page by page, until one is older than `since`. */
    async adds(employeeId: string, since: Date): Promise<AddEntry[]> {
      const from = new Date(since.getTime() + 8 * 60 * MINUTE).toISOString().slice(0, 10)
      const found: AddEntry[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const query: string = `/api/adds?from=${from}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`
        const { body } = await as(employeeId, (caller) =>
          caller.get<{ items: AddEntry[]; nextCursor: string | null }>(query),
        )
        found.push(...body.items)
        cursor = body.nextCursor
      }
      return found
    },
    myDay: async (employeeId: string): Promise<MyDay> =>
      (await as(employeeId, (caller) => caller.get<MyDay>('/api/my-day'))).body,
    stop: () => world.stop(),
  }
}
