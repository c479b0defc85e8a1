import type { Log } from '../ports.ts'
import type { Preparation } from './engine.ts'
import { installJobTables } from './job-tables.ts'
import { alone, migrate } from './migrate.ts'
import { migrationFiles } from './migration-files.ts'
import { createAppRole, grantAppRights } from './rights.ts'

/** Brings the structure and the rights of a database to what this build needs. */
export function preparation(log: Log): Preparation {
  return (owner) =>
    alone(owner, async () => {
      const applied = await migrate(owner, migrationFiles)
      await createAppRole(owner)
      await grantAppRights(owner)
      await installJobTables(owner)
      if (applied.length > 0) log.info({ applied }, 'Migrations were applied')
    })
}
