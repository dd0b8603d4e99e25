import { z } from 'zod'
import { Binding } from '../expression/binding.ts'
import { GRAPH_FORMAT } from './graph-format.ts'

const Id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'An id has letters, digits, _ and - only, at most 64 of them.')

export const GraphNode = z.strictObject({
  /** Stable: pills name it. */
  id: Id,
  type: z.string().min(1).max(100),
  /** Free text for people. */
  label: z.string().max(200),
  position: z.strictObject({ x: z.number(), y: z.number() }),
  params: z.record(z.string(), Binding),
  /** A note for the next reader. */
  note: z.string().max(2000).optional(),
})
export type GraphNode = z.infer<typeof GraphNode>

export const Edge = z.strictObject({
  id: Id,
  from: Id,
  /** The port of `from` it leaves by. */
  port: z.string().min(1).max(40),
  to: Id,
})
export type Edge = z.infer<typeof Edge>

/** A flow's graph: what stands on the canvas. */
export const Graph = z.strictObject({
  format: z.literal(GRAPH_FORMAT),
  nodes: z.array(GraphNode).max(5000, 'A flow holds at most 5,000 nodes.'),
  edges: z.array(Edge).max(20_000, 'A flow holds at most 20,000 edges.'),
})
export type Graph = z.infer<typeof Graph>

export const emptyGraph = (): Graph => ({ format: GRAPH_FORMAT, nodes: [], edges: [] })
