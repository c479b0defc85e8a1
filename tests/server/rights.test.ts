import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sidebarApi, verificationApi } from '../../server/contract/api.ts'
import {
  type Belonging,
  belongings,
  type RightsWorld,
  type Role,
  roles,
  startRightsWorld,
} from '../support/rights-world.ts'
import { type Outcome, type Rights, rightsTable } from '../support/rights-table.ts'
import { routesOf } from '../support/routes-of.ts'

/** Everything else the two apps answer: who may come is said by another test, or it is for everybody. */
const otherRoutes: Record<string, string> = {
  'GET /': 'opening.test.ts',
  'GET /sign-in': 'sign-in.test.ts',
  'GET /sign-in/callback': 'sign-in.test.ts',
  'GET /api/events': 'events.test.ts',
  'GET /api/openapi.json': 'for everybody: it names addresses, not people',
  'GET /wecom/callback': 'callback.test.ts',
  'POST /wecom/callback': 'callback.test.ts',
  'GET /wecom/directory-callback': 'callback.test.ts',
  'POST /wecom/directory-callback': 'callback.test.ts',
  'POST /identity/webhook': 'verification-webhook.test.ts',
  'GET /v/callback': 'verification-page.test.ts',
}
const pageRoutes: Record<string, string> = {
  'GET /v/:token': 'verification-page.test.ts',
  'GET /v': 'verification-page.test.ts',
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
    const known = [...Object.keys(rightsTable), ...Object.keys(otherRoutes)]
    expect(routesOf(rights.world.server.sidebar)).toEqual(known.toSorted())
  })

  it("knows every route the contact's app answers", () => {
    const known = [...verificationApi.map(nameOf), ...Object.keys(pageRoutes)]
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
})

async function outcomeOf(route: string, role: Role, belonging: Belonging, right: Rights): Promise<Outcome | number> {
  const { world, idOf } = rights
  const [method = '', pattern = ''] = route.split(' ')
  const caller = pattern === '/api/sign-out' && right.may[role] ? await freshCaller(role) : rights.callers[role]
  const id = right.of ? await idOf(right.of, role, belonging) : ''
  const path = pattern.replace(':id', id).replace(':month', '2026-10').replace(':rule', 'cameBack')
  const body = JSON.stringify(right.body ?? {})
    .replace('OWN', `${world.product.publicOrigin}/`)
    .replace('ID', id)
  const { status, body: answer } =
    method === 'GET' ? await caller.get(right.query ? `${path}?${right.query}` : path) : await caller.post(path, body)
  if (status === 401) return 'signed out'
  if (status === 403) return 'forbidden'
  if (status === 404 && answer['type'] !== 'request/not-found') return 'hidden'
  return status < 300 || status === 409 ? 'seen' : status
}

const names = { teller: 'LinXiaoMan', accountManager: 'XuChuan', lead: 'LiChunFeng', operator: 'ZhouYunFan' }
const freshCaller = (role: Role) =>
  role === 'contact' || role === 'nobody' ? rights.world.stranger() : rights.world.signIn(names[role])

describe('A session that outlives its rights (T2)', () => {
  it('ends within 5 seconds of the change: a lead who moves to another branch sees only that one', async () => {
    const { world } = rights
    const lead = await world.signIn('FanHeWan')
    expect((await lead.get('/api/branches/4/overview')).status).toBe(200)
    await world.control('employees', {
      id: 'FanHeWan',
      name: '范行舟',
      branchId: 3,
      position: '网点负责人',
      isLead: true,
    })
    const before = async () => (await lead.get('/api/branches/4/overview')).status
    await expect.poll(before, { timeout: 5_000 }).toBe(401)
    const again = await world.signIn('FanHeWan')
    expect((await again.get('/api/branches/4/overview')).status).toBe(404)
    expect((await again.get('/api/branches/3/overview')).status).toBe(200)
  })
})
