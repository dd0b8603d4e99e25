import { expect, test } from 'vitest'
import { keysOf, pressed } from './shortcut.ts'

const press = (key: string, more: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {}) => ({
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
  key,
})

test('shortcuts are Ctrl here and ⌘ there, and signs do not care how they are typed', () => {
  expect(pressed('Mod+Shift+Z', press('Z', { ctrlKey: true, shiftKey: true }), false)).toBe(true)
  expect(pressed('Mod+Z', press('z', { metaKey: true }), true)).toBe(true)
  expect(pressed('Mod+Z', press('z', { ctrlKey: true, shiftKey: true }), false)).toBe(false)
  expect(pressed('?', press('?', { shiftKey: true }), false)).toBe(true)
  expect(pressed('n', press('n', { ctrlKey: true }), false)).toBe(false)
  expect(keysOf('Mod+Shift+Z', false)).toEqual(['Ctrl', 'Shift', 'Z'])
})
