import type { Flow } from '@tailorbird/contract/flows'
import type { Scope } from '@tailorbird/flow/expression/value-of'
import type { Graph } from '@tailorbird/flow/graph/graph'
import type { GraphIndex } from '@tailorbird/flow/graph/graph-index'
import type { ProblemInWords } from '@tailorbird/contract/problem-body'
import type { StoreApi } from 'zustand/vanilla'
import type { Asking } from './asking.ts'
import type { CanvasView } from '../model/canvas/canvas-view.ts'
import type { Change } from '../model/changes/change.ts'
import type { History } from '../model/changes/history.ts'
import type { RunView } from '../model/run/run-view.ts'
import type { Workspace } from '../model/workspace.ts'

/** What the editor asks of the world outside. */
export interface EditorWorld {
  /** Saves over the given revision. */
  save(draft: Graph, revision: number): Promise<SaveAnswer>
  now(): number
  newId(): string
}
export type SaveAnswer = { saved: Flow } | { conflict: Flow } | { failed: string }

export interface Editor {
  flow: Pick<Flow, 'id' | 'name' | 'deployments' | 'triggers'>
  graph: Graph
  index: GraphIndex
  history: History
  selectedNodes: ReadonlySet<string>
  selectedEdges: ReadonlySet<string>
  workspace: Workspace
  problems: readonly ProblemInWords[]
  problemsByNode: ReadonlyMap<string, readonly ProblemInWords[]>
  /** What stands on the server, as far as this page knows. */
  saved: { graph: Graph; revision: number }
  saving: Saving
  readOnly: boolean
  /** The run that colours the canvas. */
  run: RunView | undefined
  /** Outputs to preview data pills with, by node. */
  sample: Scope
  /** The environment chosen for tests. */
  environment: string
  /** What the next test begins with: a record, or a sample of what the trigger puts out. */
  testWith: { recordId?: string; sample: Readonly<Record<string, unknown>> }
  /** Outputs that take the place of running these nodes in tests. Never part of the flow. */
  pins: Scope
  leftTab: LeftTab
  rightTab: RightTab
  asking: Asking | undefined
  /** A field that wants the focus, because somebody jumped to its problem. */
  fieldToFocus: { nodeId: string; field: string } | undefined
  view: CanvasView | undefined
  world: EditorWorld

  perform(change: Change): void
  undo(): void
  redo(): void
  select(nodeIds: Iterable<string>, edgeIds?: Iterable<string>): void
  ask(asking: Asking | undefined): void
  /** Opens panels, or points at a field. */
  show(panels: Partial<Pick<Editor, 'leftTab' | 'rightTab' | 'fieldToFocus'>>): void
  save(): Promise<void>
  /** Pins an output for tests; undefined takes the pin away. */
  pin(nodeId: string, output: unknown): void
}
export type LeftTab = 'add' | 'outline' | 'hidden'
export type RightTab = 'node' | 'test' | 'runs' | 'problems'
export type EditorStore = StoreApi<Editor>

/** How the draft stands with the server. Whether it is saved is told by comparing graphs, not kept twice. */
export type Saving =
  | { is: 'idle' }
  | { is: 'saving' }
  | { is: 'conflict'; theirs: Flow }
  | { is: 'failed'; message: string }
