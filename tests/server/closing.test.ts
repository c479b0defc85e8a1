import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { system } from '../../server/domain/employee.ts'
import { settleAdds } from '../../server/features/add/settle-adds.ts'
import { closeDays } from '../../server/features/closing/close-days.ts'
import { saveAnswer, startAddGround, type AddGround } from './add-ground.ts'

let ground: AddGround

beforeAll(async () => {
  ground = await startAddGround('2026-11-20T10:00:00+08:00')
  for (const id of ['e1', 'e2']) await ground.employee(id)
  const value = JSON.stringify({ day: '2026-11-20' })
  await ground.database.write((tx) =>
    tx.insertInto('setting').values({ name: 'countingFrom', value, updatedAt: ground.clock.now() }).execute(),
  )
  await ground.added('e1', 'first-day')
  await ground.answered('first-day')
})
afterAll(async () => ground.stop())

const close = (at: string): Promise<void> => {
  ground.clock.set(at)
  return closeDays(system, ground.ports)
}
const closedDays = async () => {
  const rows = await ground.database.read
    .selectFrom('closedDay')
    .selectAll()
    .orderBy('day')
    .orderBy('employeeId')
    .execute()
  return rows.map(({ day, employeeId, gained, lost, added }) => `${day} ${employeeId} +${gained} -${lost} (${added})`)
}
const closings = async () =>
  (await ground.database.read.selectFrom('dayClosing').selectAll().orderBy('day').execute()).map(({ day }) => day)
const creditDay = async (contactId: string) =>
  (
    await ground.database.read
      .selectFrom('credit')
      .select(['day', 'earnedDay'])
      .where('subject', '=', `person of ${contactId}`)
      .execute()
  ).map(({ day, earnedDay }) => `${day}, earned ${earnedDay}`)

describe('The close of a day', () => {
  it('does not come before 02:00 of the next', async () => {
    await close('2026-11-21T01:59:59+08:00')
    expect(await closings()).toEqual([])
  })

  it('writes one row for everybody who was employed, from the day of the first import on', async () => {
    await close('2026-11-21T02:00:00+08:00')
    expect(await closings()).toEqual(['2026-11-20'])
    expect(await closedDays()).toEqual(['2026-11-20 e1 +1 -0 (1)', '2026-11-20 e2 +0 -0 (0)'])
  })

  it('is made up for after a stop, every missed day in order', async () => {
    await close('2026-11-24T09:00:00+08:00')
    expect(await closings()).toEqual(['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'])
  })

  it('changes nothing when it is asked for again, by several at once', async () => {
    const before = await closedDays()
    await Promise.all([1, 2, 3].map(() => closeDays(system, ground.ports)))
    expect(await closedDays()).toEqual(before)
  })

  it('leaves out who had left before and who came later', async () => {
    await ground.employee('gone')
    await ground.employee('later')
    await ground.database.write(async (tx) => {
      const left = { state: 'left' as const, leftAt: new Date('2026-11-23T17:00:00+08:00') }
      await tx.updateTable('employee').set(left).where('id', '=', 'gone').execute()
      const joinedAt = new Date('2026-11-25T09:00:00+08:00')
      await tx.updateTable('employee').set({ joinedAt }).where('id', '=', 'later').execute()
    })
    await close('2026-11-25T02:00:00+08:00')
    expect((await closedDays()).filter((row) => row.startsWith('2026-11-24'))).toEqual([
      '2026-11-24 e1 +0 -0 (0)',
      '2026-11-24 e2 +0 -0 (0)',
    ])
  })
})

describe('An entry', () => {
  beforeEach(() => ground.clock.set('2026-11-25T23:00:00+08:00'))

  it('that arrives before 02:00 is dated on the day on which it was earned', async () => {
    await ground.added('e1', 'in-time')
    ground.clock.set('2026-11-26T01:59:59+08:00')
    await ground.answered('in-time', { decidedAt: new Date('2026-11-25T23:30:00+08:00') })
    expect(await creditDay('in-time')).toEqual(['2026-11-25, earned 2026-11-25'])
  })

  it('that arrives after 02:00 is dated on its arrival, though the job has not run yet', async () => {
    await ground.added('e1', 'job-late')
    ground.clock.set('2026-11-26T02:15:00+08:00')
    await ground.answered('job-late', { decidedAt: new Date('2026-11-25T23:30:00+08:00') })
    expect(await creditDay('job-late')).toEqual(['2026-11-26, earned 2026-11-25'])
    await close('2026-11-26T02:30:00+08:00')
    expect(await closedDays()).toContain('2026-11-25 e1 +1 -0 (2)')
  })

  it('of a process whose clock is behind is not dated on a day that another has closed', async () => {
    ground.clock.set('2026-11-26T22:00:00+08:00')
    await ground.added('e1', 'clock-behind')
    await close('2026-11-27T02:00:01+08:00')
    ground.clock.set('2026-11-27T01:59:58+08:00')
    await ground.answered('clock-behind', { decidedAt: new Date('2026-11-26T23:30:00+08:00') })
    expect(await creditDay('clock-behind')).toEqual(['2026-11-27, earned 2026-11-26'])
  })

  it('that is being booked when the hour strikes is waited for, and stands in the closed day', async () => {
    ground.clock.set('2026-11-27T22:00:00+08:00')
    await ground.added('e2', 'striking')
    ground.clock.set('2026-11-28T01:59:59+08:00')
    let booked = (): void => undefined
    const isBooked = new Promise<void>((resolve) => (booked = resolve))
    const booking = ground.database.write(async (tx) => {
      const decidedAt = new Date('2026-11-27T23:30:00+08:00')
      await saveAnswer(tx, 'striking', { decidedAt }, ground.clock.now())
      await settleAdds(system, ground.ports, tx, 'striking')
      booked()
      await new Promise((resolve) => setTimeout(resolve, 300))
    })
    await isBooked
    await close('2026-11-28T02:00:00+08:00')
    await booking
    expect(await creditDay('striking')).toEqual(['2026-11-27, earned 2026-11-27'])
    expect(await closedDays()).toContain('2026-11-27 e2 +1 -0 (1)')
  })

  it('cannot be dated on a closed day by anybody', async () => {
    const [credit] = await ground.database.read.selectFrom('credit').selectAll().limit(1).execute()
    if (!credit) throw new Error('There is no credit')
    const forged = ground.database.write((tx) =>
      tx
        .insertInto('credit')
        .values({ ...credit, subject: 'forged', day: '2026-11-24' })
        .execute(),
    )
    await expect(forged).rejects.toThrow('a day that is closed')
  })
})

describe('What was closed', () => {
  it('can be changed or taken away by nobody', async () => {
    const change = ground.database.write((tx) => tx.updateTable('closedDay').set({ gained: 99 }).execute())
    await expect(change).rejects.toThrow('permission denied')
    for (const table of ['closedDay', 'dayClosing', 'closingBegun', 'monthStatement'] as const) {
      await expect(ground.database.write((tx) => tx.deleteFrom(table).execute())).rejects.toThrow('permission denied')
    }
  })
})
