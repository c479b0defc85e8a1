import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, type BusinessDay } from '../../server/domain/business-day.ts'
import { system } from '../../server/domain/employee.ts'
import { defaultParameters, type PolicyVersion } from '../../server/domain/policy.ts'
import type { Difference } from '../../server/domain/ledger-check.ts'
import { differenceWords } from '../../server/domain/ledger-check-words.ts'
import { checkLedger } from '../../server/features/add/check-ledger.ts'
import { closeDays } from '../../server/features/closing/close-days.ts'
import { readStatement } from '../../server/features/closing/read-months.ts'
import { readMyDay } from '../../server/features/target/read-my-day.ts'
import { actor, startAddGround, type AddGround } from './add-ground.ts'

const people = { e1: 'branch-1', e2: 'branch-1', e3: 'branch-2', e4: 'branch-2' }
const enteredAt = new Date('2026-11-27T09:00:00+08:00')
const looked = ['11-30', '12-01', '12-03', '12-05', '12-08', '12-10', '12-11', '12-15', '12-16', '12-31'].map(
  (day) => `2026-${day}`,
)
let ground: AddGround
/** What my day and the version in force said at noon of the day, by `day employee`. */
const shown = new Map<string, object>()

const version = (id: string, more: Partial<PolicyVersion>) => ({
  id,
  scope: 'branch' as const,
  branchId: null,
  role: null,
  employeeId: null,
  validTo: null,
  amount: 10,
  per: 'day' as const,
  createdBy: 'operator',
  createdAt: enteredAt,
  ...more,
  validFrom: more.validFrom ?? '2026-11-01',
  parameters: JSON.stringify(defaultParameters),
})
const away = (employeeId: string, firstDay: BusinessDay, lastDay: BusinessDay, lastHalf: 'morning' | 'afternoon') => ({
  id: `${employeeId} ${firstDay}`,
  employeeId,
  firstDay,
  firstHalf: 'morning' as const,
  lastDay,
  lastHalf,
  enteredBy: 'operator',
  enteredAt,
})

/** 10 a day until November's end, 20 from the first of December, 30 from the 16th; `e4` has 60 a month instead. */
async function plan(): Promise<void> {
  const value = JSON.stringify({ day: '2026-11-27' })
  const own = { scope: 'employee' as const, employeeId: 'e4', amount: 60, per: 'month' as const }
  const versions = [
    version('november', {}),
    version('december', { validFrom: '2026-12-01', amount: 20 }),
    version('sixteenth', { validFrom: '2026-12-16', amount: 30 }),
    version('monthly', { ...own, validFrom: '2026-12-01' }),
  ]
  await ground.database.write(async (tx) => {
    await tx.insertInto('setting').values({ name: 'countingFrom', value, updatedAt: enteredAt }).execute()
    await tx.insertInto('targetPolicy').values(versions).execute()
    const holiday = { day: '2026-12-03', weight: 0, name: '虚构节', source: 'file' }
    await tx.insertInto('calendarDay').values(holiday).execute()
    const opened = { branchId: 'branch-2', day: '2026-12-05', weight: 1, note: '虚构的周六', enteredBy: 'operator' }
    const closed = { branchId: 'branch-2', day: '2026-12-08', weight: 0, note: '虚构的停业', enteredBy: 'operator' }
    await tx
      .insertInto('branchDay')
      .values([
        { ...opened, enteredAt },
        { ...closed, enteredAt },
      ])
      .execute()
    const leaves = [
      away('e1', '2026-12-01', '2026-12-01', 'afternoon'),
      away('e3', '2026-12-10', '2026-12-11', 'morning'),
    ]
    await tx.insertInto('leave').values(leaves).execute()
  })
}

async function look(day: BusinessDay): Promise<void> {
  const range = { from: day, to: addDays(day, 1) }
  const none = { role: 'teller' as const, leads: false, joinedAt: null, leftAt: null }
  const subjects = Object.entries(people).map(([id, branchId]) => ({ ...none, id, branchId }))
  const asOf = ground.clock.now()
  const books = await ground.ports.targets.books(ground.database.read, subjects, range, { asOf })
  for (const { id, branchId } of subjects) {
    const { target } = await readMyDay(actor(id, { branchId }), ground.ports)
    const { weight, policyId } = books.get(id)?.on(day) ?? {}
    shown.set(`${day} ${id}`, { target, weight, policyId })
  }
}

const close = async (day: BusinessDay): Promise<void> => {
  ground.clock.set(`${day}T02:00:00+08:00`)
  await closeDays(system, ground.ports)
}

beforeAll(async () => {
  ground = await startAddGround('2026-11-27T10:00:00+08:00')
  for (const [id, branchId] of Object.entries(people)) await ground.employee(id, { branchId })
  await plan()
  for (const day of looked) {
    ground.clock.set(`${day}T12:00:00+08:00`)
    await look(day)
    await close(addDays(day, 1))
  }
  await close('2027-01-01')
})
afterAll(async () => ground.stop())

const closedOn = async (day: BusinessDay) => {
  const rows = await ground.database.read.selectFrom('closedDay').selectAll().where('day', '=', day).execute()
  return Object.fromEntries(
    rows.map(({ employeeId, weight, target, policyId }) => [employeeId, { target, weight, policyId }]),
  )
}
const statementOf = async (id: string) => (await readStatement(actor(id), ground.ports, '2026-12')).target

