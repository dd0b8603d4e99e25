import type { Graph, GraphNode } from '@tailorbird/flow/graph/graph'
import { indexGraph } from '@tailorbird/flow/graph/graph-index'
import type { ConnectionType } from '@tailorbird/flow/connection/connection-type'
import { Failure } from '@tailorbird/flow/node/failure'
import { failureInEnglish } from '@tailorbird/flow/testing/in-english'
import { said } from '@tailorbird/flow/words/said'
import {
  type NodeType,
  defineBranch,
  defineAction,
  defineTrigger,
  defineWriteAction,
} from '@tailorbird/flow/node/node-type'
import type { Services } from '@tailorbird/flow/node/node-services'
import { field } from '@tailorbird/flow/fields/field'
import type { Step } from '@tailorbird/flow/run/run'
import { expect, test } from 'vitest'
import { advance } from './advance.ts'
import type { LedgerChange, Slot, World } from '../world.ts'

const done: Step = {
  status: 'succeeded',
  attempt: 1,
  at: new Date(0),
  endedAt: new Date(0),
  input: null,
  port: 'out',
  output: { word: 'hello' },
}

test('walks from the trigger to the end and hands outputs on', async () => {
  const story = tell(['start', 'say'], ['start -> say'])
  expect(await story.walk()).toEqual({ do: 'finish', status: 'succeeded' })
  expect(story.step('say')).toMatchObject({ status: 'succeeded', output: { said: 'hello' } })
})

test('skips the way not taken, and joins when every way has settled and one is live', async () => {
  const story = tell(
    ['start', 'fork', 'say a', 'say b', 'say c'],
    ['start -> fork', 'fork left-> say a', 'fork right-> say b', 'say a -> say c', 'say b -> say c'],
  )
  await story.walk()
  expect(story.statuses()).toEqual({
    fork: 'succeeded',
    'say a': 'succeeded',
    'say b': 'skipped',
    'say c': 'succeeded',
  })
})

test('runs ready nodes of parallel branches at the same time', async () => {
  const story = tell(['start', 'meet a', 'meet b'], ['start -> meet a', 'start -> meet b'])
  expect(await story.walk()).toEqual({ do: 'finish', status: 'succeeded' })
})

test('a failure without a way out fails the run, and what hangs on it is skipped', async () => {
  const story = tell(['start', 'break', 'say'], ['start -> break', 'break -> say'])
  expect(await story.walk()).toMatchObject({ do: 'finish', status: 'failed', failure: { code: 'broken' } })
  expect(story.statuses()).toEqual({ break: 'failed', say: 'skipped' })
})

test('a failure with a way out is handled', async () => {
  const story = tell(['start', 'break', 'say'], ['start -> break', 'break error-> say'])
  expect(await story.walk()).toEqual({ do: 'finish', status: 'succeeded' })
})

test('a call that X could not take sleeps and runs again as the next attempt', async () => {
  const story = tell(['start', 'busy'], ['start -> busy'])
  expect(await story.walk()).toMatchObject({ do: 'sleep', reason: 'rate limit', until: new Date(60_000) })
  story.clock(61_000)
  expect(await story.walk()).toEqual({ do: 'finish', status: 'succeeded' })
  expect(story.step('busy')).toMatchObject({ status: 'succeeded', attempt: 2 })
})

test('a write is on disk before it is sent, and in the ledger', async () => {
  const story = tell(['start', 'post'], ['start -> post'])
  await story.walk()
  expect(story.log).toEqual(['intended', 'durable', 'sent', 'confirmed p1'])
})

test('after a crash, a write that happened is found and never sent again', async () => {
  const story = tell(['start', 'post'], ['start -> post'])
  story.crashedAfterIntent('post')
  story.outside.push('p7')
  expect(await story.walk()).toEqual({ do: 'finish', status: 'succeeded' })
  expect(story.log).toEqual(['looked', 'confirmed p7'])
  expect(story.step('post')).toMatchObject({ output: { id: 'p7' } })
})

