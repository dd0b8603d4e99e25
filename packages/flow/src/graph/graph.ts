import { z } from 'zod'
import { Binding } from '../expression/binding.ts'
import { GRAPH_FORMAT } from './graph-format.ts'
import { issue } from '../words/issue.ts'
import { upgradeGraph } from './upgrade-graph.ts'

const Id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, issue('input.graph-id'))

/** How often a node that failed is tried again, and with what pauses. X's own reset times are honoured besides. */
export const Retry = z.strictObject({
  times: z.number().int().min(1).max(20),
  pauses: z.enum(['fixed', 'exponential']),
  /** The first pause, in seconds. */
  seconds: z.number().min(1).max(86_400),
})
export type Retry = z.infer<typeof Retry>

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
  retry: Retry.optional(),
  /** How long one attempt may take, in seconds. Unset: 5 minutes. */
  timeoutSeconds: z.number().int().min(1).max(3600).optional(),
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

/** How the runs of a flow behave as a whole. */
export const FlowSettings = z.strictObject({
  /** At most `runs` at the same time, counted per flow or per value of the key; the others wait in line, in order. */
  concurrency: z
    .strictObject({
      runs: z.number().int().min(1).max(1000),
      per: z.enum(['flow', 'key']),
      /** A data pill of the trigger, e.g. its record's id. For `key`. */
      key: Binding.optional(),
    })
    .optional(),
  /** A run that takes longer than this is stopped, wherever it is. Minutes, waits included. Unset: 30 days. */
  timeoutMinutes: z.number().int().min(1).max(43_200).optional(),
  /** This flow is started with the failure when a run of this flow fails; its trigger must be "A flow failed". */
  onFailure: z.uuid().optional(),
  /** What a run of this flow changes or posts may start this flow again. */
  mayStartItself: z.boolean().optional(),
})
export type FlowSettings = z.infer<typeof FlowSettings>

const Shape = z.strictObject({
  format: z.literal(GRAPH_FORMAT),
  nodes: z.array(GraphNode).max(5000, issue('input.too-many-nodes')),
  edges: z.array(Edge).max(20_000, issue('input.too-many-edges')),
  settings: FlowSettings.optional(),
})
export type Graph = z.infer<typeof Shape>

/** A flow's graph: what stands on the canvas. Graphs of older formats are read as well, and come out in today's. */
export const Graph = z.pipe(
  z.transform((given: Graph) => upgradeGraph(given) as Graph),
  Shape,
)

export const emptyGraph = (): Graph => ({ format: GRAPH_FORMAT, nodes: [], edges: [] })
