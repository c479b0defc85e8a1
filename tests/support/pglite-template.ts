import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../server/database/open-database.ts'
import { silentLog } from './silent-log.ts'

/** In memory where Linux offers it, so that the real fsync costs the tests nothing. */
const ground = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
const sources = 'server/database'

/** A migrated PGlite directory of its own, copied from one that is made once per set of migrations: initdb alone takes seconds. */
export async function emptyPglite(): Promise<{ where: { directory: string }; drop(): Promise<void> }> {
  const template = join(ground, `zhenke-template-${fingerprint()}`)
  if (!existsSync(template)) await makeTemplate(template)
  const directory = mkdtempSync(join(ground, 'zhenke-pglite-'))
  cpSync(template, directory, { recursive: true })
  return { where: { directory }, drop: async () => rmSync(directory, { recursive: true, force: true }) }
}

async function makeTemplate(template: string): Promise<void> {
  const directory = mkdtempSync(join(ground, 'zhenke-pglite-'))
  const database = await openDatabase({ directory }, silentLog)
  await database.close()
  try {
    renameSync(directory, template)
  } catch {
    rmSync(directory, { recursive: true, force: true }) // another test process was quicker
  }
}

function fingerprint(): string {
  const hash = createHash('sha256').update(readFileSync('package-lock.json'))
  for (const entry of readdirSync(sources, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) hash.update(entry.name).update(readFileSync(join(entry.parentPath, entry.name)))
  }
  return hash.digest('hex').slice(0, 16)
}
