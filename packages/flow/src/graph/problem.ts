import { z } from 'zod'

/** Something about a flow that must be mended (`error`) or should be known (`warning`), at the place where it can be mended. */
export const Problem = z.object({
  severity: z.enum(['error', 'warning']),
  /** Stable, e.g. `graph.cycle`. */
  code: z.string(),
  /** One sentence a non-developer understands. */
  message: z.string(),
  nodeId: z.string().optional(),
  edgeId: z.string().optional(),
  /** The parameter of the node. */
  field: z.string().optional(),
})
export type Problem = z.infer<typeof Problem>
