// Kills and disturbs the real program at length: npm run torture
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/torture/**/*.test.ts'],
    environment: 'node',
    globalSetup: ['test/support/global-setup.ts'],
    env: { TZ: 'UTC' },
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 3_600_000,
    hookTimeout: 120_000,
  },
})
