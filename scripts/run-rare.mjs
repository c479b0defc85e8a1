// Runs of tests/<folder>/<name>.test.ts, which take too long for every npm test.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ensureBuilt, ensureInstalled, failPlainly, findChromium, root } from './setup.mjs'

export async function runRare(folder, names) {
  const words = process.argv.slice(2)
  const at = words.indexOf('--rounds')
  const rounds = at < 0 ? undefined : words.splice(at, 2)[1]
  const unknown = words.find((word) => !names.includes(word))
  if (unknown) failPlainly(`There is no ${folder} run named ${unknown}. There are: ${names.join(', ')}.`)
  try {
    await ensureInstalled()
    await ensureBuilt(['client', 'server', 'simulator', 'screen'])
    process.env.CHROME_PATH = await findChromium()
  } catch (fault) {
    failPlainly(fault)
  }
  const files = (words.length ? words : names).map((name) => `tests/${folder}/${name}.test.ts`)
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--project', folder, ...files],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        ZHENKE_RARE: folder,
        ...(rounds ? { ZHENKE_ROUNDS: rounds } : {}),
        ZHENKE_REPORTS: join(root, '.cache'),
      },
    },
  )
  process.exit(status ?? 1)
}
