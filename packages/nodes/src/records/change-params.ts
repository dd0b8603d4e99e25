import { type Values, field } from '@tailorbird/flow/fields/field'
import type { RecordSource } from '@tailorbird/flow/node/node-type'

/** What the triggers of changed records share. */
export const changeParams = {
  table: field.table({ label: 'Table' }),
  condition: field.condition({
    label: 'Only when',
    hint: 'Leave it empty to start for every record.',
    optional: true,
  }),
}

/** How often one record may start the flow by being changed. */
export const updateParams = {
  strategy: field.choice({
    label: 'Start a run',
    options: {
      every: 'For every update',
      unique: 'For each unique change',
      once: 'Once for each record',
      idle: 'Only if none is running for that record',
    },
    initial: 'every',
    optional: true,
  }),
  fields: field.list({
    label: 'Only when one of these fields changed',
    hint: 'Leave it empty to start whichever field changed.',
    of: field.text({ label: 'Field' }),
    optional: true,
  }),
}

type Updates = Values<typeof changeParams> & Partial<Values<typeof updateParams>>

export const asRecordSource = ({ table, condition, strategy, fields }: Updates): RecordSource => ({
  table,
  condition: condition ?? undefined,
  strategy: strategy ?? 'every',
  fields: fields ?? [],
})

export const changeOutput = {
  record: field.record({ label: 'Record', tableFrom: 'table' }),
  previous: field.record({ label: 'Record before', tableFrom: 'table' }),
  changed_fields: field.list({
    label: 'Changed fields',
    of: field.object({
      label: 'Changed field',
      fields: {
        field: field.text({ label: 'Key' }),
        label: field.text({ label: 'Name' }),
        previous: field.any({ label: 'Before' }),
        current: field.any({ label: 'Now' }),
      },
    }),
  }),
}
