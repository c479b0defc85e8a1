// Stryker's test runner for server/domain: all tests of tests/domain in one bundle and one process, the quickest first. vitest
// takes more than a second for each of four thousand mutants; pure functions need none of what it does in that time.
import { readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'

/** Where Stryker's switches and counters stand. */
const NAMESPACE = '__stryker__'

/** They set the zone of the whole process. */
const leftOut = /time-zones\.test\.ts$/
const zoneTests = /\(I20\)$|time zone of the process$/

async function bundle() {
  const names = readdirSync('tests/domain').filter((name) => name.endsWith('.test.ts') && !leftOut.test(name))
  const imports = names.map((name) => `import './tests/domain/${name}'`)
  writeFileSync('all-tests.ts', [...imports, "export { tests } from './tests/mutation/vitest-here.mjs'"].join('\n'))
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: {
      alias: {
        vitest: resolve('tests/mutation/vitest-here.mjs'),
        'fast-check': resolve('tests/mutation/fast-check-here.mjs'),
      },
    },
    build: { ssr: 'all-tests.ts', outDir: 'all-tests', minify: false, rolldownOptions: { treeshake: false } },
  })
  const { tests } = await import(pathToFileURL(join(process.cwd(), 'all-tests/all-tests.js')).href)
  return tests.filter(({ name }) => !zoneTests.test(name)).map((test, index) => ({ ...test, id: String(index) }))
}

async function failureOf({ body }) {
  try {
    await body()
    return null
  } catch (failure) {
    return String(failure?.message ?? failure)
  }
}

class DomainRunner {
  tests = []
  mutation = (globalThis[NAMESPACE] ??= {})

  /** What only runs while a module loads is not mutated: so nothing has to be loaded again, a whole bundle for each mutant. */
  capabilities() {
    return { reloadEnvironment: true }
  }

  async init() {
    process.env.ZHENKE_HISTORIES = '4'
    this.tests = await bundle()
  }

  async dryRun() {
    const told = []
    for (const test of this.tests) {
      this.mutation.currentTestId = test.id
      const begun = performance.now()
      const failureMessage = await failureOf(test)
      test.timeSpentMs = performance.now() - begun
      const { id, name, timeSpentMs } = test
      told.push({ id, name, timeSpentMs, ...(failureMessage === null ? { status: 0 } : { status: 1, failureMessage }) })
    }
    this.mutation.currentTestId = 'afterwards'
    const { static: always, perTest } = this.mutation.mutantCoverage
    return { status: 'complete', tests: told, mutantCoverage: structuredClone({ static: always, perTest }) }
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }) {
    const wanted = new Set(testFilter)
    const chosen = this.tests.filter(({ id }) => !testFilter || wanted.has(id))
    Object.assign(this.mutation, { activeMutant: activeMutant.id, hitCount: 0, hitLimit })
    const outcome = await this.firstFailure(chosen.toSorted((a, b) => (a.timeSpentMs ?? 0) - (b.timeSpentMs ?? 0)))
    this.mutation.activeMutant = undefined
    if (hitLimit !== undefined && this.mutation.hitCount > hitLimit) return { status: 'timeout', reason: 'endless' }
    return outcome
  }

  async firstFailure(tests) {
    for (const [index, test] of tests.entries()) {
      const failureMessage = await failureOf(test)
      if (failureMessage !== null)
        return { status: 'killed', killedBy: [test.id], failureMessage, nrOfTests: index + 1 }
    }
    return { status: 'survived', nrOfTests: tests.length }
  }
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'domain', factory: () => new DomainRunner() }]
