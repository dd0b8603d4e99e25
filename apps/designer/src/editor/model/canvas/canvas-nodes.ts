import type { GraphNode } from '@tailorbird/flow/graph/graph'
import type { GraphIndex } from '@tailorbird/flow/graph/graph-index'
import { casesIn, portsOfNode } from '@tailorbird/flow/graph/ports-of-node'
import type { NodeDescription } from '@tailorbird/flow/node/node-type'
import { type Node, type NodeHandle, Position as Side } from 'reactflow'
import { CARD } from './card-size.ts'
import type { Position } from './place-node.ts'
import { plainSentence, sentenceOf } from '../in-words/sentence.ts'
import { type Workspace, surroundingsOf } from '../workspace.ts'

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
      handles: handlesOf(type, node.params),
      ariaRole: 'group',
      domAttributes: { tabIndex },
      ariaLabel: `${node.label}. ${plainSentence(sentenceOf(node, input.index, input.workspace))}`,
    }
    made.set(node, canvasNode)
    return canvasNode
  })
}

/** The ports of a node and where they sit on its card, in the order of the ports. */
export function handlesOf(type: NodeDescription | undefined, params: GraphNode['params']): NodeHandle[] {
  const places = portPlaces(type, params)
  const known = handleCache.get(places)
  if (known) return known
  const handles: NodeHandle[] = places.map(({ port, x, y, side }) => ({
    id: port,
    type: port === 'in' ? 'target' : 'source',
    position: side,
    x: x - HANDLE / 2,
    y: y - HANDLE / 2,
    width: HANDLE,
    height: HANDLE,
  }))
  handleCache.set(places, handles)
  return handles
}

const handleCache = new WeakMap<readonly PortPlace[], NodeHandle[]>()

/** Large enough to be hit with a finger; only its middle is drawn. */
export const HANDLE = 24

export interface PortPlace {
  port: string
  label: string
  /** The middle of the port, from the card's top left corner. */
  x: number
  y: number
  side: Side
  /** How wide its name may be written before it runs into its neighbour's. */
  room: number
}

/** The same ports give the same list: most nodes have those of their type, and the list is made once for each. */
export function portPlaces(type: NodeDescription | undefined, params: GraphNode['params']): readonly PortPlace[] {
  if (!type) return UNKNOWN
  const cache = placeCache.get(type) ?? new Map<string, readonly PortPlace[]>()
  placeCache.set(type, cache)
  const own = Object.entries(type.params).flatMap(([name, { kind }]) => (kind === 'cases' ? casesIn(params[name]) : []))
  const key = own.length === 0 ? '' : JSON.stringify(own)
  const places = cache.get(key) ?? placed(portsOfNode(type, params), type.kind !== 'trigger')
  cache.set(key, places)
  return places
}

const placeCache = new WeakMap<NodeDescription, Map<string, readonly PortPlace[]>>()

function placed(ports: Readonly<Record<string, string>>, hasWayIn: boolean): PortPlace[] {
  const main = Object.entries(ports).filter(([port]) => port !== 'error')
  const places: PortPlace[] = main.map(([port, label], place) => ({
    port,
    label,
    x: CARD.width * across(place, main.length),
    y: CARD.height,
    side: Side.Bottom,
    room: main.length > 1 ? CARD.width * (across(1, main.length) - across(0, main.length)) - 12 : CARD.width,
  }))
  const error = ports['error']
  if (error !== undefined)
    places.push({ port: 'error', label: error, x: CARD.width, y: CARD.height / 2, side: Side.Right, room: CARD.width })
  if (hasWayIn) places.unshift({ port: 'in', label: 'In', x: CARD.width / 2, y: 0, side: Side.Top, room: CARD.width })
  return places
}

/** One in the middle, two a third from each side; more share the whole width, so that their names have room. */
const across = (place: number, count: number) => (count < 3 ? (place + 1) / (count + 1) : (2 * place + 1) / (2 * count))

const UNKNOWN = placed({ out: 'Then' }, true)
