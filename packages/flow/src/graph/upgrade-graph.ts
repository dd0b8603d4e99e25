import { GRAPH_FORMAT } from './graph-format.ts'

/** A graph of an older format as it is written today; anything else as it is. Graphs in the database were brought along
 *  by migration 0004, which says the same; this is for files, clipboards and programs.
 *
 *  `tailorbird.flow/1` -> `/2`: the kind `toggle` of named values, results of decision tables and fields that come in is
 *  called `yesNo`. */
export function upgradeGraph(graph: unknown): unknown {
  if (!isObject(graph) || graph['format'] !== 'tailorbird.flow/1') return graph
  const nodes: unknown = graph['nodes']
  return { ...graph, format: GRAPH_FORMAT, nodes: Array.isArray(nodes) ? nodes.map(upgradeNode) : nodes }
}

function upgradeNode(node: unknown): unknown {
  if (!isObject(node) || !isObject(node['params'])) return node
  const params = Object.entries(node['params']).map(([name, binding]) => [name, upgradeBinding(binding)])
  return { ...node, params: Object.fromEntries(params) }
}

function upgradeBinding(binding: unknown): unknown {
  if (!isObject(binding)) return binding
  const { fixed } = binding
  if (Array.isArray(fixed)) return { ...binding, fixed: fixed.map(upgradeNamed) }
  if (!isObject(fixed) || !Array.isArray(fixed['results'])) return binding
  return { ...binding, fixed: { ...fixed, results: fixed['results'].map(upgradeNamed) } }
}

/** Only what has the form of a value with a name: an object of somebody's own may have a key `kind` too. */
function upgradeNamed(entry: unknown): unknown {
  if (!isObject(entry) || entry['kind'] !== 'toggle' || typeof entry['key'] !== 'string') return entry
  const { required, id, value } = entry
  const isNamed = typeof required === 'boolean' || typeof id === 'string' || isObject(value)
  return isNamed ? { ...entry, kind: 'yesNo' } : entry
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
