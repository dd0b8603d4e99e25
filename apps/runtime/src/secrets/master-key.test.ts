import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { masterKey } from './master-key.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tailorbird-key-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('makes a key at the first start that only its owner may read, and keeps it', () => {
  const dataFolder = join(folder, 'data')
  const first = masterKey({ masterKey: undefined, dataFolder })
  expect(first).toHaveLength(32)
  expect(statSync(join(dataFolder, 'master.key')).mode & 0o777).toBe(0o600)
  expect(masterKey({ masterKey: undefined, dataFolder }).equals(first)).toBe(true)
})

test('takes the key of the environment before the file', () => {
  const given = randomBytes(32)
  masterKey({ masterKey: undefined, dataFolder: folder })
  expect(masterKey({ masterKey: given, dataFolder: folder })).toBe(given)
})

test('closes a key file that others may read', () => {
  const first = masterKey({ masterKey: undefined, dataFolder: folder })
  chmodSync(join(folder, 'master.key'), 0o644)
  expect(masterKey({ masterKey: undefined, dataFolder: folder }).equals(first)).toBe(true)
  expect(statSync(join(folder, 'master.key')).mode & 0o777).toBe(0o600)
})

test('says what to do about a damaged key file and never replaces it', () => {
  writeFileSync(join(folder, 'master.key'), 'oops')
  expect(() => masterKey({ masterKey: undefined, dataFolder: folder })).toThrow('Put back a copy')
})
