import type { Flow } from '@tailorbird/contract/flows'
import { indexGraph } from '@tailorbird/flow/graph/graph-index'
import { createStore } from 'zustand/vanilla'
import type { Editor, EditorStore, EditorWorld } from './editor.ts'
import { type History, graphNow, historyOf, record, stepBack, stepForward } from '../model/changes/history.ts'
import { saveDraft } from './save-draft.ts'
import { type Workspace, emptyWorkspace } from '../model/workspace.ts'

interface OpenFlow {
  flow: Flow
  workspace?: Workspace
  world: EditorWorld
  readOnly?: boolean
}

/** The open flow: its graph with the way it came about, what is selected, and how it stands with the server. */
export function openEditor({ flow, workspace = emptyWorkspace, world, readOnly = false }: OpenFlow): EditorStore {
  return createStore<Editor>()((set, get) => ({
    flow,
    ...shown(historyOf(flow.draft)),
    selectedNodes: none,
    selectedEdges: none,
    workspace,
    problems: [],
    problemsByNode: new Map(),
    saved: { graph: flow.draft, revision: flow.revision },
    saving: { is: 'idle' },
    readOnly,
    run: undefined,
    sample: {},
    environment: 'development',
    testWith: { sample: {} },
    pins: {},
    leftTab: 'add',
    rightTab: 'node',
    asking: undefined,
    fieldToFocus: undefined,
    view: undefined,
    world,

    perform(change) {
      if (get().readOnly) return
      const history = record(get().history, change, world.now())
      if (history === get().history) return
      set({
        ...shown(history),
        ...selectionAfter(history, change.select ? new Set(change.select) : get().selectedNodes),
      })
    },
    undo: () => set(moved(stepBack(get().history), get())),
    redo: () => set(moved(stepForward(get().history), get())),
    select(nodeIds, edgeIds = []) {
      const nodes = new Set(nodeIds)
      const edges = new Set(edgeIds)
      if (sameSet(nodes, get().selectedNodes) && sameSet(edges, get().selectedEdges)) return
      set({ selectedNodes: nodes, selectedEdges: edges })
    },
    ask: (asking) => set({ asking }),
    show: (panels) => set(panels),
    save: () => saveDraft({ get, set }),
    pin(nodeId, output) {
      const { [nodeId]: _, ...others } = get().pins
      set({ pins: output === undefined ? others : { ...others, [nodeId]: output } })
    },
  }))
}

const none: ReadonlySet<string> = new Set()

function shown(history: History) {
  const graph = graphNow(history)
  return { history, graph, index: indexGraph(graph) }
}

const moved = (history: History, editor: Editor): Partial<Editor> =>
  editor.readOnly || history === editor.history
    ? {}
    : { ...shown(history), ...selectionAfter(history, editor.selectedNodes) }

/** Nothing stays selected that is no longer there. */
function selectionAfter(history: History, nodes: ReadonlySet<string>) {
  const ids = new Set(graphNow(history).nodes.map(({ id }) => id))
  return { selectedNodes: new Set([...nodes].filter((id) => ids.has(id))), selectedEdges: none }
}

const sameSet = (a: ReadonlySet<string>, b: ReadonlySet<string>) => a.size === b.size && [...a].every((id) => b.has(id))
