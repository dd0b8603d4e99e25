import { RESERVED_RECORD_KEYS } from '@tailorbird/flow/fields/record-value'

/** The key of a new field, made from its label: `Näher am Text!` becomes `naher_am_text`. Never one that is taken. */
export function keyFromLabel(label: string, taken: readonly string[]): string {
  const plain = label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 36)
    .replace(/_+$/, '')
  const stem = plain || 'field'
  const used = new Set([...taken, ...RESERVED_RECORD_KEYS])
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? stem : `${stem}_${number}`
    if (!used.has(key)) return key
  }
}