test('after a crash, a write that is not to be seen is given time to appear, then sent once more', async () => {
  const story = tell(['start', 'post'], ['start -> post'])
  story.crashedAfterIntent('post')
  expect(await story.walk()).toMatchObject({ do: 'sleep', reason: 'verifying', until: new Date(5_000) })
  story.clock(5_000)
  expect(await story.walk()).toEqual({ do: 'finish', status: 'succeeded' })
  expect(story.log).toEqual(['looked', 'looked', 'refused', 'intended', 'durable', 'sent', 'confirmed p1'])
  expect(story.outside).toEqual(['p1'])
})

test('a write that breaks off after it happened is looked for instead of repeated', async () => {
  const story = tell(['start', 'post'], ['start -> post'])
  story.breaksOff = 'after'
  expect(await story.walk()).toMatchObject({ do: 'sleep', reason: 'verifying' })
  story.clock(6_000)
  expect(await story.walk()).toEqual({ do: 'finish', status: 'succeeded' })
  expect(story.outside).toEqual(['p1'])
})

test('what nobody can tell is left to a person, and the run waits', async () => {
  const story = tell(['start', 'post', 'say'], ['start -> post', 'post -> say'])
  story.crashedAfterIntent('post')
  story.unclear = true
  expect(await story.walk()).toEqual({ do: 'sleep', reason: 'in doubt' })
  expect(story.statuses()).toEqual({ post: 'in doubt' })
})

test('a process that was asleep between intent and call does not send; it looks first', async () => {
  const story = tell(['start', 'post'], ['start -> post'])
  story.sleepsBeforeSending = 60_000
  expect(await story.walk()).toMatchObject({ do: 'sleep', reason: 'verifying' })
  expect(story.outside).toEqual([])
  story.sleepsBeforeSending = 0
  story.clock(70_000)
  expect(await story.walk()).toEqual({ do: 'finish', status: 'succeeded' })
  expect(story.outside).toEqual(['p1'])
})

test('when looking itself fails, it is tried again with growing pauses, never in a rush', async () => {
  const story = tell(['start', 'post'], ['start -> post'])
  story.crashedAfterIntent('post')
  story.blind = 'busy'
  expect(await story.walk()).toMatchObject({ do: 'sleep', reason: 'verifying', until: new Date(5_000) })
  story.clock(400_000)
  expect(await story.walk()).toMatchObject({ do: 'sleep', until: new Date(460_000) })
  story.blind = 'refused'
  story.clock(460_000)
  expect(await story.walk()).toEqual({ do: 'sleep', reason: 'in doubt' })
  expect(story.outside).toEqual([])
})

test('a node that breaks down by itself is a failure that says so', async () => {
  const story = tell(['start', 'bug'], ['start -> bug'])
  expect(await story.walk()).toMatchObject({ do: 'finish', status: 'failed', failure: { code: 'node.bug' } })
})

test('a missing value names the pill and sends nothing', async () => {
  const story = tell(['start', 'post'], ['start -> post'], { text: { pill: { node: 'start', path: ['nothing'] } } })
  expect(await story.walk()).toMatchObject({
    do: 'finish',
    status: 'failed',
    failure: { code: 'pill.missing', field: 'text' },
  })
  expect(story.log).toEqual([])
})

test('a cancelled run begins nothing more', async () => {
  const story = tell(['start', 'say'], ['start -> say'])
  story.halt = 'cancelled'
  expect(await story.walk()).toEqual({ do: 'halt', why: 'cancelled' })
  expect(story.statuses()).toEqual({})
})

const ACCOUNTS: ConnectionType = { name: 'x', title: '', open: () => undefined }

const PAUSED = { code: 'account.paused', message: 'Paused by Ann.' }

test('a write waits while its account is held back, and nothing is prepared or sent meanwhile', async () => {
  const story = tell(['start', 'post'], ['start -> post'])
  story.heldBack = { until: new Date(60_000), failure: PAUSED }
  expect(await story.walk()).toMatchObject({ do: 'sleep', reason: 'account', until: new Date(60_000) })
  expect(story.step('post')).toMatchObject({ status: 'waiting', attempt: 1, failure: PAUSED })
  expect(story.log).toEqual([])
  story.heldBack = undefined
  story.clock(60_000)
  expect(await story.walk()).toEqual({ do: 'finish', status: 'succeeded' })
  expect(story.step('post')).toMatchObject({ status: 'succeeded', attempt: 1 })
  expect(story.log).toEqual(['intended', 'durable', 'sent', 'confirmed p1'])
})