describe('A closed day', () => {
  it('keeps the target, the weight and the version that my day had on that day', async () => {
    const rows = await ground.database.read.selectFrom('closedDay').selectAll().where('day', 'in', looked).execute()
    const closed = rows.map(({ day, employeeId, target, weight, policyId }): [string, object] => {
      return [`${day} ${employeeId}`, { target, weight, policyId }]
    })
    expect(new Map(closed)).toEqual(shown)
  })

  it('on the first of a month is judged by the version that begins on it, and by the leave of that day', async () => {
    expect(await closedOn('2026-12-01')).toMatchObject({
      e1: { target: 0, weight: 0, policyId: 'december' },
      e2: { target: 20, weight: 1, policyId: 'december' },
      e4: { target: 3, weight: 1, policyId: 'monthly' },
    })
    expect(await closedOn('2026-11-30')).toMatchObject({ e2: { target: 10, policyId: 'november' } })
  })

  it('is judged by a version from the day on which it begins in the month', async () => {
    expect(await closedOn('2026-12-15')).toMatchObject({ e2: { target: 20, policyId: 'december' } })
    expect(await closedOn('2026-12-16')).toMatchObject({ e2: { target: 30, policyId: 'sixteenth' } })
  })

  it("asks for nothing on an official holiday, and for what the branch's own days say", async () => {
    expect(await closedOn('2026-12-03')).toMatchObject({ e2: { target: 0, weight: 0 }, e3: { target: 0, weight: 0 } })
    expect(await closedOn('2026-12-05')).toMatchObject({ e2: { target: 0, weight: 0 }, e3: { target: 20, weight: 1 } })
    expect(await closedOn('2026-12-08')).toMatchObject({ e2: { target: 20, weight: 1 }, e3: { target: 0, weight: 0 } })
  })

  it('asks for what leave that begins in the month leaves of it', async () => {
    expect(await closedOn('2026-12-10')).toMatchObject({ e3: { target: 0, weight: 0 } })
    expect(await closedOn('2026-12-11')).toMatchObject({ e3: { target: 10, weight: 0.5 } })
  })
})

describe('The statement of a month', () => {
  it('asks for what its versions, holidays, branch days and leave come to', async () => {
    expect(await statementOf('e1')).toBe(540)
    expect(await statementOf('e2')).toBe(560)
    expect(await statementOf('e3')).toBe(530)
    expect(await statementOf('e4')).toBe(60)
  })

  it('has the weight of its closed days', async () => {
    const { weight, days } = await readStatement(actor('e3'), ground.ports, '2026-12')
    expect(weight).toBe(20.5)
    expect(days).toHaveLength(31)
  })
})

describe('The nightly check', () => {
  const check = async (): Promise<string[]> => {
    const found: Difference[] = (await checkLedger(system, ground.ports)) ?? []
    return found.map((one) => differenceWords(one, 'en'))
  }
  const set = (table: string, target: string, where: string) =>
    ground.asOwner(`UPDATE ${table} SET target = ${target} WHERE employee_id = 'e2' AND ${where}`)

  it('finds targets of closed days and of statements that are not what the facts of then ask for', async () => {
    await ground.asOwner(
      `UPDATE closed_day SET weight = 1, policy_id = NULL WHERE employee_id = 'e1' AND day = '2026-12-01'`,
    )
    await set('closed_day', 'NULL', `day = '2026-12-16'`)
    await ground.asOwner(`UPDATE month_statement SET target = 999 WHERE employee_id = 'e2' AND month = '2026-12'`)
    expect(await check()).toEqual([
      'The target (weight, version) of employee e1 on the closed day 2026-12-01 is 0 (1, -); by the facts of then it is 0 (0, december).',
      'The target (weight, version) of employee e2 on the closed day 2026-12-16 is - (1, sixteenth); by the facts of then it is 30 (1, sixteenth).',
      'The statement of employee e2 for 2026-12 is not what was signed.',
      'The statement of employee e2 for 2026-12 has the target 999; by the facts of then it is 560.',
    ])
  })

  it('goes by what was known when the day closed, and looks at what has closed since the check before', async () => {
    await ground.asOwner(`DELETE FROM ledger_difference; DELETE FROM ledger_check`)
    await ground.asOwner(
      `UPDATE closed_day SET weight = 0, policy_id = 'december' WHERE employee_id = 'e1' AND day = '2026-12-01'`,
    )
    await set('closed_day', '30', `day = '2026-12-16'`)
    await set('month_statement', '560', `month = '2026-12'`)
    const later = { source: 'file', weight: 0, name: '虚构的补假' }
    ground.clock.set('2027-01-01T03:00:00+08:00')
    await ground.database.write(async (tx) => {
      const now = ground.clock.now()
      await tx
        .insertInto('calendarDay')
        .values({ ...later, enteredAt: now, day: '2026-12-30' })
        .execute()
      await tx.updateTable('leave').set({ cancelledAt: now, cancelledBy: 'operator' }).execute()
      await tx.updateTable('targetPolicy').set({ withdrawnAt: now }).where('id', '=', 'sixteenth').execute()
    })
    expect(await check()).toEqual([])
    await set('closed_day', '1', `day = '2026-12-16'`)
    expect(await check()).toEqual([])
  })
})
