import { availableParallelism } from 'node:os'

import { defineConfig } from 'vitest/config'

/** Counts what the engine does from the moment that it is loaded, so it needs an engine of its own. */
const counting = '__tests__/lint/work.test.ts'

export default defineConfig({
  test: {
    // Vitest leaves a processor free by default. One worker more than processors fills the waits for other processes.
    maxWorkers: availableParallelism() + 1,
    // Some tests start processes, and a machine may be busy; no test is about time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'engine',
          include: ['__tests__/lint/**/*.test.ts'],
          exclude: [counting],
          // The engine is pure, so a worker loads it once for all of its test files.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'machine',
          include: ['__tests__/**/*.test.ts'],
          exclude: ['__tests__/lint/**'],
        },
      },
      { extends: true, test: { name: 'counting', include: [counting] } },
    ],
  },
})
