import { spawn } from 'node:child_process'
import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { readLedgerCheck } from '../../server/contract/ledger.ts'
import type { readMonths, readStatement, readStatements } from '../../server/contract/month.ts'
import { renameEmployee } from '../../server/features/employee/rename-store.ts'
import type { Caller } from '../support/caller.ts'
import { startWorld, type TestWorld } from '../support/world.ts'
import { saveAnswer } from './add-ground.ts'

type Statement = z.output<typeof readStatement.reply>
type Statements = z.output<typeof readStatements.reply>

const teller = 'LinXiaoMan'
let world: TestWorld
let employee: Caller
let lead: Caller
let operator: Caller

/** The provider's answer arrives now; what follows from it is done when this resolves. */
async function answered(contactId: string, decidedAt: string): Promise<void> {
  const now = world.simulator.clock.now()
  await world.database.write(async (tx) => {
    await saveAnswer(tx, contactId, { decidedAt: new Date(decidedAt) }, now)
    await tx.updateTable('add').set({ settleAt: now }).where('contactId', '=', contactId).execute()
  })
  await world.product.runDue()
}
const added = async (name: string) =>
  (await world.control<{ contactId: string }>('adds', { employeeId: teller, name })).contactId
const set = (moment: string) => world.control('clock', { set: moment, stride: 'PT12H' })

beforeAll(async () => {
  world = await startWorld({ startAt: '2026-11-29T10:00:00+08:00' })
  const [first, late, leaving] = [await added('虚构甲'), await added('虚构乙'), await added('虚构丙')]
  await world.product.runDue()
  await answered(first, '2026-11-29T10:00:00+08:00')
  await set('2026-11-30T15:00:00+08:00')
  await answered(leaving, '2026-11-30T15:00:00+08:00')
  await set('2026-12-02T09:00:00+08:00')
  await answered(late, '2026-11-30T18:00:00+08:00')
  await world.control('deletions', { employeeId: teller, contactId: leaving, by: 'contact' })
  await world.product.runDue()
  await set('2026-12-03T03:00:00+08:00')
  employee = await world.signIn(teller)
  lead = await world.signIn('LiChunFeng')
  operator = await world.signIn('ZhouYunFan')
})
afterAll(() => world.stop())

const own = async (caller = employee) => (await caller.get<Statement>('/api/months/2026-11/statement')).body

describe('A closed month (cases 16, 17 and 27)', () => {
  it('keeps what was earned and booked in it, and shows apart what was decided later', async () => {
    const { effective, decidedLater, result, later } = await own()
    expect({ effective, decidedLater, result }).toEqual({ effective: 2, decidedLater: 1, result: 3 })
    expect(later).toMatchObject([{ day: '2026-12-02', earnedDay: '2026-11-30', amount: 1, reason: '添加有效' }])
  })

  it('lists its closed days, and its figures are their sums', async () => {
    const { days, effective, weight } = await own()
    expect(days.map(({ day }) => day)).toEqual(['2026-11-29', '2026-11-30'])
    expect(days.reduce((sum, { gained, lost }) => sum + gained - lost, 0)).toBe(effective)
    expect(days.reduce((sum, day) => sum + day.weight, 0)).toBe(weight)
    expect(days[0]).toEqual({ day: '2026-11-29', weight: 0, target: 0, gained: 1, lost: 0, added: 3 })
  })

  it('does not lose what a contact takes back in the next month', async () => {
    const lost = await world.database.read
      .selectFrom('credit')
      .select(['day', 'earnedDay'])
      .where('amount', '=', -1)
      .execute()
    expect(lost).toEqual([{ day: '2026-12-02', earnedDay: '2026-12-02' }])
  })

  it('carries a signature over its figures', async () => {
    const { signature } = await own()
    expect(signature.valid).toBe(true)
    expect(JSON.parse(signature.signed)).toMatchObject({ employee: 'linxiaoman', month: '2026-11', effective: 2 })
  })

  it('stands in the list of closed months', async () => {
    const { body } = await employee.get<z.output<typeof readMonths.reply>>('/api/months')
    expect(body.items).toMatchObject([{ month: '2026-11', effective: 2, decidedLater: 1, result: 3 }])
  })

  it('is not there before it has closed', async () => {
    const { status, body } = await employee.get('/api/months/2026-12/statement')
    expect([status, body['type']]).toEqual([404, 'month/not-found'])
  })
})

describe('What was decided later', () => {
  const laterOf = async (caller: Caller) => (await own(caller)).later.map(({ contact }) => contact?.name ?? null)
  const move = (to: string) =>
    world.database.write((tx) =>
      tx
        .updateTable('add')
        .set({ employeeId: to })
        .where('id', 'in', (of) => of.selectFrom('credit').select('addId').where('employeeId', '=', 'linxiaoman'))
        .where('contactId', 'in', (of) => of.selectFrom('contact').select('id').where('name', '=', '虚构乙'))
        .execute(),
    )
  const looks = () =>
    world.database.read
      .selectFrom('audit')
      .select(['actorId', 'objectId', 'facts'])
      .where('action', '=', 'month/entries-read')
      .execute()

  it('names the contact while the add is their own, and no longer once it is with somebody else', async () => {
    expect(await laterOf(employee)).toEqual(['虚构乙'])
    await move('zhaoting')
    expect(await laterOf(employee)).toEqual([null])
    expect(JSON.stringify((await own()).later)).not.toContain('zhaoting')
  })

  it('names the contact of an employee whom the reader leads, and the look is in the audit log', async () => {
    expect(await looks()).toEqual([])
    const led = { branchId: '2', employeeId: 'linxiaoman' }
    await world.database.write((tx) => tx.insertInto('branchLead').values(led).execute())
    expect(await laterOf(employee)).toEqual(['虚构乙'])
    expect(await looks()).toEqual([{ actorId: 'linxiaoman', objectId: '2026-11', facts: { entries: 1 } }])
    await world.database.write((tx) => tx.deleteFrom('branchLead').where('employeeId', '=', 'linxiaoman').execute())
    await move('linxiaoman')
  })
})

