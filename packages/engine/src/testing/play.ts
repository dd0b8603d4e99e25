import type { Graph, GraphNode } from '@tailorbird/flow/graph/graph'
import { indexGraph } from '@tailorbird/flow/graph/graph-index'
import { field } from '@tailorbird/flow/fields/field'
import { Failure } from '@tailorbird/flow/node/failure'
import { failureInEnglish } from '@tailorbird/flow/testing/in-english'
import {
  type NodeType,
  defineBranch,
  defineAction,
  defineEnd,
  defineLoop,
  defineTrigger,
  defineWait,
  defineWriteAction,
} from '@tailorbird/flow/node/node-type'
import type { Services } from '@tailorbird/flow/node/node-services'
import type { Step } from '@tailorbird/flow/run/run'
import { parseStepKey, stepKey } from '@tailorbird/flow/run/step-ref'
import { type Advancing, type Outcome, advance } from '../walk/advance.ts'
import type { World } from '../world.ts'

/** Thrown by the world when the script says that the process dies here. */
export class Crash extends Error {}

export interface Script {
  /** `each over` loops take their items from here, by node id. */
  items?: Record<string, number>
  /** Or these items: their turns are known again by what they are about. In a loop within: by the item around it. */
  list?: readonly unknown[]
  /** Results of an earlier run, by place. */
  begins?: Record<string, Step>
  atOnce?: number
  onFailure?: 'stop' | 'continue' | 'collect'
  /** Places whose write breaks off, before or after it has happened. */
  breaksOff?: (place: string) => 'before' | 'after' | undefined
  /** Places (`path|node`) whose node fails. */
  fails?: (place: string) => boolean
  /** Parameters of nodes, by id. */
  params?: Record<string, GraphNode['params']>
  /** The way a fork takes at a place. Default: `out`. */
  ways?: (place: string) => string
}

/** A run on invented nodes whose types are the first words of their ids: `do a`, `each b`, `wait c`, `next d`, `leave e`,
 *  `stop f`, `set g`, `fork h`, `again i`: repeats until its parameter `until` holds, at most as often as it has items. Edges are written `do a -> do b` or `each a each-> do b`. Steps outlive a crash. */
export function play(nodes: string[], edges: string[], script: Script = {}) {
  const graph: Graph = {
    format: 'tailorbird.flow/2',
    nodes: nodes.map((id): GraphNode => ({
      id: idOf(id),
      type: id.split(' ')[0] ?? id,
      label: id,
      position: { x: 0, y: 0 },
      params: script.params?.[idOf(id)] ?? {},
    })),
    edges: edges.map((text, index) => {
      const [, from = '', port = '', to = ''] = /^(.+?)(?: (\S+))?-> (.+)$/.exec(text) ?? []
      return { id: `e${index}`, from: idOf(from.trim()), port: port || 'out', to: idOf(to) }
    }),
  }
  return playGraph(graph, script)
}

const idOf = (text: string) => text.replace(' ', '-')

export function playGraph(graph: Graph, script: Script = {}) {
  const history = new Map<string, Map<string, Step>>([['', new Map([['start', began]])]])
  for (const [place, step] of Object.entries(script.begins ?? {})) {
    const { path, nodeId } = parseStepKey(place)
    history.set(path, (history.get(path) ?? new Map<string, Step>()).set(nodeId, { ...step, reusedFrom: 'earlier' }))
  }
  const done: string[] = []
  let now = 0
  let records = 0
  let crashAfter = Number.POSITIVE_INFINITY
  let halt: 'draining' | undefined
  const signals = new Map<string, unknown>()
  const settled = new Set<string>()
  const outside: string[] = []
  const broken = new Set<string>()
  const twice: string[] = []

  const types = typesOf(script, { outside, broken })
  const world: World = {
    nodeType: (type) => types.get(type),
    inWords: failureInEnglish,
    open: () => Promise.reject(new Error('nothing to open')),
    files: { ofRecord: async () => [], read: async () => new Uint8Array() },
    services: ({ nodeId, path }) => ({ place: stepKey({ path, nodeId }), done }) as unknown as Services,
    record({ nodeId, path }, step) {
      if (records++ >= crashAfter) throw new Crash()
      const steps = history.get(path) ?? new Map<string, Step>()
      history.set(path, steps.set(nodeId, step))
      const isLookedFor = step.status === 'failed' && step.failure.code === 'write.not-found'
      if (['succeeded', 'failed', 'skipped', 'cancelled'].includes(step.status) && !isLookedFor) {
        if (settled.has(stepKey({ path, nodeId }))) twice.push(stepKey({ path, nodeId }))
        settled.add(stepKey({ path, nodeId }))
      }
    },
    durable: async () => {},
    acquireSlot: () => 'go',
    mayUse: () => 'go',
    accountLimited: async () => {},
    persisted: async () => {},
    claimed: async () => new Set(),
    claim: async () => true,
    now: () => new Date(now),
    alarm: () => ({ rung: new Promise(() => {}), silence() {} }),
    signal: new AbortController().signal,
    halted: () => halt,
  }
  const run = (): Advancing => ({ index: indexGraph(graph), history: new Map(history), signals: new Map(signals) })
  return {
    /** Places in the order in which their work was done. */
    done,
    history,
    /** Places whose write has happened, in order. */
    outside,
    /** Places that settled more than once: must stay empty. */
    twice,
    signals,
    step: (key: string) => {
      const { path, nodeId } = parseStepKey(key)
      return history.get(path)?.get(nodeId)
    },
    clock: (time: number) => (now = time),
    drain: (on: boolean) => (halt = on ? 'draining' : undefined),
    walk: (): Promise<Outcome> => advance(run(), world),
    /** Walks until the process dies after so many records; undefined when it died. */
    async walkFor(count: number): Promise<Outcome | undefined> {
      crashAfter = records + count
      try {
        return await advance(run(), world)
      } catch {
        return undefined
      } finally {
        // Whatever the dead process had still in hand writes nothing any more.
        await new Promise((resolve) => setImmediate(resolve))
        crashAfter = Number.POSITIVE_INFINITY
      }
    },
  }
}

