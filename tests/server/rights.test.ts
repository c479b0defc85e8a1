import { existsSync } from 'node:fs'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sidebarApi, verificationApi } from '../../server/contract/api.ts'
import { type Assigned, layContacts } from '../support/assignment-ground.ts'
import type { Caller } from '../support/caller.ts'
import {
  type Belonging,
  belongings,
  type RightsWorld,
  type Role,
  roles,
  startRightsWorld,
} from '../support/rights-world.ts'
import { closedMonth } from '../support/month-rights.ts'
import { type Outcome, type Rights, rightsTable } from '../support/rights-table.ts'
import { routesOf } from '../support/routes-of.ts'

/** Long enough for 10,000 rounds. */
const LONG_RUN_MS = 3_600_000
const leadOf = { lead: 'FanHeWan', branch: '4', elsewhere: '3' }
/** What stands behind no session: what anybody gets who brings nothing that only WeCom, the provider or the right browser has. */
const openRoutes: Record<string, { employees: number; others: number; by: string }> = {
  'GET /': { employees: 200, others: 200, by: 'opening.test.ts' },
  'GET /sign-in': { employees: 302, others: 302, by: 'sign-in.test.ts' },
  'GET /sign-in/callback': { employees: 403, others: 403, by: 'sign-in.test.ts' },
  'GET /api/events': { employees: 200, others: 401, by: 'events.test.ts' },
  'GET /api/openapi.json': { employees: 200, others: 200, by: 'http.test.ts' },
  'GET /.well-known/zhenke-keys.json': { employees: 200, others: 200, by: 'statements.test.ts' },
  'GET /wecom/callback': { employees: 403, others: 403, by: 'callback.test.ts' },
  'POST /wecom/callback': { employees: 403, others: 403, by: 'callback.test.ts' },
  'GET /wecom/directory-callback': { employees: 403, others: 403, by: 'callback.test.ts' },
  'POST /wecom/directory-callback': { employees: 403, others: 403, by: 'callback.test.ts' },
  'POST /identity/webhook': { employees: 403, others: 403, by: 'webhook.test.ts' },
  'GET /v/callback': { employees: 303, others: 303, by: 'verification-recipient.test.ts' },
}
const pageRoutes = ['GET /v', 'GET /v/:token']

/** What an operator reads or writes of persons without saying why, and why that is no look at a person. */
const settings: Record<string, string> = {
  'POST /api/adds/:id/review': 'the written reason is its body',
  'POST /api/leave': 'a change of whom the operator names, kept in the audit log',
  'POST /api/leave/:id/cancellation': 'a change, kept in the audit log',
  'GET /api/joiners': 'the settings that wait for the operator: who has no joining day',
  'POST /api/employees/:id/joining-day': 'the written reason is its body',
  'GET /api/target-policies': 'whom a version is for, and who wrote it',
  'GET /api/target-policies/export': 'whom a version is for, and who wrote it',
  'POST /api/target-policies/:id/withdrawal': 'whom a version is for, and who wrote it',
  'GET /api/policy-changes': 'whom a version is for, and who wrote it',
  'POST /api/policy-changes/:id/confirmation': 'whom a version is for, and who wrote it',
  'POST /api/policy-changes/:id/refusal': 'whom a version is for, and who wrote it',
  'GET /api/managed-talk-scripts': 'who wrote and who approved it',
}

const nameOf = ({ method, path }: { method: string; path: string }) => `${method.toUpperCase()} ${path}`

let rights: RightsWorld
beforeAll(async () => {
  rights = await startRightsWorld()
})
afterAll(() => rights.world.stop())

