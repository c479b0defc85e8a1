import fc, { type Scheduler } from 'fast-check'
import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createConsequences } from '../../server/consequences.ts'
import { system } from '../../server/domain/employee.ts'
import { checkLedger } from '../../server/features/add/check-ledger.ts'
import { settleDueAdds } from '../../server/features/add/settle-adds.ts'
import { closeDays } from '../../server/features/closing/close-days.ts'
import { recordFacts } from '../../server/features/contact/record-facts.ts'
import { recordAnswer } from '../../server/features/verification/record-answer.ts'
import type { ProviderAnswer } from '../../server/domain/provider-answer.ts'
import type { Database, Ports } from '../../server/ports.ts'
import { brokenInvariants } from '../support/ledger-invariants.ts'
import { startAddGround, type AddGround } from './add-ground.ts'

const numRuns = Number(process.env.ZHENKE_RACES ?? 20)
const seed = Number(process.env.ZHENKE_SEED ?? 20_261_122)

let ground: AddGround
beforeAll(async () => {
  ground = await startAddGround('2026-11-01T10:00:00+08:00')
  for (const id of ['e1', 'e2']) await ground.employee(id)
  const value = JSON.stringify({ day: '2026-11-01' })
  await ground.database.write((tx) =>
    tx.insertInto('setting').values({ name: 'countingFrom', value, updatedAt: ground.clock.now() }).execute(),
  )
})
afterAll(async () => ground.stop())

/** After every statement the scheduler says which of the transactions goes on. */
function interleaved(database: Database, scheduler: Scheduler): Database {
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      await scheduler.schedule(Promise.resolve())
      return result
    },
  }
  return { ...database, write: (work) => database.write((tx) => work(tx.withPlugin(plugin))) }
}

/** Another instance of the product, with a clock of its own. */
function instance(scheduler: Scheduler, now: Date): Ports {
  const nobody = { changed: async () => undefined, revoked: async () => undefined }
  const ports: Ports = {
    ...ground.ports,
    clock: { now: () => now },
    database: interleaved(ground.database, scheduler),
    consequences: createConsequences(() => ports, nobody as unknown as Parameters<typeof createConsequences>[1]),
  }
  return ports
}

type Race = { person: string; decidedAt: Date; before: Date; close: Date; scheduler: Scheduler }
const contactOf = ({ person }: Race, which: 'a' | 'b'): string => `${person}-${which}`

async function request(race: Race, which: 'a' | 'b'): Promise<void> {
  const contactId = contactOf(race, which)
  const row = { id: contactId, contactId, promptId: 'p', openingId: 'o', recipient: 'confirmed' as const, version: 0 }
  const rest = { providerId: null, state: 'pending' as const, maskedPhone: null, askAgainAt: null }
  await ground.database.write((tx) =>
    tx
      .insertInto('identityRequest')
      .values({ ...row, ...rest, submittedAt: race.decidedAt })
      .execute(),
  )
}

function answer(race: Race, which: 'a' | 'b', version: number, state: 'verified' | 'failed'): Promise<void> {
  const ports = instance(race.scheduler, race.before)
  const id = contactOf(race, which)
  const known = state === 'verified'
  const decidedAt = new Date(race.decidedAt.getTime() + version * 1000)
  const told: ProviderAnswer = {
    id: `at-the-bank-${id}`,
    requestId: id,
    version,
    state,
    maskedPhone: null,
    reason: known ? null : 'disputed',
    assurance: known ? 'sms' : null,
    subjectRef: known ? race.person : null,
    maskedName: known ? '*客' : null,
    accountHolder: known ? true : null,
    isEmployee: known ? false : null,
    decidedAt,
  }
  return ports.database.write((tx) => recordAnswer(tx, ports, id, told))
}

