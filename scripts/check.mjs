// npm run check: what has to hold before anything is merged; stops at the first thing that does not.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ensureInstalled, failPlainly, root, say } from './setup.mjs'

// Played through days or through every door, or without SQL of their own: in CI they run on PGlite alone, to end within its time.
const long = [
  'consent',
  'non-interference',
  'profile',
  'review',
  'verification-recipient',
  'wecom-callback-crypto',
  'wecom-calls',
]
const leftOut = process.env.CI ? long.flatMap((name) => ['--exclude', `tests/server/${name}.test.ts`]) : []
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
    `Server tests on PostgreSQL 15${leftOut.length > 0 ? ` (in CI without ${long.join(', ')})` : ''}`,
    process.execPath,
    ['scripts/test.mjs', '--project', 'server', 'tests/server', ...leftOut],
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
