import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    reporters: ['default', './scripts/plain-reporter.ts'],
    globalSetup: ['./test/support/one-postgres.ts'],
    // Two cores are common on CI; a browser and a Postgres want their share.
    maxWorkers: '75%',
    projects: [
      project('unit', ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'scripts/**/*.test.ts'], 30),
      project('journeys', ['test/journeys/**/*.test.ts', 'test/chaos/**/*.test.ts'], 90),
      project('screens', ['test/screens/**/*.test.ts'], 120),
    ],
  },
})

function project(name: string, include: string[], timeoutSeconds: number) {
  const timeout = timeoutSeconds * 1000
  return { test: { name, include, testTimeout: timeout, hookTimeout: timeout } }
}