describe('The table of rights (T1, T2)', () => {
  it('knows every route of the contract, mounted or not, and names none that is gone', () => {
    expect(Object.keys(rightsTable).toSorted()).toEqual(sidebarApi.map(nameOf).toSorted())
  })

  it("knows every route the employee's app answers: a new one fails here until somebody says who may use it", () => {
    const known = [...Object.keys(rightsTable), ...Object.keys(openRoutes)]
    expect(routesOf(rights.world.server.sidebar)).toEqual(known.toSorted())
  })

  it("knows every route the contact's app answers", () => {
    const known = [...verificationApi.map(nameOf), ...pageRoutes]
    expect(routesOf(rights.world.server.verification)).toEqual(known.toSorted())
  })

  const cases = Object.entries(rightsTable).flatMap(([route, right]) => roles.map((role) => ({ route, role, right })))

  it.each(cases)('$route for $role', async ({ route, role, right }) => {
    const whose = right.of ? belongings : (['own'] as const)
    const answered: [Belonging, Outcome | number][] = []
    for (const belonging of whose) answered.push([belonging, await outcomeOf(route, role, belonging, right)])
    const may: Outcome[] = right.may[role] ?? Array.from({ length: 5 }, () => 'signed out')
    expect(answered).toEqual(whose.map((belonging, place) => [belonging, may[place]]))
  })

  it.each(Object.entries(openRoutes))('%s tells everybody the same before anything is proven', async (route, told) => {
    const [method = '', path = ''] = route.split(' ')
    for (const role of roles) {
      const status = await statusOf(method, path, role)
      expect([role, status]).toEqual([role, isEmployee(role) ? told.employees : told.others])
    }
    expect(existsSync(`tests/server/${told.by}`)).toBe(true)
  })

  it('shows a lead the statements of their own branch, and nobody else', async () => {
    const { world, callers } = rights
    const { body } = await callers.lead.get<{ items: { employee: { id: string }; branch: { id: string } }[] }>(
      '/api/months/2026-10/statements',
    )
    const own = await world.database.read.selectFrom('employee').select('id').where('branchId', '=', '2').execute()
    expect(body.items.map(({ employee }) => employee.id).toSorted()).toEqual(own.map(({ id }) => id).toSorted())
    expect(body.items.length).toBeGreaterThan(2)
  })
})

const isEmployee = (role: Role) => role !== 'contact' && role !== 'nobody'

/** Of the answer's head: a stream has no end. */
function statusOf(method: string, path: string, role: Role): Promise<number> {
  const { world, callers } = rights
  const headers = { cookie: callers[role].jar.toString() }
  return new Promise((resolve, reject) => {
    const asking = request(`${world.product.publicOrigin}${path}`, { method, headers, agent: false }, (res) => {
      resolve(res.statusCode ?? 0)
      res.destroy()
    })
    asking.on('error', reject).end()
  })
}

describe('A person, for an operator', () => {
  const readable = Object.entries(rightsTable).filter(([, { may }]) => may.operator?.includes('seen'))

  it.each(readable)('%s is shown with a reason only', async (route, right) => {
    const others = await personsBeside('zhouyunfan')
    const shown: string[] = []
    for (const belonging of right.of ? belongings.slice(1) : (['own'] as const)) {
      const { status, text } = await ask(route, 'operator', belonging, right, {})
      if (status < 300) shown.push(...others.filter((person) => text.includes(person)))
    }
    expect([...new Set(shown)].filter(() => !Object.hasOwn(settings, route))).toEqual([])
  })

  it('names no address as a setting that shows nobody', () => {
    const names = readable.map(([route]) => route)
    expect(Object.keys(settings).filter((route) => !names.includes(route))).toEqual([])
  })
})

/** Names of every employee and every contact but this employee's own. */
async function personsBeside(employeeId: string): Promise<string[]> {
  const { read } = rights.world.database
  const employees = await read.selectFrom('employee').select('name').where('id', '!=', employeeId).execute()
  const contacts = await read
    .selectFrom('contact')
    .select('name')
    .where('id', 'not in', read.selectFrom('relation').select('contactId').where('employeeId', '=', employeeId))
    .execute()
  return [...employees, ...contacts].map(({ name }) => name).filter((name) => name.length > 1)
}

const because = { 'x-reason': encodeURIComponent('虚构的理由') }

async function outcomeOf(route: string, role: Role, belonging: Belonging, right: Rights): Promise<Outcome | number> {
  const { status, body: answer } = await ask(route, role, belonging, right, because)
  if (status === 401) return 'signed out'
  if (status === 403) return 'forbidden'
  if (status === 404 && answer['type'] !== 'request/not-found') return 'hidden'
  return status < 300 || status === 409 ? 'seen' : status
}

