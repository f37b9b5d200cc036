// Kills and disturbs the real program at length: npm run torture
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/torture/**/*.test.ts', 'test/stories/kills.test.ts'],
    environment: 'node',
    globalSetup: ['test/support/global-setup.ts'],
    // test/stories/kills.test.ts then dies at every named moment, not only at the sampled ones.
    env: { TZ: 'UTC', EVERY_MOMENT: '1' },
    maxConcurrency: 4,
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 3_600_000,
    hookTimeout: 120_000,
  },
})