const at = new Date(0)
const began: Step = {
  status: 'succeeded',
  attempt: 1,
  at,
  endedAt: at,
  input: null,
  port: 'out',
  output: { word: 'hello' },
}

const bare = { title: '', summary: '', group: 'Logic' as const, icon: 'branch' as const, params: {} }

function typesOf(
  { items = {}, list, atOnce = 1, onFailure = 'stop', fails, breaksOff, ways }: Script,
  { outside, broken }: { outside: string[]; broken: Set<string> },
): Map<string, NodeType> {
  const placeOf = (services: object) => services as unknown as { place: string; done: string[] }
  const types: NodeType[] = [
    defineTrigger({ ...bare, type: 'start', source: 'manual', output: {} }),
    defineAction({
      ...bare,
      type: 'do',
      effect: 'reads',
      params: { says: field.any({ label: 'Says', optional: true }) },
      output: { place: field.text({ label: '' }), said: field.any({ label: '', optional: true }) },
      async run({ params, services }) {
        const { place, done } = placeOf(services)
        done.push(place)
        if (fails?.(place)) throw new Failure({ code: 'broken', message: `${place} broke.` })
        return { place, said: params.says ?? null }
      },
    }),
    defineWriteAction({
      ...bare,
      type: 'post',
      effect: 'writes',
      output: { id: field.text({ label: '' }) },
      // The place is only known to `services`; what is to be written carries it from there.
      prepare: async (context) => placeOf((context as unknown as { services: Services }).services).place,
      async send(_, place) {
        const breaks = broken.has(place) ? undefined : breaksOff?.(place)
        broken.add(place)
        if (breaks !== 'before') outside.push(place)
        if (breaks) throw new Failure({ code: 'no-answer', message: '' }, { outcome: 'unknown' })
        return { id: place }
      },
      verify: async (_, { intent }) => (outside.includes(intent) ? { found: { id: intent } } : { missing: true }),
      settling: { asks: '', happened: '', says: {} },
      settled: ({ intent }) => ({ id: intent }),
    }),
    defineAction({
      ...bare,
      type: 'set',
      effect: 'reads',
      assigns: true,
      output: {},
      async run({ services }) {
        return { last: placeOf(services).place }
      },
    }),
    defineWait({
      ...bare,
      type: 'wait',
      output: {},
      async look({ now }, { since, answer, state }) {
        const until = new Date(since.getTime() + 1_000)
        if (answer !== undefined || now() >= until) return { leaveBy: 'out', output: { answer: answer ?? null } }
        return { until, reason: 'wait', state: state ?? 'first' }
      },
    }),
    ...(['turn', 'loop', 'run'] as const).map((ends) =>
      defineEnd({ ...bare, type: { turn: 'next', loop: 'leave', run: 'stop' }[ends], ends }),
    ),
    defineBranch({
      ...bare,
      type: 'fork',
      ports: { out: '' },
      choose: ({ services }) => (ways?.(placeOf(services).place) ?? 'out') as 'out',
    }),
    defineLoop({
      ...bare,
      type: 'again',
      params: { until: field.condition({ label: '', optional: true, inside: true }) },
      output: { count: field.number({ label: '' }), met: field.yesNo({ label: '' }) },
      inside: {},
      ports: { gaveUp: '' },
      keepsLast: true,
      plan: () => ({ turns: items['again'] ?? 3, turn: () => ({}), atOnce: 1, onFailure }),
      goesOn: ({ params, holds }) => params.until === undefined || !holds(params.until),
      result: ({ count, left }) => ({ count, met: left }),
      leaveBy: ({ left }) => (left ? 'out' : 'gaveUp'),
    }),
    defineLoop({
      ...bare,
      type: 'each',
      params: { collect: field.any({ label: '', optional: true, inside: true }) },
      output: { count: field.number({ label: '' }) },
      inside: { item: field.number({ label: '' }) },
      plan: () => ({ turns: list?.length ?? items['each'] ?? 3, turn: (item) => ({ item }), atOnce, onFailure }),
      ...(list && { itemsOf: () => list }),
      result: ({ count, results, failures, left }) => ({ count, results, failed: failures.length, left }) as never,
    }),
  ]
  return new Map(types.map((type) => [type.type, type]))
}
