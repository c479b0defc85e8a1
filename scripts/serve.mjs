import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { failPlainly, readEnvironmentFile, root } from './setup.mjs'

const entry = join(root, 'dist/server/main.js')
if (!existsSync(entry)) failPlainly('Nothing is built yet. Run first / 请先运行: npm run build')
readEnvironmentFile()
await import(entry)
