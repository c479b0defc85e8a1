import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { PATIENCE } from './tests/support/patience.ts'

const project = (name: string, include: string[], test: object = {}) => ({
  plugins: [vue()],
  // Against hanging only: what has to be quick is measured by npm run bench, on a machine that does nothing else.
  test: { name, include, testTimeout: 300_000, hookTimeout: 300_000, expect: { poll: { timeout: PATIENCE } }, ...test },
})

/** Fault runs and benchmarks: minutes each, so only when they are asked for (npm run faults, npm run bench). */
const rare = process.env.ZHENKE_RARE
  ? [
      project(process.env.ZHENKE_RARE, [`tests/${process.env.ZHENKE_RARE}/**/*.test.ts`], {
        fileParallelism: false,
        testTimeout: 3_600_000,
      }),
    ]
  : []

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      project('domain', ['tests/domain/**/*.test.ts', 'tests/*.test.ts']),
      project('server', ['tests/server/**/*.test.ts', 'tests/simulator/**/*.test.ts'], {
        globalSetup: 'tests/support/one-cluster.ts',
      }),
      project('client', ['tests/client/**/*.test.ts']),
      ...rare,
      project('journeys', ['tests/journeys/**/*.test.ts'], {
        fileParallelism: false,
        globalSetup: 'tests/support/one-past.ts',
      }),
    ],
  },
})
