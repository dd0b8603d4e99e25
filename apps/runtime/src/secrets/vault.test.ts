import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { Unreadable, Vault } from './vault.ts'

const place = { table: 'connections', row: '0197', column: 'credential' }

test('opens what it sealed, whatever the text', () => {
  const vault = new Vault(randomBytes(32))
  for (const text of ['', 'secret', 'ключ 🔑', 'x'.repeat(10_000)]) {
    expect(vault.open(vault.seal(text, place), place)).toBe(text)
  }
})

test('seals the same text differently each time and shows nothing of it', () => {
  const vault = new Vault(randomBytes(32))
  const sealed = vault.seal('a well known token', place)
  expect(sealed.equals(vault.seal('a well known token', place))).toBe(false)
  expect(sealed.toString('latin1')).not.toContain('well known')
})

test('does not open a value of which any byte was changed or is missing', () => {
  const vault = new Vault(randomBytes(32))
  const sealed = vault.seal('secret', place)
  for (let index = 0; index < sealed.length; index++) {
    const tampered = Buffer.from(sealed)
    tampered[index] = (tampered[index] ?? 0) ^ 1
    expect(() => vault.open(tampered, place), `byte ${index}`).toThrow(Unreadable)
    expect(() => vault.open(sealed.subarray(0, index), place), `cut at ${index}`).toThrow(Unreadable)
  }
})

test('does not open a value that was moved to another row, column or table', () => {
  const vault = new Vault(randomBytes(32))
  const sealed = vault.seal('secret', place)
  expect(() => vault.open(sealed, { ...place, row: '0198' })).toThrow(Unreadable)
  expect(() => vault.open(sealed, { ...place, column: 'client_secret' })).toThrow(Unreadable)
  expect(() => vault.open(sealed, { ...place, table: 'x_apps' })).toThrow(Unreadable)
})

test('does not open what another key sealed, and names that key', () => {
  const sealed = new Vault(randomBytes(32)).seal('secret', place)
  const keyId = sealed.subarray(1, 9).toString('hex')
  expect(() => new Vault(randomBytes(32)).open(sealed, place)).toThrow(keyId)
})

test('opens with a former key and seals with the current one', () => {
  const old = randomBytes(32)
  const sealed = new Vault(old).seal('secret', place)
  const current = randomBytes(32)
  const vault = new Vault(current, [old])
  expect(vault.open(sealed, place)).toBe('secret')
  expect(new Vault(current).open(vault.seal('secret', place), place)).toBe('secret')
})
