// npm run check: what has to hold before anything is merged; stops at the first thing that does not.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ensureInstalled, failPlainly, root, say } from './setup.mjs'

const bin = (name) => join(root, 'node_modules/.bin', name)
const steps = [
  ['Types', bin('vue-tsc'), ['--noEmit']],
  ['Lint', bin('oxlint'), ['--deny-warnings']],
  ['Format', bin('oxfmt'), ['--check', '.']],
  [
    'Who may import whom',
    bin('depcruise'),
    ['server', 'src', 'simulator', 'tests', '--config', '.dependency-cruiser.cjs'],
  ],
  ['Dead code', bin('knip'), []],
  ['Tests on PGlite', process.execPath, ['scripts/test.mjs']],
  [
    'Server tests on PostgreSQL 15',
    process.execPath,
    ['scripts/test.mjs', '--project', 'server', 'tests/server'],
    { TEST_ENGINE: 'postgres' },
  ],
]

await ensureInstalled().catch(failPlainly)
for (const [title, program, args, extra] of steps) {
  say(title)
  const { status } = spawnSync(program, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...extra },
  })
  if (status !== 0) failPlainly(`${title}: failed.`)
}
