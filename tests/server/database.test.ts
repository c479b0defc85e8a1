import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../server/database/open-database.ts'
import type { OpenDatabase } from '../../server/database/open-database.ts'
import { silentLog } from '../support/silent-log.ts'

describe('the database', () => {
  let database: OpenDatabase
  beforeAll(async () => {
    database = await openDatabase({ directory: 'memory://' }, silentLog)
  })
  afterAll(() => database.close())

  it('opens migrated', async () => {
    expect(await database.read.selectFrom('employee').selectAll().execute()).toEqual([])
    await database.write(async (tx) => {
      await tx.insertInto('calendarDay').values({ day: '2026-10-01', weight: 0, name: 'x', source: 'y' }).execute()
    })
    expect(await database.read.selectFrom('calendarDay').selectAll().execute()).toEqual([
      { day: '2026-10-01', weight: 0, name: 'x', source: 'y' },
    ])
  })
})
