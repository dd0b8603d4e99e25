import type { Table } from '@tailorbird/contract/tables'
import type { Binding } from '@tailorbird/flow/expression/binding'
import type { Graph, GraphNode } from '@tailorbird/flow/graph/graph'
import { GRAPH_FORMAT } from '@tailorbird/flow/graph/graph-format'
import type { TableField, TableFieldKind } from '@tailorbird/flow/tables/table-field'
import { ROW } from '../../editor/model/canvas/card-size.ts'

interface Parts {
  table: Table
  title: TableField
  body: TableField | undefined
  publish: TableField | undefined
  attachments: TableField
}

/** What the story needs of a table: a text to post and pictures to go with it. Undefined when the table lacks them. */
export function storyParts(table: Table): Parts | undefined {
  const first = (kind: TableFieldKind) => table.fields.find((field) => field.kind === kind)
  const title = first('text')
  const attachments = first('attachments')
  return title && attachments
    ? { table, title, body: first('longText'), publish: first('yesNo'), attachments }
    : undefined
}

/** When a record is added, and it is to be published, its pictures are looked up and it is posted. */
export function announcementStory({ table, title, body, publish }: Parts): Graph {
  const steps: GraphNode[] = [
    node('start', 'records.created', 'Record created', { table: { fixed: table.id } }),
    ...(publish ? [node('publish', 'logic.if', `${publish.label}?`, { condition: { fixed: isYes(publish) } })] : []),
    node('pictures', 'records.look-up-attachments', 'Look Up Attachments', {
      record: pill('start', 'record'),
      kind: { fixed: 'images' },
      most: { fixed: 4 },
    }),
    node('post', 'x.create-post', 'Create Post', {
      account: { fixed: 'x_message' },
      mediaAccount: { fixed: 'x_media' },
      text: { parts: textOf(title, body) },
      media: pill('pictures', 'files'),
    }),
  ]
  return {
    format: GRAPH_FORMAT,
    nodes: steps.map((step, index) => ({ ...step, position: { x: 0, y: index * ROW } })),
    edges: steps.slice(1).map((step, index) => {
      const from = steps[index]?.id ?? ''
      return { id: `${from}-${step.id}`, from, port: from === 'publish' ? 'yes' : 'out', to: step.id }
    }),
  }
}

const node = (id: string, type: string, label: string, params: Record<string, Binding>): GraphNode => ({
  id,
  type,
  label,
  params,
  position: { x: 0, y: 0 },
})

const pill = (from: string, ...path: string[]) => ({ pill: { node: from, path } })

const isYes = ({ key }: TableField) => ({
  match: 'all',
  rules: [{ left: pill('start', 'record', key), operator: 'is', right: { fixed: true } }],
})

function textOf(title: TableField, body: TableField | undefined) {
  const first = pill('start', 'record', title.key)
  return body ? [first, '\n\n', pill('start', 'record', body.key)] : [first]
}
