import { z } from 'zod'

/** A data pill: a reference to something an earlier node put out. It names the node by its stable id,
 *  so renaming a node's label changes nothing. */
export const Pill = z.object({
  node: z.string().min(1),
  /** Keys from the node's output inwards; a number picks an item of a list. Empty: the whole output. */
  path: z.array(z.union([z.string(), z.number().int().nonnegative()])),
})
export type Pill = z.infer<typeof Pill>
