import type { Graph } from '@tailorbird/flow/graph/graph'
import { edgesInto, indexGraph } from '@tailorbird/flow/graph/graph-index'
import { type Step, isSettled } from '@tailorbird/flow/run/run'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decide, edgeState, rest } from './decide.ts'

const at = new Date(0)
const settled = (port: string): Step => ({
  status: 'succeeded',
  attempt: 1,
  at,
  endedAt: at,
  input: null,
  port,
  output: null,
})
const PORTS = ['out', 'other', 'error']

/** Any graph without circles: edges only lead to later nodes. */
const graphs = fc.integer({ min: 1, max: 12 }).chain((size) =>
  fc.record({
    size: fc.constant(size),
    edges: fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1), fc.constantFrom(...PORTS)), { maxLength: size * 3 }),
    ways: fc.array(fc.constantFrom(...PORTS), { minLength: size, maxLength: size }),
    fails: fc.array(fc.boolean(), { minLength: size, maxLength: size }),
  }),
)

test('every run of a graph without circles ends, no node runs twice, joins and skips follow their edges', () => {
  fc.assert(
    fc.property(graphs, ({ size, edges, ways, fails }) => {
      const graph: Graph = {
        format: 'tailorbird.flow/2',
        nodes: Array.from({ length: size }, (_, index) => ({
          id: `n${index}`,
          type: 'x',
          label: '',
          position: { x: 0, y: 0 },
          params: {},
        })),
        edges: edges
          .filter(([from, to]) => from < to)
          .map(([from, to, port], index) => ({ id: `e${index}`, from: `n${from}`, port, to: `n${to}` })),
      }
      const index = indexGraph(graph)
      const steps = new Map<string, Step>([['n0', settled('out')]])
      const ran = new Set<string>()
      for (let turns = 0; ; turns++) {
        expect(turns).toBeLessThanOrEqual(size)
        const moves = decide(index, index.node.keys(), { steps, now: at })
        if (moves.length === 0) break
        for (const { do: what, node } of moves) {
          expect(ran.has(node.id)).toBe(false)
          ran.add(node.id)
          const states = edgesInto(index, node.id).map((edge) => edgeState(steps.get(edge.from), edge.port))
          expect(states).not.toContain('open')
          expect(what).toBe(states.includes('live') ? 'run' : 'skip')
        }
        for (const { do: what, node } of moves) {
          const turn = Number(node.id.slice(1))
          if (what === 'skip') steps.set(node.id, { status: 'skipped', attempt: 0, at })
          else if (fails[turn])
            steps.set(node.id, {
              status: 'failed',
              attempt: 1,
              at,
              endedAt: at,
              input: null,
              failure: { code: 'x', message: '' },
            })
          else steps.set(node.id, settled(ways[turn] ?? 'out'))
        }
      }
      expect([...index.node.keys()].every((id) => isSettled(steps.get(id)))).toBe(true)
      expect(rest(index, steps).do).toBe('finish')
    }),
  )
})

test('sleeps until the earliest waiting step', () => {
  const wait = (ms: number): Step => ({
    status: 'waiting',
    attempt: 1,
    at,
    input: null,
    reason: 'retry',
    until: new Date(ms),
  })
  const index = indexGraph({ format: 'tailorbird.flow/2', nodes: [], edges: [] })
  expect(
    rest(
      index,
      new Map([
        ['a', wait(50)],
        ['b', wait(20)],
      ]),
    ),
  ).toEqual({ do: 'sleep', until: new Date(20), reason: 'retry' })
})
