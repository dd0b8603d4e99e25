import { field } from '@tailorbird/flow/fields/field'
import { defineWait } from '@tailorbird/flow/node/node-type'

/** The table is decided while the parameter is looked up, so that the run shows what went in and which row it was.
 *  A wait that never waits: that is the kind of node that has both ways out of its own and an output. */
export const decisionTable = defineWait({
  type: 'logic.decision-table',
  title: 'Decision table',
  summary: 'Finds the first row that matches and hands on its results.',
  group: 'Logic',
  icon: 'table-options',
  keywords: ['decide', 'lookup', 'rules', 'matrix', 'routing', 'if', 'switch', 'spreadsheet'],
  sentence: 'Decide {table}',
  params: {
    table: field.decisions({
      label: 'Table',
      hint: 'Asked from top to bottom; the first row that matches is taken. An empty cell matches anything.',
    }),
  },
  output: {
    result: field.object({ label: 'Result', fields: {}, fieldsFrom: 'table' }),
    row: field.number({ label: 'Number of the row, 0 for none of them' }),
  },
  ports: { out: 'A row matches', none: 'No row matches' },
  async look({ params: { table } }) {
    return { leaveBy: table.by === 'nothing' ? 'none' : 'out', output: { result: table.result, row: table.row ?? 0 } }
  },
})
