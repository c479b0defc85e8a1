import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { explainFigure, MyDay } from '../../server/contract/target.ts'
import type { Caller } from '../support/caller.ts'
import { startWorld, type TestWorld } from '../support/world.ts'

type Explanation = z.output<typeof explainFigure.reply>

const GAINED = 527
const LOST = 7
const today = '2026-11-23'

let world: TestWorld
let employee: Caller
beforeAll(async () => {
  world = await startWorld({ startAt: `${today}T10:00:00+08:00` })
  await book(world)
  employee = await world.signIn('LinXiaoMan')
})
afterAll(() => world.stop())

/** What was lost again is the oldest, so that no list of the newest has it. */
async function book({ database }: TestWorld): Promise<void> {
  const own = { employeeId: 'linxiaoman', branchId: '2', day: today, earnedDay: today, addId: 'made-up' }
  const gained = Array.from({ length: GAINED }, (_, at) => ({
    ...own,
    subject: `subject ${at}`,
    step: 1,
    amount: 1 as const,
    reason: 'earned',
    recordedAt: new Date(Date.parse(`${today}T08:00:00+08:00`) + at * 1_000),
  }))
  const lost = gained.slice(0, LOST).map((entry) => ({ ...entry, step: 2, amount: -1 as const, reason: 'ended-early' }))
  await database.write((tx) =>
    tx
      .insertInto('credit')
      .values([...gained, ...lost])
      .execute(),
  )
}

describe('A figure of more entries than a sheet lists', () => {
  it.each(['effective', 'month'])('says of "%s" what all of them come to, and how many there are', async (figure) => {
    const { body } = await employee.get<Explanation>(`/api/my-day/explanation?figure=${figure}`)
    expect(body.value).toBe(GAINED - LOST)
    expect(body.sentences[0]).toBe(`新增 ${GAINED}，减少 ${LOST}，合计 ${GAINED - LOST}。`)
    expect(body.terms.slice(0, 2).map(({ value }) => value)).toEqual([`+${GAINED}`, `-${LOST}`])
    expect([body.entries.length, body.entryCount]).toEqual([500, GAINED + LOST])
    expect(body.entries[0]?.contact).toBeNull()
  })

  it('is the figure my day shows', async () => {
    const { body } = await employee.get<MyDay>('/api/my-day')
    expect([body.effective, body.month.effective]).toEqual([GAINED - LOST, GAINED - LOST])
  })
})