async function ask(route: string, role: Role, belonging: Belonging, right: Rights, headers: Record<string, string>) {
  const { world, idOf } = rights
  const [method = '', pattern = ''] = route.split(' ')
  const caller = pattern === '/api/sign-out' && right.may[role] ? await freshCaller(role) : rights.callers[role]
  const id = right.of ? await idOf(right.of, role, belonging) : ''
  const path = pattern.replace(':id', id).replace(':month', closedMonth).replace(':rule', 'cameBack')
  const body = JSON.stringify(right.body ?? {})
    .replace('OWN', `${world.product.publicOrigin}/`)
    .replace('ID', id)
  const query = right.query ? `?${right.query.replace('ID', id)}` : ''
  return method === 'GET' ? await caller.get(`${path}${query}`, headers) : await caller.post(path, body, headers)
}

const names = { teller: 'LinXiaoMan', accountManager: 'XuChuan', lead: 'LiChunFeng', operator: 'ZhouYunFan' }
const freshCaller = (role: Role) =>
  role === 'contact' || role === 'nobody' ? rights.world.stranger() : rights.world.signIn(names[role])

describe('Rights that were taken away (T2)', () => {
  const rounds = Number(process.env.ZHENKE_ROUNDS ?? 400)
  const overview = (branch: string) => `/api/branches/${branch}/overview`

  const leads = (branchId: string) =>
    rights.world.database.write(async (tx) => {
      const employeeId = leadOf.lead.toLowerCase()
      await tx.updateTable('employee').set({ branchId }).where('id', '=', employeeId).execute()
      await tx.updateTable('branchLead').set({ branchId }).where('employeeId', '=', employeeId).execute()
    })
  /** What a lead writes in a branch, with what they have assigned there: undoing it, and calling one off. */
  async function assignIn(branchId: string, tellerId: string, caller: Caller): Promise<string[]> {
    const tag = `wm-lost-${branchId}`
    await leads(branchId)
    await layContacts(rights.world, tag, 2, [tellerId])
    const contactIds = ['00001', '00002'].map((number) => `${tag}-${number}`)
    const what = { kind: 'call', title: '虚构的回访', reason: '虚构的理由', dueAt: '2026-11-27T18:00:00+08:00' }
    const { body } = await caller.post<Assigned>('/api/follow-ups', { ...what, contactIds })
    return [`/api/follow-ups/${body.created[0]?.id}/cancellation`, `/api/assignments/${body.assignment.id}/undo`]
  }

  it(
    `count no longer on the very next request, read or write, in ${rounds} rounds with another request under way`,
    async () => {
      const { world } = rights
      const caller = await world.signIn(leadOf.lead)
      let [here, there] = [leadOf.branch, leadOf.elsewhere]
      const writes = new Map([
        [there, await assignIn(there, 'heqing', caller)],
        [here, await assignIn(here, 'yuhe', caller)],
      ])
      const stale: string[] = []
      for (let round = 0; round < rounds; round += 1) {
        const underWay = caller.get(overview(there))
        await leads(there)
        ;[here, there] = [there, here]
        const asked = [overview(there), ...(writes.get(there) ?? [])][Math.floor(round / 2) % 3] ?? ''
        const { status, text } = asked === overview(there) ? await caller.get(asked) : await caller.post(asked, {})
        if (status !== 404) stale.push(`${asked}: ${status} ${text}`)
        await underWay
      }
      expect(stale).toEqual([])
      expect((await caller.get(overview(here))).status).toBe(200)
      for (const write of writes.get(here) ?? []) expect((await caller.post(write, {})).status).toBe(200)
      await leads(leadOf.branch)
    },
    LONG_RUN_MS,
  )

  it('end the session with the event that tells of it: a lead who moves to another branch sees only that one', async () => {
    const { world } = rights
    const lead = await world.signIn(leadOf.lead)
    expect((await lead.get(overview('4'))).status).toBe(200)
    const moved = { id: leadOf.lead, name: '范行舟', branchId: 3, position: '网点负责人', isLead: true }
    await world.control('employees', moved)
    await world.product.runDue()
    expect((await lead.get(overview('4'))).status).toBe(401)
    const again = await world.signIn(leadOf.lead)
    expect((await again.get(overview('4'))).status).toBe(404)
    expect((await again.get(overview('3'))).status).toBe(200)
  })
})
