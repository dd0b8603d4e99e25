// One Postgres for the whole run, and in it one migrated database from which every test file gets its own copy.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbeddedPostgres } from '@tailorbird/db/embedded/open-embedded-postgres'
import { migrate } from '@tailorbird/db/migrate'
import type { TestProject } from 'vitest/node'
import { guardTransitions } from './guard-transitions.ts'

export async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'tailorbird-test-'))
  const postgres = await openEmbeddedPostgres({ folder, durable: false })
  await migrate(postgres.url)
  await guardTransitions(postgres.url)
  project.provide('postgresUrl', postgres.url)
  return async () => {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    /** A migrated database that nobody connects to: the template. */
    postgresUrl: string
  }
}