describe('The statements of a month', () => {
  const list = async (caller: Caller, query = '', headers = {}) =>
    caller.get<Statements>(`/api/months/2026-11/statements${query}`, headers)
  const because = { 'x-reason': encodeURIComponent('虚构的月度核对') }

  it('are shown to a lead for the branch and all below, and to nobody else there', async () => {
    const ids = (await list(lead)).body.items.map((one) => one.employee.id)
    expect(ids).toContain('linxiaoman')
    expect(ids).not.toContain('heqing')
    expect((await list(lead, '?branch=3')).status).toBe(404)
    expect((await list(employee)).status).toBe(404)
  })

  it('are shown to an operator with a reason, which is recorded', async () => {
    const { status, body } = await list(operator)
    expect([status, (body as Record<string, unknown>)['type']]).toEqual([403, 'request/reason-required'])
    const all = (await list(operator, '', because)).body.items
    expect(all.map((one) => one.employee.id)).toEqual(expect.arrayContaining(['heqing', 'linxiaoman']))
    const branch = (await list(operator, '?branch=3', because)).body.items
    expect(new Set(branch.map((one) => one.branch.id))).toEqual(new Set(['3']))
    const audit = await world.database.read
      .selectFrom('audit')
      .select(['actorId', 'facts'])
      .where('action', '=', 'month/statements-read')
      .execute()
    expect(audit).toContainEqual({
      actorId: 'zhouyunfan',
      facts: { branch: '3', reason: '虚构的月度核对', statements: branch.length },
    })
  })

  it('come as a file that spreadsheets open, signed in its last line', async () => {
    const { text, headers } = await operator.get('/api/months/2026-11/statements/export', because)
    expect(headers['content-type']).toContain('text/csv')
    expect(text.startsWith('\uFEFF员工编号,姓名')).toBe(true)
    expect(text).toMatch(/\r\nlinxiaoman,[^,]+,2,[^,]+,2026-11,1,\d+,2,1,3,v1,/)
    const at = text.lastIndexOf('signature,')
    const [, , signature = '', key = ''] = text.slice(at).trim().split(',')
    const publicKey = createPublicKey({ key: Buffer.from(key, 'base64url'), format: 'der', type: 'spki' })
    const holds = (content: string) =>
      verify(null, Buffer.from(`statements\n${content}`), publicKey, Buffer.from(signature, 'base64url'))
    expect(holds(text.slice(0, at))).toBe(true)
    expect(holds(text.slice(0, at).replace(',3,v1', ',4,v1'))).toBe(false)
  })

  it('are checked by the key that the server publishes, and not by the one that stands in the file', async () => {
    const { text } = await operator.get('/api/months/2026-11/statements/export', because)
    const folder = mkdtempSync(join(tmpdir(), 'zhenke-statements-'))
    const check = async (content: string) => {
      const file = join(folder, 'statements-2026-11.csv')
      writeFileSync(file, content)
      const child = spawn(process.execPath, ['scripts/verify-statements.mjs', file, world.product.publicOrigin])
      let said = ''
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += part))
      const code = await new Promise((done) => child.on('close', done))
      return `${code} ${said.split(':')[0]}`
    }
    const changed = text.slice(0, text.lastIndexOf('signature,')).replace(',3,v1', ',4,v1')
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    const signature = sign(null, Buffer.from(`statements\n${changed}`), privateKey).toString('base64url')
    const theirs = publicKey.export({ format: 'der', type: 'spki' }).toString('base64url')
    expect(await check(text)).toBe('0 UNCHANGED')
    expect(await check(`${changed}signature,v1,${signature},${theirs}\r\n`)).toBe('1 CHANGED')
    expect(await check(changed)).toBe('1 NOT SIGNED')
    rmSync(folder, { recursive: true })
  })

  it('keep what was signed when the userid is renamed', async () => {
    await world.database.write((tx) =>
      renameEmployee(tx, { oldId: 'heqing', newId: 'heqingnew', at: world.simulator.clock.now() }),
    )
    const renamed = (await list(operator, '?branch=3', because)).body.items.find(
      (one) => one.employee.id === 'heqingnew',
    )
    expect(renamed?.signature.valid).toBe(true)
    expect(JSON.parse(renamed?.signature.signed ?? '{}')).toMatchObject({ employee: 'heqing' })
  })
})

describe('The nightly check', () => {
  it('has found nothing in a world that was played through the doors, and operators see so', async () => {
    const { body } = await operator.get<z.output<typeof readLedgerCheck.reply>>('/api/ledger/check')
    expect(body.running).toBeNull()
    expect(body.last).toMatchObject({ differences: 0, items: [] })
    expect(body.last?.checked).toBeGreaterThan(40)
  })
})
