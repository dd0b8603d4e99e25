import type { Graph, GraphNode } from '@tailorbird/flow/graph/graph'
import type { NodeDescription } from '@tailorbird/flow/node/node-type'
import { type Workspace, emptyWorkspace } from './workspace.ts'

/** A small flow for the tests in this folder: start -> look -> post, one below the other. */
export const sampleFlow = (): Graph => ({
  format: 'tailorbird.flow/2',
  nodes: [
    sampleNode('start', 0, { table: { fixed: 'table-1' } }),
    sampleNode('look', 152, { record: { pill: { node: 'start', path: ['record'] } } }),
    sampleNode('post', 304, {
      text: { parts: ['News: ', { pill: { node: 'start', path: ['record', 'title'] } }] },
      media: { pill: { node: 'look', path: ['files'] } },
    }),
  ],
  edges: [
    { id: 'e1', from: 'start', port: 'out', to: 'look' },
    { id: 'e2', from: 'look', port: 'out', to: 'post' },
  ],
})

export const sampleNode = (id: string, y: number, params: GraphNode['params'] = {}): GraphNode => ({
  id,
  type: `test.${id}`,
  label: id,
  position: { x: 0, y },
  params,
})

/** Ids in order: n1, n2, … */
export function countingIds() {
  let count = 0
  return () => `n${(count += 1)}`
}

export const sampleWorkspace: Workspace = {
  ...emptyWorkspace,
  catalogue: [
    {
      type: 'test.start',
      kind: 'trigger',
      title: 'Record created',
      summary: 'When a record comes.',
      group: 'Start',
      icon: 'bolt',
      sentence: 'When a record is added to {table}',
      source: 'record',
      params: { table: { kind: 'table', label: 'Table' } },
      output: { record: { kind: 'record', label: 'Record', tableFrom: 'table' } },
    },
    {
      type: 'test.look',
      kind: 'action',
      title: 'Look Up Attachments',
      summary: 'Finds files.',
      group: 'Records',
      icon: 'table',
      keywords: ['images'],
      effect: 'reads',
      params: { record: { kind: 'record', label: 'Record' } },
      output: { files: { kind: 'files', label: 'Files' } },
    },
    {
      type: 'test.post',
      kind: 'action',
      title: 'Create Post',
      summary: 'Publishes a post on X.',
      group: 'X',
      icon: 'x',
      keywords: ['tweet', 'picture'],
      effect: 'writes',
      sentence: 'Post {text} with {media}',
      params: { text: { kind: 'postText', label: 'Text' }, media: { kind: 'files', label: 'Media', optional: true } },
      output: {},
    },
    {
      type: 'test.if',
      kind: 'branch',
      title: 'If',
      summary: 'Goes one way or the other.',
      group: 'Logic',
      icon: 'branch',
      params: { condition: { kind: 'condition', label: 'Condition' } },
      ports: { yes: 'Yes', no: 'No' },
    },
  ] satisfies NodeDescription[],
  tables: [
    {
      id: 'table-1',
      name: 'Announcements',
      recordCount: 0,
      createdAt: '2026-11-21T00:00:00Z',
      fields: [
        { key: 'title', label: 'Title', kind: 'text', required: true },
        { key: 'publish', label: 'Publish', kind: 'yesNo', required: false },
      ],
    },
  ],
}