async function remove(race: Race, which: 'a' | 'b'): Promise<void> {
  const ports = instance(race.scheduler, race.before)
  const pair = { employeeId: which === 'a' ? 'e1' : 'e2', contactId: contactOf(race, which) }
  const fact = { kind: 'ended' as const, at: race.decidedAt, endedBy: 'contact' as const, source: 'event' as const }
  const learned = { ...pair, facts: [fact], learnedAt: race.before, fallbackBranchId: '' }
  await ports.database.write((tx) => recordFacts(tx, ports, learned))
}

const acts: Record<string, (race: Race) => Promise<void>> = {
  'the one account is verified': (race) => answer(race, 'a', 1, 'verified'),
  'the other account is verified': (race) => answer(race, 'b', 1, 'verified'),
  'the one answer is taken back': (race) => answer(race, 'a', 2, 'failed'),
  'the one contact removes the employee': (race) => remove(race, 'a'),
  'the other contact removes the employee': (race) => remove(race, 'b'),
  'the day is closed': (race) => closeDays(system, instance(race.scheduler, race.close)),
  'the day is closed elsewhere': (race) => closeDays(system, instance(race.scheduler, race.close)),
}

let days = 0
/** A day of its own, with two accounts of one person at two employees; the race is run as the day closes. */
async function run(scheduler: Scheduler, chosen: string[], verifiedBefore: boolean): Promise<Race> {
  days += 1
  const morning = new Date(Date.parse('2026-11-01T10:00:00+08:00') + days * 86_400_000)
  const close = new Date(morning.getTime() + 16 * 3_600_000)
  const before = new Date(close.getTime() - 1000)
  const decidedAt = new Date(morning.getTime() + 3_600_000)
  const race = { person: `person-${days}`, decidedAt, before, close, scheduler }
  ground.clock.set(morning)
  await request(race, 'a')
  await request(race, 'b')
  await ground.added('e1', contactOf(race, 'a'))
  await ground.added('e2', contactOf(race, 'b'))
  if (verifiedBefore) await scheduler.waitFor(answer(race, 'a', 1, 'verified'))
  await scheduler.waitFor(Promise.all(chosen.map((name) => acts[name]?.(race))))
  return race
}

const creditsOf = async (race: Race): Promise<number[]> => {
  const subject = ground.ports.vault.subjectOf(race.person)
  const rows = await ground.database.read.selectFrom('credit').selectAll().where('subject', '=', subject).execute()
  return rows.toSorted((a, b) => a.step - b.step).map(({ amount }) => amount)
}

describe('Transactions in any order', () => {
  it(`leave a ledger that says what the facts say, ${numRuns} times (seed ${seed})`, async () => {
    const drawn = fc.subarray(Object.keys(acts), { minLength: 2, maxLength: 4 })
    const holds = fc.asyncProperty(fc.scheduler(), drawn, fc.boolean(), async (scheduler, chosen, verifiedBefore) => {
      const race = await run(scheduler, chosen, verifiedBefore)
      ground.clock.set(new Date(race.close.getTime() + 1000))
      await settleDueAdds(system, ground.ports)
      await closeDays(system, ground.ports)
      expect(await brokenInvariants(ground.database.read, /consent/)).toEqual([])
      expect(await checkLedger(system, ground.ports)).toEqual([])
    })
    await fc.assert(holds, { numRuns, seed })
  })

  it('give one of two accounts the credit, whichever is verified at the same moment', async () => {
    const both = ['the one account is verified', 'the other account is verified']
    const holds = fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const race = await run(scheduler, both, false)
      expect((await creditsOf(race)).reduce((total, amount) => total + amount, 0)).toBe(1)
      const verdicts = await ground.verdicts()
      expect(['a', 'b'].map((which) => verdicts[`${which === 'a' ? 'e1' : 'e2'}+${race.person}-${which}`])).toEqual([
        'effective',
        'void same-person',
      ])
    })
    await fc.assert(holds, { numRuns: Math.ceil(numRuns / 4), seed })
  })
})
