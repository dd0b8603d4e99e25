import { z } from 'zod'
import { Cell } from '../fields/decisions.ts'

/** Something about a flow that must be mended (`error`) or should be known (`warning`), at the place where it can be mended. */
export const Problem = z.object({
  severity: z.enum(['error', 'warning']),
  /** Stable, e.g. `graph.cycle`. */
  code: z.string(),
  /** What stands in the sentence of that code. */
  values: z.record(z.string(), z.unknown()),
  nodeId: z.string().optional(),
  edgeId: z.string().optional(),
  /** The parameter of the node. */
  field: z.string().optional(),
  /** Of a decision table. */
  cell: Cell.optional(),
})
export type Problem = z.infer<typeof Problem>
