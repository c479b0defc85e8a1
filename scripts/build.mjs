import { ensureBuilt, ensureInstalled, failPlainly, say } from './setup.mjs'

try {
  await ensureInstalled()
  await ensureBuilt(['client', 'server', 'doctor', 'rebuild'])
  say('Built: dist/client and dist/server. Run it with: npm run serve')
} catch (fault) {
  failPlainly(fault)
}
