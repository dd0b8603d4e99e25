import { TableFieldKind } from '@tailorbird/flow/tables/table-field'

/** The kinds of field as people choose them. */
export const FIELD_KINDS: Record<TableFieldKind, { name: string; says: string }> = {
  text: { name: 'Text', says: 'one line' },
  longText: { name: 'Long text', says: 'several lines' },
  number: { name: 'Number', says: 'whole or with decimals' },
  yesNo: { name: 'Yes or no', says: 'may also be blank' },
  choice: { name: 'Choice', says: 'one of a list' },
  moment: { name: 'Date and time', says: 'in the zone of whoever looks' },
  zonedMoment: { name: 'Date and time with zone', says: 'as its clocks show it, for everybody' },
  attachments: { name: 'Attachments', says: 'pictures, files' },
}

export const kindOptions = TableFieldKind.options.map((kind) => ({
  value: kind,
  label: `${FIELD_KINDS[kind].name}, ${FIELD_KINDS[kind].says}`,
}))
