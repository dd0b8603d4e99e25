import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('the lockfile names no host, so that it installs from whatever registry a machine uses', () => {
  const lines = readFileSync(join(import.meta.dirname, '..', 'pnpm-lock.yaml'), 'utf8').split('\n')
  expect(lines.length).toBeGreaterThan(1000)
  expect(lines.filter((line) => /https?:\/\//.test(line))).toEqual([])
})
