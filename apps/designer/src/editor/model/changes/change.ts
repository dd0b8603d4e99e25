import type { Graph } from '@tailorbird/flow/graph/graph'

/** One change of the flow. Undo names it; applying it is pure, so the same change on the same graph gives the same graph. */
export interface Change {
  /** As undo says it: "Delete Create Post". */
  name: string
  apply(graph: Graph): Graph
  /** The nodes that are selected afterwards. Left out: the selection stays. */
  select?: readonly string[]
  /** Changes in a row with the same word become one step of undo, as when a text is typed. */
  merge?: string
}
