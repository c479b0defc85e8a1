import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const project = (name: string, include: string[], test: object = {}) => ({
  plugins: [vue()],
  test: { name, include, testTimeout: 30_000, hookTimeout: 60_000, ...test },
})

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      project('domain', ['tests/domain/**/*.test.ts', 'tests/*.test.ts']),
      project('server', ['tests/server/**/*.test.ts', 'tests/simulator/**/*.test.ts']),
      project('client', ['tests/client/**/*.test.ts']),
      project('journeys', ['tests/journeys/**/*.test.ts'], {
        fileParallelism: false,
        testTimeout: 120_000,
        hookTimeout: 120_000,
      }),
    ],
  },
})