test('a write that was looked for and not found is not sent again while its account is held back', async () => {
  const story = tell(['start', 'post'], ['start -> post'])
  story.crashedAfterIntent('post')
  story.clock(5_000)
  story.heldBack = { until: new Date(60_000), failure: PAUSED }
  expect(await story.walk()).toMatchObject({ do: 'sleep', reason: 'verifying', until: new Date(60_000) })
  expect(story.outside).toEqual([])
  story.heldBack = undefined
  story.clock(60_000)
  expect(await story.walk()).toEqual({ do: 'finish', status: 'succeeded' })
  expect(story.outside).toEqual(['p1'])
})

test('a write that fails while it is prepared gives its slot back, and has intended nothing', async () => {
  const story = tell(['start', 'post'], ['start -> post'])
  story.unprepared = new Failure({ code: 'file.gone', message: 'The picture is gone.' })
  expect(await story.walk()).toMatchObject({ do: 'finish', status: 'failed', failure: { code: 'file.gone' } })
  expect(story.log).toEqual(['refused'])
})

test('a read waits too while its account is held back, and asks for no slot', async () => {
  const story = tell(['start', 'look'], ['start -> look'])
  story.heldBack = { failure: PAUSED }
  expect(await story.walk()).toMatchObject({ do: 'sleep', reason: 'account' })
  expect(story.step('look')).toMatchObject({ status: 'waiting', wakes: 'account:a', failure: PAUSED })
  expect(story.log).toEqual([])
  story.heldBack = undefined
  expect(await story.walk(['|look'])).toEqual({ do: 'finish', status: 'succeeded' })
  expect(story.step('look')).toMatchObject({ status: 'succeeded', attempt: 1 })
  expect(story.log).toEqual(['looked around'])
})

test('a rate limit of a read holds back that read alone; an account that X has locked is told of', async () => {
  const limited = tell(['start', 'look'], ['start -> look'])
  limited.refusal = new Failure({ code: 'x.rate-limit' }, { retryAt: new Date(60_000), retryReason: 'rate limit' })
  expect(await limited.walk()).toMatchObject({ do: 'sleep', reason: 'rate limit', until: new Date(60_000) })
  expect(limited.log).toEqual([])
  const locked = tell(['start', 'look'], ['start -> look'])
  locked.refusal = new Failure({ code: 'x.locked' }, { stopsAccount: true })
  expect(await locked.walk()).toEqual({ do: 'sleep', reason: 'account' })
  expect(locked.log).toEqual(['a: x.locked'])
})

test('a rate limit is told for the account as a whole', async () => {
  const story = tell(['start', 'post'], ['start -> post'])
  story.refusal = new Failure({ code: 'x.rate-limit' }, { retryAt: new Date(60_000), retryReason: 'rate limit' })
  expect(await story.walk()).toMatchObject({ do: 'sleep', reason: 'rate limit', until: new Date(60_000) })
  expect(story.log).toEqual(['intended', 'durable', 'a: x.rate-limit', 'refused'])
})

test('when X locks the account, the write waits as the next attempt until a person lets it go on', async () => {
  const story = tell(['start', 'post'], ['start -> post'])
  story.refusal = new Failure({ code: 'x.locked' }, { stopsAccount: true })
  expect(await story.walk()).toEqual({ do: 'sleep', reason: 'account' })
  expect(story.log).toEqual(['intended', 'durable', 'a: x.locked', 'refused'])
  story.refusal = story.heldBack = undefined
  expect(await story.walk()).toEqual({ do: 'sleep', reason: 'account' })
  expect(await story.walk(['|post'])).toEqual({ do: 'finish', status: 'succeeded' })
  expect(story.step('post')).toMatchObject({ status: 'succeeded', attempt: 2 })
  expect(story.outside).toEqual(['p1'])
})

