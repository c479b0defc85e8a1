import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrate } from '../../server/database/migrate.ts'
import { migrationFiles } from '../../server/database/migration-files.ts'
import type { SqlSession } from '../../server/database/sql-session.ts'
import { emptyPglite } from '../support/pglite-template.ts'

const later = (text: string) => ({ name: '9998-later', text })

describe('migrations', () => {
  let pglite: PGlite
  let drop: () => Promise<void>
  let owner: SqlSession
  beforeAll(async () => {
    const empty = await emptyPglite()
    drop = empty.drop
    pglite = await PGlite.create(join(empty.where.directory, 'pglite'))
    owner = {
      async run(text, values) {
        if (values) return await pglite.query<Record<string, unknown>>(text, values)
        const results = await pglite.transaction((tx) => tx.exec(text))
        return { rows: results.flatMap((result) => result.rows) }
      },
    }
  })
  afterAll(async () => {
    await pglite.close()
    await drop()
  })

  it('are applied once', async () => {
    expect(migrationFiles.map((file) => file.name)[0]).toBe('0001-ground')
    expect(await migrate(owner, migrationFiles)).toEqual([])
  })

  it('leave nothing behind when a statement of the file fails', async () => {
    const broken = later('CREATE TABLE half_done (id TEXT); SELECT 1 / 0')
    await expect(migrate(owner, [...migrationFiles, broken])).rejects.toThrow('9998-later failed and was rolled back')
    const { rows } = await owner.run("SELECT to_regclass('half_done') AS found")
    expect(rows).toEqual([{ found: null }])
  })

  it('go forward only: a new file is applied, a changed or missing one refuses the start', async () => {
    const all = [...migrationFiles, later('CREATE TABLE made_up (id TEXT)')]
    expect(await migrate(owner, all)).toEqual(['9998-later'])
    const changed = [...migrationFiles, later('CREATE TABLE made_up (id TEXT, more TEXT)')]
    await expect(migrate(owner, changed)).rejects.toThrow('9998-later was changed after it had been applied')
    await expect(migrate(owner, migrationFiles)).rejects.toThrow('start a newer build')
    const early = [...all, { name: '0000-early', text: 'SELECT 1' }]
    await expect(migrate(owner, early)).rejects.toThrow('give it a higher number')
  })
})
