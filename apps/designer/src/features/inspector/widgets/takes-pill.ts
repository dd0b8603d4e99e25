import type { FieldKind } from '@tailorbird/flow/fields/field'

/** Kinds that may be a single pill in place of a value of their own. */
export const TAKES_PILL: Readonly<Record<FieldKind, boolean>> = {
  text: false,
  postText: false,
  number: true,
  toggle: true,
  choice: true,
  moment: true,
  alias: false,
  table: false,
  record: true,
  condition: false,
  schedule: false,
  files: true,
  list: true,
  object: true,
  any: true,
  fieldList: false,
  assignments: false,
  flow: false,
  flowInputs: false,
  cases: false,
  decisions: false,
  duration: true,
  code: false,
}

/** Kinds that are written in the text editor, which takes pills among its letters. */
export const IS_TEXT: ReadonlySet<FieldKind> = new Set<FieldKind>(['text', 'postText', 'any'])

/** Kinds that a label cannot name by pointing at one input: they are a group with the label as its name. */
export const IS_GROUP: ReadonlySet<FieldKind> = new Set<FieldKind>([
  'condition',
  'schedule',
  'object',
  'record',
  'files',
  'fieldList',
  'assignments',
  'flowInputs',
  'cases',
  'decisions',
  'duration',
])
