import type { Field } from '../fields/field.ts'
import { field } from '../fields/field.ts'
import { KINDS } from '../fields/kinds/kinds.ts'
import type { TableField, TableFieldKind } from './table-field.ts'

/** What a table adds to a kind of field: how it is kept in a record. */
interface StoredKind {
  /** In the middle of a sentence: "cannot become a yes/no field". */
  name: string
  /** The field as nodes, pills and checks see it. */
  asField(field: TableField): Field
  /** What stands in a record where nothing does. */
  empty: null | readonly []
  /** What was sent, in the form that is kept; what does not read as such a value stays as it is, to be refused. */
  kept(value: unknown): unknown
}

const asItIs = (value: unknown) => value

/** One object per kind of field that tables have. */
export const STORED: { readonly [K in TableFieldKind]: StoredKind } = {
  text: {
    name: 'text',
    asField: ({ label }) => field.text({ label, maxLength: 4000 }),
    empty: null,
    kept: asItIs,
  },
  longText: {
    name: 'long text',
    asField: ({ label }) => field.text({ label, multiline: true, maxLength: 100_000 }),
    empty: null,
    kept: asItIs,
  },
  number: { name: 'number', asField: ({ label }) => field.number({ label }), empty: null, kept: asItIs },
  yesNo: {
    name: 'yes/no',
    asField: ({ label }) => field.yesNo({ label }),
    empty: null,
    // Version 0.1 kept the words.
    kept: (value) => KINDS.yesNo.read(value) ?? value,
  },
  choice: {
    name: 'choice',
    asField: ({ label, options = [] }) =>
      field.choice({ label, options: Object.fromEntries(options.map((option) => [option, option])) }),
    empty: null,
    kept: asItIs,
  },
  moment: { name: 'date and time', asField: ({ label }) => field.moment({ label }), empty: null, kept: asItIs },
  zonedMoment: {
    name: 'date and time with zone',
    asField: ({ label }) => field.zonedMoment({ label }),
    empty: null,
    kept: (value) => KINDS.zonedMoment.read(value) ?? value,
  },
  attachments: { name: 'attachments', asField: ({ label }) => field.files({ label }), empty: [], kept: asItIs },
}
