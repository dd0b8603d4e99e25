import { readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

/** Why: docs/decisions/0012-drizzle-keeps-the-entries-in-use.md */
const ENTRIES = [
  '.',
  './casing',
  './gel-core',
  './mysql-core',
  './node-postgres',
  './node-postgres/migrator',
  './pg-core',
  './relations',
  './singlestore-core',
  './sqlite-core',
  './version',
]

test.each(['.', 'packages/db', 'apps/runtime', 'test'])(
  'the drizzle that %s uses names only the entries in use, so that Node reads a short list for each of its modules',
  (folder) => {
    const file = join(realpathSync(join(root, folder, 'node_modules', 'drizzle-orm')), 'package.json')
    const { exports } = JSON.parse(readFileSync(file, 'utf8')) as { exports: Record<string, unknown> }
    expect(Object.keys(exports).toSorted()).toEqual(ENTRIES)
  },
)
