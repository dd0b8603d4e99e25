import type { RunStep, TestScope } from '@tailorbird/contract/runs'
import { upstreamOf } from '@tailorbird/flow/graph/graph-index'
import type { Editor } from './editor.ts'

type State = Pick<Editor, 'index' | 'pins' | 'sample'>
type Json = RunStep['output']

/** What takes the place of running nodes in a test: pins; and for a part of the flow, what stands before it put out last. */
export function outputsFor(state: State, scope: TestScope): Record<string, Json> {
  const { index, pins, sample } = state
  const isThere = ([id]: [string, unknown]) => index.node.has(id)
  const pinned = Object.entries(pins).filter(isThere)
  if (scope.run === 'all') return asJson(pinned)
  const before = upstreamOf(index, scope.nodeId)
  const last = Object.entries(sample).filter(([id]) => before.has(id))
  // The node that is tested runs, pinned or not.
  return asJson([...last, ...pinned.filter(([id]) => id !== scope.nodeId)])
}

/** The nodes before a part of the flow of which no output is known. */
export function missingBefore(state: State, nodeId: string): string[] {
  const known = outputsFor(state, { run: 'from', nodeId })
  return [...upstreamOf(state.index, nodeId)].filter((id) => !Object.hasOwn(known, id))
}

/** Outputs came as JSON and are JSON. */
const asJson = (entries: readonly [string, unknown][]): Record<string, Json> =>
  JSON.parse(JSON.stringify(Object.fromEntries(entries)))
