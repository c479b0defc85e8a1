// npm run mutation, or -- FILE for some files of server/domain: whether the tests of the domain notice when it is changed.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled, failPlainly, root, run } from './setup.mjs'

const VERSION = '9.6.1'
const place = join(root, '.cache/mutation')
const stryker = join(place, 'node_modules/@stryker-mutator/core/bin/stryker.js')

/** 134 packages that nobody else needs: so not among the development dependencies. */
async function ensureStryker() {
  if (existsSync(stryker)) return
  mkdirSync(place, { recursive: true })
  writeFileSync(join(place, 'package.json'), '{ "private": true }')
  const npm = process.env.npm_execpath
  const [program, args] = npm ? [process.execPath, [npm]] : ['npm', []]
  const install = ['install', '--prefix', place, '--no-audit', '--no-fund', `@stryker-mutator/core@${VERSION}`]
  const title = 'Installing Stryker into .cache/mutation / 安装变异测试工具 (once, about a minute)'
  await run(title, program, [...args, ...install])
}

try {
  await ensureInstalled()
  await ensureStryker()
} catch (fault) {
  failPlainly(fault)
}
const files = process.argv.slice(2).map((name) => `server/domain/${name.replace(/\.ts$/, '')}.ts`)
const { status } = spawnSync(
  process.execPath,
  [stryker, 'run', 'tests/mutation/stryker.json', ...(files.length > 0 ? ['--mutate', files.join(',')] : [])],
  { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
)
process.exit(status ?? 1)
