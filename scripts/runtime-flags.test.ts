import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { RUNTIME_FLAGS } from './runtime-flags.ts'

test('workers run with the same flags as servers', () => {
  const { scripts } = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  expect(scripts['worker']).toContain(` ${RUNTIME_FLAGS.join(' ')} apps/runtime/src/process/worker.ts`)
})
