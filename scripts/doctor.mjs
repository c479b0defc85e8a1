import { join } from 'node:path'
import { ensureBuilt, ensureInstalled, failPlainly, readEnvironmentFile, root } from './setup.mjs'

try {
  await ensureInstalled()
  await ensureBuilt(['doctor'])
  readEnvironmentFile()
  await import(join(root, 'dist/doctor/doctor.js'))
} catch (fault) {
  failPlainly(fault)
}
