/** The kinds of value that people give names to, in the order they are offered. Each is a kind of field: `value-field.ts`. */
export const VALUE_KINDS = ['text', 'number', 'yesNo', 'moment', 'zonedMoment', 'any'] as const
export type ValueKind = (typeof VALUE_KINDS)[number]

export const isValueKind = (value: unknown): value is ValueKind => VALUE_KINDS.some((kind) => kind === value)
