import type { Edge, Graph, GraphNode } from '@tailorbird/flow/graph/graph'
import { inWords } from '../in-words/in-words.ts'
import { namesOf } from '../in-words/sentence.ts'
import { type Workspace, surroundingsOf } from '../workspace.ts'

export interface Difference {
  what: 'added' | 'removed' | 'changed'
  /** A sentence: `Text of "Create Post" is now "Hello"`. */
  says: string
}

/** What somebody has to know who reads one graph after another. Cards that only moved are not worth a line. */
export function differencesBetween(before: Graph, after: Graph, workspace: Workspace): Difference[] {
  const old = new Map(before.nodes.map((node) => [node.id, node]))
  const now = new Map(after.nodes.map((node) => [node.id, node]))
  return [
    ...after.nodes.filter(({ id }) => !old.has(id)).map(({ label }) => added(`"${label}"`)),
    ...before.nodes.filter(({ id }) => !now.has(id)).map(({ label }) => removed(`"${label}"`)),
    ...after.nodes.flatMap((node) => {
      const was = old.get(node.id)
      return was ? nodeDifferences(was, node, { before, after, workspace }) : []
    }),
    ...(JSON.stringify(before.settings ?? {}) === JSON.stringify(after.settings ?? {})
      ? []
      : [changed('The settings of the flow')]),
    ...edgeDifferences(before, after)
      .filter(({ from, to }) => old.has(from) && now.has(from) && old.has(to) && now.has(to))
      .map(({ what, from, to }): Difference => ({
        what,
        says: `The edge from "${now.get(from)?.label ?? ''}" to "${now.get(to)?.label ?? ''}"`,
      })),
  ]
}

const added = (says: string): Difference => ({ what: 'added', says })
const removed = (says: string): Difference => ({ what: 'removed', says })
const changed = (says: string): Difference => ({ what: 'changed', says })

interface Both {
  before: Graph
  after: Graph
  workspace: Workspace
}

function nodeDifferences(was: GraphNode, is: GraphNode, { before, after, workspace }: Both): Difference[] {
  if (was === is) return []
  const type = surroundingsOf(workspace).nodeType(is.type)
  const found = was.label === is.label ? [] : [changed(`"${was.label}" is now called "${is.label}"`)]
  if (JSON.stringify([was.retry, was.timeoutSeconds]) !== JSON.stringify([is.retry, is.timeoutSeconds]))
    found.push(changed(`What happens when "${is.label}" fails`))
  if ((was.note ?? '') !== (is.note ?? '')) found.push(changed(`The note of "${is.label}"`))
  for (const name of new Set([...Object.keys(was.params), ...Object.keys(is.params)])) {
    if (JSON.stringify(was.params[name]) === JSON.stringify(is.params[name])) continue
    const field = type?.params[name] ?? { kind: 'text' as const, label: name }
    const words = inWords(is.params[name], field, namesOf(after, workspace))
    const wordsBefore = inWords(was.params[name], field, namesOf(before, workspace))
    const says = `${field.label} of "${is.label}"`
    // Some values are too large for a few words, which then stay the same.
    found.push(changed(words === wordsBefore ? says : `${says}: ${quoted(wordsBefore)} → ${quoted(words)}`))
  }
  return found
}

const quoted = (words: string) => (words === '' ? 'empty' : `"${words.length > 80 ? `${words.slice(0, 78)}…` : words}"`)

function edgeDifferences(before: Graph, after: Graph) {
  const key = ({ from, port, to }: Edge) => `${from}/${port}/${to}`
  const old = new Set(before.edges.map(key))
  const now = new Set(after.edges.map(key))
  return [
    ...after.edges.filter((edge) => !old.has(key(edge))).map((edge) => ({ what: 'added' as const, ...edge })),
    ...before.edges.filter((edge) => !now.has(key(edge))).map((edge) => ({ what: 'removed' as const, ...edge })),
  ]
}
