import type { TestScope } from '@tailorbird/contract/runs'
import type { Edge } from '@tailorbird/flow/graph/graph'
import type { Position } from '../model/canvas/place-node.ts'

/** Where a node shall go that is being chosen: on a port, into an edge, or at a place. */
export interface Destination {
  wire?: Omit<Edge, 'to' | 'id'>
  edgeId?: string
  position?: Position
}

/** The one question that is open at a time. */
export type Asking =
  | { what: 'add'; destination: Destination; at: { left: number; top: number } }
  | { what: 'connect'; from: string }
  | { what: 'rename'; nodeId: string }
  | { what: 'shortcuts' }
  | { what: 'commands' }
  | { what: 'publish' }
  | { what: 'settings' }
  /** A part of the flow shall be tested. */
  | { what: 'test'; scope: Exclude<TestScope, { run: 'all' }> }
  | { what: 'pin'; nodeId: string }
  | { what: 'conflict' }
  /** A way out of a node shall lead back to an earlier step. */
  | { what: 'back'; from: string; port?: string }
  /** Something cannot be done; why. */
  | { what: 'explain'; title: string; says: string }
