import type { Scope } from '@tailorbird/flow/expression/value-of'
import type { GraphNode } from '@tailorbird/flow/graph/graph'
import type { Step } from '@tailorbird/flow/run/run'
import type { TurnWorld } from '../world.ts'

/** One node that is due, with its latest step and the outputs before it. */
export interface Task {
  node: GraphNode
  previous: Step | undefined
  scope: Scope
  world: TurnWorld
  /** What was said from outside to a node that waits. */
  answer?: unknown
}
