import type { Graph } from '@tailorbird/flow/graph/graph'
import { indexGraph } from '@tailorbird/flow/graph/graph-index'
import { failureInEnglish } from '@tailorbird/flow/testing/in-english'
import type { Services } from '@tailorbird/flow/node/node-services'
import { type NodeType, defineAction } from '@tailorbird/flow/node/node-type'
import type { Step } from '@tailorbird/flow/run/run'
import { expect, test } from 'vitest'
import { advance } from './advance.ts'
import { WorldError } from '../world-error.ts'
import type { World } from '../world.ts'

const bare = { title: '', summary: '', group: 'Data' as const, icon: 'braces' as const, params: {}, output: {} }
const at = new Date(0)
const began: Step = { status: 'succeeded', attempt: 1, at, endedAt: at, input: null, port: 'out', output: {} }
const graph: Graph = {
  format: 'tailorbird.flow/2',
  nodes: ['start', 'read', 'like'].map((id) => ({ id, type: id, label: id, position: { x: 0, y: 0 }, params: {} })),
  edges: [
    { id: 'a', from: 'start', port: 'out', to: 'read' },
    { id: 'b', from: 'read', port: 'out', to: 'like' },
  ],
}

/** A run that is executed while it is being stored. */
function walk() {
  const done: string[] = []
  const storing = Promise.withResolvers<void>()
  const doing = (type: string, effect: 'reads' | 'idempotent'): NodeType =>
    defineAction({
      ...{ ...bare, type, effect },
      async run() {
        done.push(type)
        return {}
      },
    })
  const types = [doing('read', 'reads'), doing('like', 'idempotent')]
  const world: World = {
    inWords: failureInEnglish,
    nodeType: (type) => types.find((candidate) => candidate.type === type),
    open: () => Promise.reject(new Error('nothing to open')),
    files: { ofRecord: async () => [], read: async () => new Uint8Array() },
    services: () => ({}) as Services,
    record: () => undefined,
    durable: async () => {},
    acquireSlot: () => 'go',
    mayUse: () => 'go',
    accountLimited: async () => {},
    persisted: () => storing.promise,
    claimed: async () => new Set(),
    claim: async () => true,
    now: () => at,
    alarm: () => ({ rung: new Promise(() => {}), silence() {} }),
    signal: new AbortController().signal,
    halted: () => undefined,
  }
  const history = new Map([['', new Map([['start', began]])]])
  return { done, storing, outcome: advance({ index: indexGraph(graph), history }, world) }
}

const aMoment = () => new Promise((resolve) => setImmediate(resolve))

test('before a run is on disk it reads, and changes nothing that others could see', async () => {
  const { done, storing, outcome } = walk()
  await aMoment()
  expect(done).toEqual(['read'])
  storing.resolve()
  expect(await outcome).toMatchObject({ do: 'finish', status: 'succeeded' })
  expect(done).toEqual(['read', 'like'])
})

test('a run that was not stored does no more, and that is no failure of its nodes', async () => {
  const { done, storing, outcome } = walk()
  storing.reject(new WorldError(new Error('no database')))
  await expect(outcome).rejects.toThrow(WorldError)
  await aMoment()
  expect(done).toEqual(['read'])
})
