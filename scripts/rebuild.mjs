import { join } from 'node:path'
import { ensureBuilt, ensureInstalled, failPlainly, readEnvironmentFile, root } from './setup.mjs'

try {
  await ensureInstalled()
  await ensureBuilt(['rebuild'])
  readEnvironmentFile()
  await import(join(root, 'dist/rebuild/rebuild.js'))
} catch (fault) {
  failPlainly(fault)
}
