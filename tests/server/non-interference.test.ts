import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sidebarApi } from '../../server/contract/api.ts'
import type { Caller } from '../support/caller.ts'
import { type RightsWorld, startRightsWorld } from '../support/rights-world.ts'
import { createPhone, type MadePrompt, type Person } from './verification-ground.ts'

const nobody = 'wmNOBODYMADEUP'
const noId = '0198c0de-0000-7000-8000-999999999999'
const routes = sidebarApi.filter(({ method }) => method === 'get').map(({ path }) => path)

let rights: RightsWorld
/** Ids of every kind, own and others': each is tried on every address that takes one. */
let known: string[]
beforeAll(async () => {
  rights = await startRightsWorld()
  const kinds = ['contact', 'add', 'followUp', 'prompt', 'branch'] as const
  const ids: string[] = []
  for (const kind of kinds)
    for (const belonging of ['own', 'same', 'other', 'left'] as const)
      ids.push(await rights.idOf(kind, 'teller', belonging))
  known = [...new Set(ids)]
})
afterAll(() => rights.world.stop())

type Reply = { address: string; status: number; body: unknown }

async function everyReply(caller: Caller, ids: string[]): Promise<Reply[]> {
  const addresses = routes.flatMap((path) => (path.includes(':id') ? ids.map((id) => path.replace(':id', id)) : [path]))
  const replies: Reply[] = []
  for (const address of addresses) {
    const { status, body } = await caller.get(address)
    replies.push({ address, status, body: timeless(body) })
  }
  return replies
}

/** When it was told, and the number to ask about, differ each time. */
function timeless(body: unknown): unknown {
  const drop = (key: string, value: unknown) => (key === 'asOf' || key === 'requestId' ? undefined : value)
  return JSON.parse(JSON.stringify(body, drop))
}

/** New contacts of this employee, one of them verified and counted, one gone; follow-ups and links. */
async function grow(employeeId: string, name: string): Promise<string[]> {
  const { world } = rights
  const add = async (more: string) =>
    (await world.control<{ contactId: string }>('adds', { employeeId, name: `${name}${more}` })).contactId
  const [verified, gone, waiting] = [await add('甲'), await add('乙'), await add('丙')]
  await world.control('clock', { advance: 'PT1M' })
  await world.product.runDue()
  const { contacts } = await world.control<{ contacts: Person[] }>('world')
  const person = contacts.find(({ id }) => id === verified)!
  const employee = await world.signIn(employeeId)
  const made = await employee.post<MadePrompt>(`/api/contacts/${verified}/prompts`)
  expect(made.status).toBe(201)
  const phone = createPhone(world)
  await phone.open(made.body.card.link, verified)
  await phone.submit(person.identity)
  const { texts } = await world.control<{ texts: { contactId: string; text: string }[] }>('world')
  const told = texts.findLast(({ contactId }) => contactId === verified)?.text ?? ''
  expect((await phone.answer(/\d{6}/.exec(told)?.[0] ?? '')).body.step).toBe('verified')
  const dueAt = new Date(world.simulator.clock.now().getTime() + 86_400_000).toISOString()
  const task = { contactIds: [waiting], keep: true, kind: 'other', title: '虚构的任务', reason: '虚构的理由', dueAt }
  expect((await employee.post('/api/follow-ups', task)).status).toBe(201)
  await world.control('deletions', { employeeId, contactId: gone, by: 'contact' })
  await world.product.runDue()
  return [verified, gone, waiting]
}

const addsOf = async (contactIds: string[]) =>
  (await rights.world.database.read.selectFrom('add').select('id').where('contactId', 'in', contactIds).execute()).map(
    ({ id }) => id,
  )

describe('What grows outside of what somebody may see (I12)', () => {
  it.each([
    ['in another branch', 'HeQing', ['teller', 'accountManager', 'lead'] as const],
    ["with a colleague of one's own branch", 'ZhaoTing', ['teller', 'accountManager'] as const],
  ])('%s changes no reply to them, on any address', async (where, employeeId, readers) => {
    const before = new Map<string, Reply[]>()
    for (const role of readers) before.set(role, await everyReply(rights.callers[role], known))
    expect(before.get('teller')?.filter(({ status }) => status === 200).length).toBeGreaterThan(5)
    const contacts = await grow(employeeId, where)
    const grown = [...contacts, ...(await addsOf(contacts))]
    expect(grown).toHaveLength(6)
    for (const role of readers) {
      const caller = rights.callers[role]
      expect(await everyReply(caller, known)).toEqual(before.get(role))
      const unknown = await everyReply(caller, [nobody, noId])
      for (const reply of await everyReply(caller, grown)) {
        const path = reply.address
          .replace(/(wm|wo)SIM\w+/, nobody)
          .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, noId)
        expect({ ...reply, address: path }).toEqual(unknown.find(({ address }) => address === path))
      }
    }
  })
})
