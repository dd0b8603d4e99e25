import type { Graph } from '@tailorbird/flow/graph/graph'
import { indexGraph } from '@tailorbird/flow/graph/graph-index'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { playGraph } from '../testing/play.ts'

const TYPES = ['do', 'do', 'post', 'post', 'each', 'each', 'again', 'wait', 'set', 'next', 'leave', 'stop']

const LOOPS = ['each', 'again']
const waysOf = (type: string) => (type === 'again' ? ['gaveUp', 'out', 'error'] : ['out', 'out', 'error'])

interface Drawn {
  types: string[]
  /** For each node the nodes before it that lead to it, and by which port. */
  wires: { from: number; port: number }[][]
}

const drawn: fc.Arbitrary<Drawn> = fc.array(fc.constantFrom(...TYPES), { minLength: 1, maxLength: 9 }).chain((types) =>
  fc.record({
    types: fc.constant(types),
    wires: fc.tuple(
      ...types.map(() => fc.array(fc.record({ from: fc.nat(8), port: fc.nat(2) }), { minLength: 1, maxLength: 2 })),
    ),
  }),
)

/** Draws nodes one after the other; an edge that would lead across the border of a loop is left out. */
function draw({ types, wires }: Drawn): Graph {
  const nodes = ['start', ...types].map((type, index) => ({
    id: index === 0 ? 'start' : `n${index}`,
    type,
    label: '',
    position: { x: 0, y: 0 },
    params: {},
  }))
  const graph: Graph = { format: 'tailorbird.flow/2', nodes, edges: [] }
  for (const [at, incoming] of wires.entries()) {
    for (const { from, port } of incoming) {
      const source = nodes[from % (at + 1)]
      const target = nodes[at + 1]
      if (!source || !target || ['next', 'leave', 'stop'].includes(source.type)) continue
      const name = LOOPS.includes(source.type) && port > 0 ? 'each' : (waysOf(source.type)[port] ?? 'out')
      graph.edges.push({ id: `e${graph.edges.length}`, from: source.id, port: name, to: target.id })
      if (!isSound(graph)) graph.edges.pop()
    }
  }
  return graph
}

/** Every edge stays in its loop, or enters one by its port `each`; ends of turns stand in loops. */
function isSound(graph: Graph) {
  const { loopOf } = indexGraph(graph)
  return graph.edges.every(({ from, port, to }) =>
    port === 'each' ? loopOf.get(to) === from : loopOf.get(to) === loopOf.get(from),
  )
}

const scripts = fc.record({
  items: fc.record({ each: fc.nat(3) }),
  atOnce: fc.integer({ min: 1, max: 3 }),
  onFailure: fc.constantFrom('stop' as const, 'continue' as const, 'collect' as const),
  failing: fc.nat(6),
})

test('every run ends, whenever it is killed, no step settles twice, and every write happens once', async () => {
  await fc.assert(
    fc.asyncProperty(
      drawn,
      scripts,
      fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 6 }),
      async (flow, script, kills) => {
        const { failing, ...rest } = script
        const graph = draw(flow)
        const fails = (place: string) =>
          failing > 0 && (place.length * 5 + place.lastIndexOf('n') + Number(place.at(-1))) % 7 === failing
        const breaksOff = (place: string) =>
          ([undefined, 'before', 'after', undefined] as const)[(place.length + failing) % 4]
        const run = playGraph(graph, { ...rest, fails, breaksOff })
        let outcome
        let time = 0
        for (const records of kills) {
          run.clock((time += 700))
          outcome = await run.walkFor(records)
          if (outcome?.do === 'finish') break
        }
        for (let walks = 0; outcome?.do !== 'finish'; walks++) {
          expect(walks).toBeLessThan(400)
          // Longer than a write in doubt is given to appear.
          run.clock((time += 2_500))
          outcome = await run.walk()
          expect(outcome.do).not.toBe('halt')
        }
        expect(run.twice).toEqual([])
        // Outside all loops, every node has settled, by running, by being skipped or by being cancelled.
        for (const { id } of graph.nodes) {
          if (!indexGraph(graph).loopOf.has(id))
            expect(['succeeded', 'failed', 'skipped', 'cancelled']).toContain(run.step(`|${id}`)?.status)
        }
      },
    ),
    { numRuns: 400 },
  )
})

test('a run that was killed ends as one that was not', async () => {
  await fc.assert(
    fc.asyncProperty(
      drawn,
      scripts,
      fc.integer({ min: 1, max: 20 }),
      async (flow, { failing: _, ...script }, records) => {
        const graph = draw(flow)
        const results = []
        for (const kill of [undefined, records]) {
          const run = playGraph(graph, script)
          let outcome = kill === undefined ? await run.walk() : await run.walkFor(kill)
          for (let time = 1_000; outcome?.do !== 'finish' && time < 500_000; time += 1_000) {
            run.clock(time)
            outcome = await run.walk()
          }
          results.push(outcome)
        }
        expect(results[1]).toEqual(results[0])
      },
    ),
    { numRuns: 200 },
  )
})
