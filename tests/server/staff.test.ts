import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { latestResults } from '../../server/domain/verification-result.ts'
import { startAddGround, type AddGround } from './add-ground.ts'
import { type Ground, startVerificationWorld, teller } from './verification-ground.ts'

const bank = '示例银行总行'

describe('A contact whose account is a WeCom user of the bank (T3)', () => {
  let ground: Ground
  beforeAll(async () => {
    ground = await startVerificationWorld()
  })
  afterAll(() => ground.stop())

  const addOf = (contactId: string) =>
    ground.database.read.selectFrom('add').selectAll().where('contactId', '=', contactId).executeTakeFirstOrThrow()
  const credits = async () => (await ground.database.read.selectFrom('credit').selectAll().execute()).length

  it('is void for whoever added them, and stays so when they complete the verification', async () => {
    const employee = await ground.signIn(teller)
    const staff = await ground.add(teller, '同事的企业微信', { corpName: bank })
    expect(staff.id).toMatch(/^wo/)
    expect(await addOf(staff.id)).toMatchObject({ verdictStatus: 'void', verdictReason: 'is-employee' })
    const { card } = await ground.prompt(employee, staff.id)
    const phone = ground.phone()
    await phone.open(card.link, staff.id)
    await phone.submit(staff.identity)
    expect((await phone.answer(await ground.codeFor(staff.id))).body.step).toBe('verified')
    expect(await addOf(staff.id)).toMatchObject({ verdictStatus: 'void', verdictReason: 'is-employee' })
    expect(await credits()).toBe(0)
  })

  it('does not make staff of a WeCom user of another company', async () => {
    const customer = await ground.add(teller, '商户的企业微信', { corpName: '示例商贸公司' })
    expect(await addOf(customer.id)).toMatchObject({ verdictStatus: 'awaiting', verdictReason: 'not-verified' })
  })
})

describe('Whoever is bank staff', () => {
  let ground: AddGround
  beforeAll(async () => {
    ground = await startAddGround()
    for (const id of ['e1', 'e2']) await ground.employee(id)
  })
  afterAll(() => ground.stop())

  const onWeCom = (contactId: string, corpName: string) =>
    ground.database.write((tx) =>
      tx.updateTable('contact').set({ kind: 'wecom', corpName }).where('id', '=', contactId).execute(),
    )

  it('loses the credit of the one account when the provider says so of another', async () => {
    await ground.added('e1', 'private-account')
    await ground.answered('private-account', { subject: 'somebody' })
    expect(await ground.verdicts()).toMatchObject({ 'e1+private-account': 'effective' })
    await ground.added('e2', 'second-account')
    await ground.answered('second-account', { subject: 'somebody', isEmployee: true })
    expect(await ground.verdicts()).toMatchObject({
      'e1+private-account': 'void is-employee',
      'e2+second-account': 'void is-employee',
    })
  })

  const history = fc.record({
    accounts: fc.array(
      fc.record({
        employee: fc.constantFrom('e1', 'e2'),
        subject: fc.constantFrom('p1', 'p2'),
        corpName: fc.constantFrom(null, null, 'Made-up Bank', 'Other Company'),
        isEmployee: fc.constantFrom(null, false, false, true),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    order: fc.array(fc.nat(), { minLength: 4, maxLength: 4 }),
  })

  it('is never among the people somebody has a credit for, whatever was known first', async () => {
    let run = 0
    await fc.assert(
      fc.asyncProperty(history, async ({ accounts, order }) => {
        run += 1
        const named = accounts.map((one, place) => ({
          ...one,
          id: `run${run}-${place}`,
          person: `run${run}-${one.subject}`,
        }))
        const shuffled = named.toSorted((a, b) => (order[named.indexOf(a)] ?? 0) - (order[named.indexOf(b)] ?? 0))
        for (const { employee, id } of named) await ground.added(employee, id)
        for (const { id, person, isEmployee } of shuffled) await ground.answered(id, { subject: person, isEmployee })
        for (const { id, corpName } of shuffled)
          if (corpName) {
            await onWeCom(id, corpName)
            await ground.settle(id)
          }
        const bankAccounts = new Set(named.filter(({ corpName }) => corpName === 'Made-up Bank').map(({ id }) => id))
        const results = await ground.database.read.selectFrom('identityResult').selectAll().execute()
        const staff = latestResults(results)
          .filter(({ contactId, isEmployee }) => isEmployee || bankAccounts.has(contactId))
          .flatMap(({ subject }) => subject ?? [])
        expect((await credited()).filter((subject) => staff.includes(subject))).toEqual([])
      }),
      { numRuns: 40 },
    )
  })

  const credited = async (): Promise<string[]> => {
    const rows = await ground.database.read.selectFrom('credit').select(['subject', 'amount']).execute()
    return [...new Set(rows.map(({ subject }) => subject))].filter(
      (subject) => rows.filter((row) => row.subject === subject).reduce((sum, { amount }) => sum + amount, 0) > 0,
    )
  }
})
