// npm test: everything from a bare checkout. Extra words are passed on to vitest (npm test -- tests/domain).
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt, ensureInstalled, failPlainly, findChromium, root, say } from './setup.mjs'

const report = join(root, '.cache', `tests-${process.pid}.json`)

try {
  await ensureInstalled()
  await ensureBuilt(['client', 'server', 'doctor', 'simulator', 'screen'])
  process.env.CHROME_PATH = await findChromium()
} catch (fault) {
  failPlainly(fault)
}

mkdirSync(join(root, '.cache'), { recursive: true })
say(`Running the tests / 运行测试 (${process.env.TEST_ENGINE ?? 'pglite'})`)
const vitest = [
  join(root, 'node_modules/vitest/vitest.mjs'),
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
]
const { status } = spawnSync(process.execPath, [...vitest, ...process.argv.slice(2)], {
  cwd: root,
  stdio: ['ignore', 'inherit', 'inherit'],
})
const { passed, failed } = countOf(report)
rmSync(report, { force: true })
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exit(status === 0 && failed === 0 && passed > 0 ? 0 : 1)

/** A file that could not even be loaded counts as one failure. */
function countOf(file) {
  try {
    const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(file, 'utf8'))
    const unloaded = testResults.filter((suite) => suite.status === 'failed' && suite.assertionResults.length === 0)
    return { passed: numPassedTests, failed: numFailedTests + unloaded.length }
  } catch (fault) {
    process.stderr.write(`The tests left no report: ${fault.message}\n`)
    return { passed: 0, failed: 1 }
  }
}
