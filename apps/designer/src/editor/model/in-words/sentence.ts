import type { Graph, GraphNode } from '@tailorbird/flow/graph/graph'
import { type GraphIndex, indexGraph } from '@tailorbird/flow/graph/graph-index'
import { portsOfNode } from '@tailorbird/flow/graph/ports-of-node'
import { inWords, type Names } from './in-words.ts'
import { labelOf } from '../pills/pill-label.ts'
import { type Workspace, surroundingsOf } from '../workspace.ts'

/** A piece of a card's sentence: plain words, or the value of a field. */
export interface Phrase {
  text: string
  /** The value of a field, or its name in place of a value that is missing. */
  is?: 'value' | 'missing'
}

/** The one line of what a node will do, with its fields' values filled in. */
export function sentenceOf(node: GraphNode, index: GraphIndex, workspace: Workspace): Phrase[] {
  const type = surroundingsOf(workspace).nodeType(node.type)
  if (!type) return [{ text: `Unknown node "${node.type}"` }]
  const names = namesIn(index, workspace)
  const pieces = (type.sentence ?? type.summary).split(/\{(\w+)\}/)
  return pieces.flatMap((piece, place): Phrase[] => {
    if (place % 2 === 0) return piece === '' ? [] : [{ text: piece }]
    const field = type.params[piece]
    if (!field) return []
    const words = inWords(node.params[piece], field, names).replace(/\s+/g, ' ').trim()
    if (words !== '') return [{ text: shortened(words), is: 'value' }]
    return [{ text: field.optional ? `no ${field.label.toLowerCase()}` : field.label.toLowerCase(), is: 'missing' }]
  })
}

export const plainSentence = (phrases: readonly Phrase[]) => phrases.map(({ text }) => text).join('')

export function namesIn(index: GraphIndex, workspace: Workspace): Names {
  const surroundings = surroundingsOf(workspace)
  return {
    pill: (pill) => labelOf(pill, { index, surroundings }).field,
    table: (id) => workspace.tables.find((table) => table.id === id)?.name,
    way(nodeId, port) {
      const node = index.node.get(nodeId)
      const type = node && surroundings.nodeType(node.type)
      const ports = type ? portsOfNode(type, node.params) : {}
      return { node: node?.label ?? 'a deleted node', port: ports[port] ?? port }
    },
    flow: (id) => workspace.flows.find((flow) => flow.id === id)?.name,
  }
}

/** Names for a graph that is only being looked at. */
export const namesOf = (graph: Graph, workspace: Workspace) => namesIn(indexGraph(graph), workspace)

const shortened = (words: string) => (words.length > 60 ? `${words.slice(0, 58).trimEnd()}…` : words)
