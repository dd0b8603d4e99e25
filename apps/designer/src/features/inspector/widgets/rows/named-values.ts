import type { Field } from '@tailorbird/flow/fields/field'
import { Assignment, NamedField } from '@tailorbird/flow/fields/named-field'
import { valueField } from '@tailorbird/flow/fields/value-field'
import { VALUE_KINDS, type ValueKind } from '@tailorbird/flow/fields/value-kinds'

const NAMES: Readonly<Record<ValueKind, string>> = {
  text: 'Text',
  number: 'Number',
  yesNo: 'Yes or no',
  moment: 'Date and time',
  zonedMoment: 'Date and time with zone',
  any: 'Anything',
}

export const KIND_CHOICES = VALUE_KINDS.map((kind) => ({ value: kind, label: NAMES[kind] }))

/** A value of a kind, as a field to edit it with. */
export function fieldOfKind(kind: ValueKind, label: string): Field {
  return kind === 'text' ? { kind, label, multiline: true } : valueField(kind, label)
}

/** A name on its way: letters, digits and _ only, so that what is typed is what later pills say. */
export const asKey = (typed: string) =>
  typed
    .replace(/\W+/g, '_')
    .replace(/^[^A-Za-z]+/, '')
    .slice(0, 40)

/** A name that no entry has yet: value, value2, … */
export function freeKey(stem: string, entries: readonly { key: string }[]): string {
  const taken = new Set(entries.map(({ key }) => key))
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? stem : `${stem}${number}`
    if (!taken.has(key)) return key
  }
}

/** Entries as far as they can be read: one that is half written is kept while it is written. */
export const assignmentsOf = (value: unknown): Assignment[] => readable(value, (entry) => Draft.safeParse(entry).data)
export const namedFieldsOf = (value: unknown): NamedField[] =>
  readable(value, (entry) => DraftField.safeParse(entry).data)

const readable = <T>(value: unknown, read: (entry: unknown) => T | undefined): T[] =>
  Array.isArray(value) ? value.flatMap((entry) => read(entry) ?? []) : []

const anyKey = NamedField.shape.label
const Draft = Assignment.extend({ key: anyKey })
const DraftField = NamedField.extend({ key: anyKey })
