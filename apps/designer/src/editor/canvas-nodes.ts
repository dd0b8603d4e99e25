import type { GraphNode } from '@tailorbird/flow/graph/graph'
import type { GraphIndex } from '@tailorbird/flow/graph/graph-index'
import { type NodeDescription, portsOf } from '@tailorbird/flow/node/node-type'
import { type Node, type NodeHandle, Position as Side } from 'reactflow'
import { CARD } from './card-size.ts'
import type { Position } from './place-node.ts'
import { plainSentence, sentenceOf } from './sentence.ts'
import { type Workspace, surroundingsOf } from './workspace.ts'

/** A node as React Flow draws it: derived from the flow, never the truth itself. */
export type CanvasNode = Node<{ node: GraphNode; type: NodeDescription | undefined }, 'card'>

interface CanvasNodesInput {
  index: GraphIndex
  workspace: Workspace
  selected: ReadonlySet<string>
  /** The one card that Tab reaches; arrows lead on from there. */
  tabStop: string | undefined
  /** Where cards are while they are being dragged. */
  dragged: ReadonlyMap<string, Position>
  readOnly: boolean
}

/** What was made of a node last: it is made anew only when something about it is different. */
const made = new WeakMap<GraphNode, CanvasNode>()

/** Cards that did not change stay the same objects, so that a change of one card of a thousand redraws one card. */
export function canvasNodes(input: CanvasNodesInput): CanvasNode[] {
  const { nodeType } = surroundingsOf(input.workspace)
  return input.index.graph.nodes.map((node) => {
    const type = nodeType(node.type)
    const position = input.dragged.get(node.id) ?? node.position
    const selected = input.selected.has(node.id)
    const tabIndex = node.id === input.tabStop ? 0 : -1
    const old = made.get(node)
    if (
      old &&
      old.data.type === type &&
      old.selected === selected &&
      old.position === position &&
      old.domAttributes?.tabIndex === tabIndex &&
      old.draggable === !input.readOnly
    ) {
      return old
    }
    const canvasNode: CanvasNode = {
      id: node.id,
      type: 'card',
      position,
      selected,
      draggable: !input.readOnly,
      data: old && old.data.type === type ? old.data : { node, type },
      width: CARD.width,
      height: CARD.height,
      measured: CARD,
      handles: handlesOf(type),
      ariaRole: 'group',
      domAttributes: { tabIndex },
      ariaLabel: `${node.label}. ${plainSentence(sentenceOf(node, input.index, input.workspace))}`,
    }
    made.set(node, canvasNode)
    return canvasNode
  })
}

/** The ports of a kind of node and where they sit on its card, in the order of the ports. */
export function handlesOf(type: NodeDescription | undefined): NodeHandle[] {
  const known = type && handleCache.get(type)
  if (known) return known
  const handles: NodeHandle[] = portPlaces(type).map(({ port, x, y, side }) => ({
    id: port,
    type: port === 'in' ? 'target' : 'source',
    position: side,
    x: x - HANDLE / 2,
    y: y - HANDLE / 2,
    width: HANDLE,
    height: HANDLE,
  }))
  if (type) handleCache.set(type, handles)
  return handles
}

const handleCache = new WeakMap<NodeDescription, NodeHandle[]>()

/** Large enough to be hit with a finger; only its middle is drawn. */
export const HANDLE = 24

export interface PortPlace {
  port: string
  label: string
  /** The middle of the port, from the card's top left corner. */
  x: number
  y: number
  side: Side
}

export function portPlaces(type: NodeDescription | undefined): PortPlace[] {
  const known = type && placeCache.get(type)
  if (known) return known
  const ports = type ? Object.entries(portsOf(type)) : [['out', 'Then'] as const]
  const main = ports.filter(([port]) => port !== 'error')
  const places: PortPlace[] = main.map(([port, label], place) => ({
    port,
    label,
    x: (CARD.width * (place + 1)) / (main.length + 1),
    y: CARD.height,
    side: Side.Bottom,
  }))
  const error = ports.find(([port]) => port === 'error')
  if (error) places.push({ port: 'error', label: error[1], x: CARD.width, y: CARD.height / 2, side: Side.Right })
  if (type?.kind !== 'trigger') places.unshift({ port: 'in', label: 'In', x: CARD.width / 2, y: 0, side: Side.Top })
  if (type) placeCache.set(type, places)
  return places
}

const placeCache = new WeakMap<NodeDescription, PortPlace[]>()