test('a write in doubt is looked for, and sent again, as the account of its intent, wherever its alias leads now', async () => {
  const story = tell(['start', 'post'], ['start -> post'])
  story.crashedAfterIntent('post')
  story.leadsTo = 'other'
  story.clock(5_000)
  expect(await story.walk()).toEqual({ do: 'finish', status: 'succeeded' })
  expect(story.log).toEqual(['looked', 'refused', 'intended', 'durable', 'sent', 'confirmed p1'])
  expect(story.opened).toEqual(['c'])
})

test('when its connection leads to another account by now, nothing is looked for and nothing is sent', async () => {
  const story = tell(['start', 'post'], ['start -> post'])
  story.crashedAfterIntent('post')
  story.accountOf['c'] = 'b'
  expect(await story.walk()).toMatchObject({ do: 'sleep' })
  expect(story.step('post')).toMatchObject({ failure: { code: 'write.other-account' } })
  expect(story.log).toEqual([])
})

/** A flow told in a few words: nodes by the first word of their id, edges as `from port-> to`. */
function tell(
  ids: string[],
  edges: string[],
  params: GraphNode['params'] = { text: { pill: { node: 'start', path: ['word'] } }, as: { fixed: 'x_message' } },
) {
  const graph: Graph = {
    format: 'tailorbird.flow/2',
    nodes: ids.map((id) => ({
      id,
      type: id.split(' ')[0] ?? '',
      label: id,
      position: { x: 0, y: 0 },
      params: id.startsWith('post') || id === 'look' ? params : {},
    })),
    edges: edges.map((edge, index) => {
      const [, from = '', port = '', to = ''] = /^(.+?) (\w*)-> (.+)$/.exec(edge) ?? []
      return { id: `e${index}`, from, port: port || 'out', to }
    }),
  }
  const steps = new Map<string, Step>([['start', done]])
  let now = 0
  let tries = 0
  let meeting = Promise.withResolvers<void>()
  const story = {
    log: [] as string[],
    outside: [] as string[],
    /** The connection the alias leads to, and those that were opened. */
    leadsTo: 'c',
    accountOf: { c: 'a', other: 'b' } as Record<string, string>,
    opened: [] as string[],
    breaksOff: undefined as 'after' | undefined,
    unclear: false,
    sleepsBeforeSending: 0,
    blind: undefined as 'busy' | 'refused' | undefined,
    halt: undefined as 'cancelled' | undefined,
    heldBack: undefined as Exclude<Slot, 'go'> | undefined,
    refusal: undefined as Failure | undefined,
    unprepared: undefined as Failure | undefined,
    clock: (time: number) => (now = time),
    step: (id: string) => steps.get(id),
    statuses: () =>
      Object.fromEntries([...steps].filter(([id]) => id !== 'start').map(([id, { status }]) => [id, status])),
    crashedAfterIntent: (id: string) =>
      steps.set(id, {
        status: 'intended',
        attempt: 1,
        at: new Date(0),
        input: { text: 'hello', as: 'x_message' },
        intent: 'hello',
        intendedAt: new Date(0),
        actor: { connectionId: 'c', accountId: 'a', username: 'ann' },
      }),
    walk: (woken: string[] = []) =>
      advance(
        {
          index: indexGraph(graph),
          history: new Map([['', steps]]),
          signals: new Map(woken.map((key) => [key, null])),
        },
        world,
      ),
  }

  const types: NodeType[] = [
    defineTrigger({
      type: 'start',
      title: '',
      summary: '',
      group: 'Start',
      icon: 'bolt',
      source: 'manual',
      params: {},
      output: {},
    }),
    defineAction({
      type: 'say',
      title: '',
      summary: '',
      group: 'X',
      icon: 'x',
      effect: 'reads',
      params: {},
      output: { said: field.text({ label: '' }) },
      run: async () => ({ said: 'hello' }),
    }),
    defineAction({
      ...{ type: 'meet', title: '', summary: '', group: 'X', icon: 'x', effect: 'reads', params: {}, output: {} },
      // Each waits for the other: it only ends when both are under way.
      async run() {
        if (++tries === 2) meeting.resolve()
        await meeting.promise
        return {}
      },
    }),
    defineAction({
      ...{ type: 'break', title: '', summary: '', group: 'X', icon: 'x', effect: 'reads', params: {}, output: {} },
      run: () => Promise.reject(new Failure({ code: 'broken', message: 'It broke.' })),
    }),
    defineAction({
      ...{ type: 'bug', title: '', summary: '', group: 'X', icon: 'x', effect: 'reads', params: {}, output: {} },
      run: () => Promise.reject(new TypeError('x is undefined')),
    }),
    defineAction({
      ...{ type: 'busy', title: '', summary: '', group: 'X', icon: 'x', effect: 'reads', params: {}, output: {} },
      async run() {
        if (++tries === 1)
          throw new Failure({ code: 'x.rate-limit' }, { retryAt: new Date(60_000), retryReason: 'rate limit' })
        return {}
      },
    }),
    defineAction({
      ...{ type: 'look', title: '', summary: '', group: 'X', icon: 'x', effect: 'reads', actsAs: 'as', output: {} },
      params: { as: field.alias({ label: 'As', opens: ACCOUNTS, scopes: [] }) },
      async run() {
        if (story.refusal) throw story.refusal
        story.log.push('looked around')
        return {}
      },
    }),
    defineBranch({
      type: 'fork',
      title: '',
      summary: '',
      group: 'Logic',
      icon: 'branch',
      params: {},
      ports: { left: '', right: '' },
      choose: () => 'left' as const,
    }),
    defineWriteAction({
      ...{ type: 'post', title: '', summary: '', group: 'X', icon: 'x', effect: 'writes', actsAs: 'as' },
      params: { text: field.text({ label: 'Text' }), as: field.alias({ label: 'As', opens: ACCOUNTS, scopes: [] }) },
      output: { id: field.text({ label: 'Id' }) },
      async prepare({ params }) {
        if (story.unprepared) throw story.unprepared
        return params.text
      },
      async send() {
        const id = `p${story.outside.length + 1}`
        if (story.refusal) throw story.refusal
        story.log.push('sent')
        story.outside.push(id)
        if (story.breaksOff) throw new Failure({ code: 'x.no-answer' }, { outcome: 'unknown' })
        return { id }
      },
      async verify() {
        story.log.push('looked')
        if (story.blind)
          throw new Failure({ code: story.blind }, { retryAt: story.blind === 'busy' ? new Date(now) : undefined })
        if (story.unclear) return { unclear: said('kept.sentence', { text: 'Too much to look through.' }) }
        const [id] = story.outside
        return id === undefined ? { missing: true } : { found: { id } }
      },
      settling: { asks: '', happened: '', says: {} },
      settled: () => ({ id: '' }),
      ledger: (_, summary) => ({ what: 'post', summary }),
    }),
  ]

  const world: World = {
    inWords: failureInEnglish,
    nodeType: (type) => types.find((candidate) => candidate.type === type),
    async open(_, alias, connectionId = story.leadsTo) {
      story.opened.push(connectionId)
      return { client: alias, actor: { connectionId, accountId: story.accountOf[connectionId] ?? '', username: 'ann' } }
    },
    files: { ofRecord: async () => [], read: async () => new Uint8Array() },
    services: () => ({}) as Services,
    alarm: () => ({ rung: new Promise(() => {}), silence() {} }),
    record({ nodeId }, step, ledger) {
      steps.set(nodeId, step)
      if (ledger) story.log.push(says(ledger))
    },
    acquireSlot: () => story.heldBack ?? 'go',
    mayUse: () => story.heldBack ?? 'go',
    async accountLimited(_, { accountId }, { failure }) {
      story.log.push(`${accountId}: ${failure.code}`)
      if (failure.code === 'x.locked') story.heldBack = { failure }
    },
    async durable() {
      story.log.push('durable')
      now += story.sleepsBeforeSending
    },
    persisted: async () => {},
    claimed: async () => new Set(),
    claim: async () => true,
    now: () => new Date(now),
    signal: new AbortController().signal,
    halted: () => story.halt,
  }
  meeting = Promise.withResolvers()
  return story
}

const says = (ledger: LedgerChange) =>
  ledger.status === 'confirmed' ? `confirmed ${ledger.externalId}` : ledger.status
